package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lumacontracts.client.BrokenServer.Manners;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a video is awaited. */
@Timeout(30)
class AwaitTest {
  private static final Task TASK = Task.parse("vapi:a");
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String ACCEPTED = "{\"id\":\"a\",\"state\":\"pending\"}";
  private static final String RUNNING = "{\"id\":\"a\",\"state\":\"dreaming\"}";
  private static final String VIDEO =
      "{\"id\":\"a\",\"state\":\"completed\","
          + "\"video\":{\"download_url\":\"http://127.0.0.1/a.mp4\"}}";

  @Test
  void waiting_looks_until_the_video_is_there_and_tells_of_each_look() {
    try (var gateway =
            new Gateway()
                .answers(200, ACCEPTED)
                .answers(200, RUNNING)
                .answers(200, "{\"id\":\"a\"}")
                .answers(200, VIDEO);
        var luma = gateway.client().build()) {
      List<String> told = new ArrayList<>();

      Video video = luma.await(TASK, LONG, snapshot -> told.add(snapshot.toString()));

      assertThat(video.url()).hasToString("http://127.0.0.1/a.mp4");
      assertThat(told)
          .containsExactly(
              "vapi:a QUEUED (pending)",
              "vapi:a RUNNING (dreaming)",
              "vapi:a RUNNING",
              "vapi:a COMPLETED (completed)");
      assertThat(gateway.requests()).hasSize(4);
    }
  }

  @Test
  void a_completed_task_without_the_address_of_a_video_is_awaited_further() {
    String without = "{\"id\":\"a\",\"state\":\"completed\",\"video\":{\"download_url\":\"\"}}";
    try (var gateway = new Gateway().answers(200, without).answers(200, "{}").answers(200, VIDEO);
        var luma = gateway.client().build()) {
      assertThat(luma.await(TASK, LONG).url()).hasToString("http://127.0.0.1/a.mp4");
    }
  }

  @Test
  void single_looks_may_fail() {
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    try (var gateway =
            new Gateway()
                .answers(500, "{}")
                .answers(503, "")
                .answers(408, "{}")
                .answers(429, "{}")
                .answers(200, "<html>maintenance</html>")
                .answers(200, RUNNING)
                .answers(502, "{}")
                .answers(200, VIDEO);
        var luma = gateway.client().listener(it -> attempts.add(it.attempt())).build()) {
      assertThat(luma.await(TASK, LONG).task()).isEqualTo(TASK);
      assertThat(attempts).containsExactly(1, 2, 3, 4, 5, 6, 1, 2);
    }
  }

  @Test
  void connections_may_break() {
    var connections = new AtomicInteger();
    Manners breaksOften =
        connection -> {
          connection.readRequest();
          if (connections.incrementAndGet() > 8) {
            connection.answer(200, "", VIDEO);
          }
        };
    try (var server = new BrokenServer(breaksOften);
        var luma = server.client().build()) {
      assertThat(luma.await(TASK, LONG).task()).isEqualTo(TASK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 405, 422})
  void a_refusal_that_stays_ends_the_wait(int status) {
    try (var gateway = new Gateway().answers(200, RUNNING).answers(status, "{}");
        var luma = gateway.client().build()) {
      RefusedException failure =
          catchThrowableOfType(RefusedException.class, () -> luma.await(TASK, LONG));

      assertThat(failure.statusCode()).isEqualTo(status);
      assertThat(gateway.requests()).hasSize(2);
    }
  }

  @Test
  void a_task_that_was_just_submitted_may_be_unknown_twice() {
    try (var gateway =
            new Gateway()
                .answers(200, ACCEPTED)
                .answers(404, "{}")
                .answers(404, "{}")
                .answers(200, VIDEO);
        var luma = gateway.client().build()) {
      Task task = luma.submit(VideoRequest.of("a paper boat"));

      assertThat(luma.await(task, LONG).task()).isEqualTo(TASK);
    }
  }

  @Test
  void a_task_that_stays_unknown_is_not_awaited() {
    try (var gateway = new Gateway().answers(200, ACCEPTED).answers(404, "{}");
        var luma = gateway.client().build()) {
      Task submitted = luma.submit(VideoRequest.of("a paper boat"));

      assertThat(catchThrowable(() -> luma.await(submitted, LONG)))
          .isInstanceOf(NotFoundException.class);
      assertThat(gateway.requests()).hasSize(4);
      assertThat(catchThrowable(() -> luma.await(TASK, LONG)))
          .isInstanceOf(NotFoundException.class);
      assertThat(gateway.requests()).hasSize(5);
    }
  }

  @Test
  void a_failed_task_ends_the_wait_with_the_reason() {
    String failed = "{\"id\":\"a\",\"state\":\"failed\",\"failure_reason\":\"no luck\"}";
    try (var gateway = new Gateway().answers(200, failed);
        var luma = gateway.client().build()) {
      List<TaskState> told = new ArrayList<>();
      TaskFailedException failure =
          catchThrowableOfType(
              TaskFailedException.class,
              () -> luma.await(TASK, LONG, snapshot -> told.add(snapshot.state())));

      assertThat(failure).hasMessage("vapi:a failed: no luck.");
      assertThat(failure.task()).contains(TASK);
      assertThat(failure.reason()).contains("no luck");
      assertThat(failure.refundable()).isEqualTo(luma.capabilities().refundsFailures());
      assertThat(told).containsExactly(TaskState.FAILED);
    }
  }

  @Test
  void a_task_that_failed_for_what_it_would_show_says_so() {
    String failed =
        "{\"id\":\"a\",\"state\":\"failed\",\"failure_reason\":\"Frame moderation failed\"}";
    try (var gateway = new Gateway().answers(200, failed);
        var luma = gateway.client().build()) {
      ModerationException failure =
          catchThrowableOfType(ModerationException.class, () -> luma.await(TASK, LONG));

      assertThat(failure.reason()).isEqualTo("Frame moderation failed");
      assertThat(failure.task()).contains(TASK);
      assertThat(failure.mayBePaid()).isFalse();
    }
  }

  @Test
  void the_end_of_the_time_leaves_the_task_and_what_was_last_seen() {
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().build()) {
      StillRunningException failure =
          catchThrowableOfType(
              StillRunningException.class, () -> luma.await(TASK, Duration.ofMillis(500)));

      assertThat(failure)
          .hasMessage(
              "vapi:a has no video after PT0.5S, last seen as dreaming."
                  + " Wait again with Task.parse(\"vapi:a\").")
          .hasNoCause();
      assertThat(failure.task()).contains(TASK);
      assertThat(failure.last()).map(TaskSnapshot::state).contains(TaskState.RUNNING);
    }
  }

  @Test
  void the_end_of_the_time_has_the_last_failure_as_cause() {
    try (var gateway = new Gateway().answers(200, RUNNING).answers(500, "{}");
        var luma = gateway.client().build()) {
      StillRunningException failure =
          catchThrowableOfType(
              StillRunningException.class, () -> luma.await(TASK, Duration.ofMillis(500)));

      assertThat(failure).hasCauseInstanceOf(RefusedException.class);
      assertThat(failure.last()).isPresent();
    }
  }

  @Test
  void the_time_is_up_although_a_look_gets_no_answer() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var server = new BrokenServer(silent(new CountDownLatch(1), hungUp));
        var luma = server.client().build()) {
      StillRunningException failure =
          catchThrowableOfType(
              StillRunningException.class, () -> luma.await(TASK, Duration.ofMillis(300)));

      assertThat(failure.last()).isEmpty();
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void no_time_is_refused(long millis) {
    try (var gateway = new Gateway();
        var luma = gateway.client().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> luma.await(TASK, Duration.ofMillis(millis)))
          .withMessageMatching("The longest wait is PT.*, expected more than zero\\.");
    }
  }

  @Test
  void a_very_long_time_is_accepted() {
    try (var gateway = new Gateway().answers(200, VIDEO);
        var luma = gateway.client().build()) {
      assertThat(luma.await(TASK, Duration.ofSeconds(Long.MAX_VALUE)).task()).isEqualTo(TASK);
    }
  }

  @Test
  void the_time_is_that_of_the_clock_if_there_is_one() {
    var clock = new StoppedClock();
    var looks = new AtomicInteger();
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().clock(clock).build()) {
      Throwable failure =
          catchThrowable(
              () ->
                  luma.await(
                      TASK,
                      Duration.ofMillis(100),
                      snapshot -> {
                        if (looks.incrementAndGet() == 20) { // after 400 ms at least
                          clock.now = clock.now.plusMillis(100);
                        }
                      }));

      assertThat(failure).isInstanceOf(StillRunningException.class);
      assertThat(looks).hasValue(20);
    }
  }

  @Test
  void pauses_grow_to_a_ceiling() {
    var polling = new PollingPolicy(Duration.ofMillis(100), 2, Duration.ofMillis(400), 0);
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().polling(polling).build()) {
      catchThrowable(() -> luma.await(TASK, Duration.ofMillis(2_000)));

      // A pause begins after the answer, and a look arrives a little later, so it is rarely exact.
      assertThat(gateway.pause(0)).isBetween(Duration.ofMillis(99), Duration.ofMillis(300));
      assertThat(gateway.pause(1)).isBetween(Duration.ofMillis(190), Duration.ofMillis(390));
      assertThat(gateway.pause(2)).isBetween(Duration.ofMillis(390), Duration.ofMillis(700));
      assertThat(gateway.pause(3)).isBetween(Duration.ofMillis(390), Duration.ofMillis(700));
    }
  }

  @Test
  void what_the_provider_asks_for_is_waited_for_even_if_it_is_longer_than_the_ceiling() {
    try (var gateway = new Gateway().answersRetryAfter(429, "1").answers(200, VIDEO);
        var luma = gateway.client().build()) {
      luma.await(TASK, LONG);

      assertThat(gateway.pause(0)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }
  }

  @Test
  void two_looks_never_overlap_although_answers_and_listeners_are_slow() {
    try (var gateway = new Gateway().answersAfter(Duration.ofMillis(100), 200, RUNNING);
        var luma = gateway.client().polling(PollingPolicy.every(Duration.ofNanos(1))).build()) {
      var inside = new AtomicInteger();
      List<Integer> seen = new CopyOnWriteArrayList<>();
      catchThrowable(
          () ->
              luma.await(
                  TASK,
                  Duration.ofMillis(1_500),
                  snapshot -> {
                    seen.add(inside.incrementAndGet());
                    sleep(100);
                    inside.decrementAndGet();
                  }));

      assertThat(seen).hasSizeBetween(3, 8).containsOnly(1);
      assertThat(gateway.mostAtOnce()).isEqualTo(1);
    }
  }

  @Test
  void what_the_listener_throws_ends_the_wait() {
    var mine = new IllegalStateException("enough");
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().build()) {
      Throwable thrown =
          catchThrowable(
              () ->
                  luma.await(
                      TASK,
                      LONG,
                      snapshot -> {
                        throw mine;
                      }));

      assertThat(thrown).isSameAs(mine);
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @Test
  void listeners_may_call_the_client_and_wait() {
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().build()) {
      var videos =
          IntStream.range(0, 50)
              .mapToObj(
                  i ->
                      luma.awaitAsync(
                          TASK,
                          LONG,
                          snapshot -> {
                            luma.fetch(TASK);
                            catchThrowable(() -> luma.await(TASK, Duration.ofMillis(200)));
                            throw new IllegalStateException("enough");
                          }))
              .toList();

      assertThat(videos).allSatisfy(video -> assertThat(video).failsWithin(LONG));
    }
  }

  @Test
  void who_goes_on_from_a_future_may_wait() {
    try (var gateway = new Gateway().answers(200, VIDEO);
        var luma = gateway.client().build()) {
      var videos =
          IntStream.range(0, 50)
              .mapToObj(i -> luma.fetchAsync(TASK).thenApply(it -> luma.await(it.task(), LONG)))
              .toList();

      assertThat(videos).allSatisfy(video -> assertThat(video).succeedsWithin(LONG));
    }
  }

  @Test
  void to_cancel_the_future_ends_the_looks() throws Exception {
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().build()) {
      var video = luma.awaitAsync(TASK, LONG);
      gateway.awaitRequests(2);
      video.cancel(true);

      assertThat(video).isCancelled();
      gateway.assertQuiet();
    }
  }

  @Test
  void to_cancel_the_future_ends_the_look_that_is_under_way() throws Exception {
    var arrived = new CountDownLatch(1);
    var hungUp = new CountDownLatch(1);
    try (var server = new BrokenServer(silent(arrived, hungUp));
        var luma = server.client().build()) {
      var video = luma.awaitAsync(TASK, LONG);
      arrived.await();
      video.cancel(true);

      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_time_out_of_the_caller_ends_the_looks_too() {
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().build()) {
      var video = luma.awaitAsync(TASK, LONG).orTimeout(200, TimeUnit.MILLISECONDS);

      assertThat(video).failsWithin(Duration.ofSeconds(5));
      gateway.assertQuiet();
    }
  }

  @Test
  void an_interrupt_ends_the_wait_and_stays_set() throws Exception {
    var failure = new CompletableFuture<ConnectionException>();
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().build()) {
      var caller =
          new Thread(
              () -> {
                var thrown =
                    catchThrowableOfType(ConnectionException.class, () -> luma.await(TASK, LONG));
                if (Thread.currentThread().isInterrupted()) {
                  failure.complete(thrown);
                }
              });
      caller.start();
      gateway.awaitRequests(2);
      caller.interrupt();

      assertThat(failure.get(10, TimeUnit.SECONDS))
          .hasMessage("await: interrupted.")
          .hasCauseInstanceOf(InterruptedException.class)
          .satisfies(thrown -> assertThat(thrown.mayBePaid()).isFalse());
      gateway.assertQuiet();
    }
  }

  @Test
  void to_close_the_client_ends_the_waits() throws Exception {
    try (var gateway = new Gateway().answers(200, RUNNING)) {
      var luma = gateway.client().polling(PollingPolicy.every(Duration.ofSeconds(60))).build();
      var video = luma.awaitAsync(TASK, Duration.ofHours(1));
      gateway.awaitRequests(1);
      sleep(200); // now it pauses
      luma.close();
      luma.close();

      assertThat(video)
          .failsWithin(Duration.ofSeconds(1))
          .withThrowableThat()
          .withCauseInstanceOf(ConnectionException.class)
          .withMessageContaining("The client was closed.");
    }
  }

  @Test
  void the_executor_runs_the_listener() {
    ExecutorService executor = Executors.newFixedThreadPool(2, work -> new Thread(work, "mine"));
    try (var gateway = new Gateway().answers(200, RUNNING).answers(200, VIDEO);
        var luma = gateway.client().executor(executor).build()) {
      Set<String> threads = ConcurrentHashMap.newKeySet();

      luma.await(TASK, LONG, snapshot -> threads.add(Thread.currentThread().getName()));

      assertThat(threads).containsExactly("mine");
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void an_executor_that_takes_no_more_work_ends_the_wait() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().executor(executor).build()) {
      var video = luma.awaitAsync(TASK, LONG, snapshot -> executor.shutdown());

      assertThat(video).failsWithin(Duration.ofSeconds(5));
    }
  }

  @Test
  void a_thousand_tasks_are_awaited_on_a_handful_of_threads() {
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().polling(PollingPolicy.every(Duration.ofSeconds(1))).build()) {
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      var videos = IntStream.range(0, 1_000).mapToObj(i -> luma.awaitAsync(TASK, LONG)).toList();
      Set<String> most = Set.of();
      while (!videos.stream().allMatch(CompletableFuture::isDone)) {
        if (gateway.requests().size() > 2_500) {
          gateway.answers(200, VIDEO);
        }
        Set<String> ours = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
          if (!before.contains(thread) && !thread.getName().equals("gateway")) {
            ours.add(thread.toString() + thread.getId());
          }
        }
        most = ours.size() > most.size() ? ours : most;
        sleep(20);
      }

      assertThat(videos)
          .allSatisfy(
              video ->
                  assertThat(video).isCompletedWithValueMatching(it -> it.task().equals(TASK)));
      assertThat(most).hasSizeLessThan(16);
    }
  }

  private static Manners silent(CountDownLatch arrived, CountDownLatch hungUp) {
    return connection -> {
      connection.readRequest();
      arrived.countDown();
      connection.waitForTheEnd();
      hungUp.countDown();
    };
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class StoppedClock extends Clock {
    private volatile Instant now = Instant.parse("2031-02-03T04:05:06Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
