package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.lumacontracts.client.BrokenServer.Manners;
import io.github.lumacontracts.client.vapi.model.Generation;
import io.github.lumacontracts.spec.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How tasks and the balance are read: again if need be, since it costs nothing. */
@Timeout(30)
class FetchTest {
  private static final Task TASK = Task.parse("vapi:a");
  private static final String RUNNING = "{\"id\":\"a\",\"state\":\"dreaming\"}";

  @Test
  void a_task_is_read_with_the_provider_s_word_and_its_own_answer() {
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = gateway.client().build()) {
      TaskSnapshot snapshot = luma.fetch(TASK);

      assertThat(snapshot).hasToString("vapi:a RUNNING (dreaming)");
      assertThat(snapshot.raw(Generation.class)).map(Generation::id).contains("a");
      assertThat(luma.fetchAsync(TASK).join()).hasToString("vapi:a RUNNING (dreaming)");
    }
  }

  @Test
  void who_waits_for_an_answer_reads_it_on_the_own_thread() {
    List<Thread> readers = new CopyOnWriteArrayList<>();
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma =
            gateway.client().listener(exchange -> readers.add(Thread.currentThread())).build()) {
      luma.fetch(TASK);
      luma.fetchAsync(TASK).join();

      assertThat(readers.get(0)).isSameAs(Thread.currentThread());
      assertThat(readers.get(1)).isNotSameAs(Thread.currentThread());
    }
  }

  @Test
  void a_failed_task_is_read_like_any_other() {
    String failed = "{\"id\":\"a\",\"state\":\"failed\",\"failure_reason\":\"no luck\"}";
    try (var gateway = new Gateway().answers(200, failed);
        var luma = gateway.client().build()) {
      assertThat(luma.fetch(TASK).failureReason()).contains("no luck");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void a_read_that_fails_for_a_while_is_tried_again(int status) {
    try (var gateway =
            new Gateway().answers(status, "{}").answers(status, "{}").answers(200, RUNNING);
        var luma = gateway.client().build()) {
      assertThat(luma.fetch(TASK).word()).contains("dreaming");
      assertThat(gateway.requests()).hasSize(3);
    }
  }

  @Test
  void a_read_is_tried_three_times() {
    try (var gateway = new Gateway().answers(503, "{}");
        var luma = gateway.client().build()) {
      RefusedException failure =
          catchThrowableOfType(RefusedException.class, () -> luma.fetch(TASK));

      assertThat(failure.statusCode()).isEqualTo(503);
      assertThat(failure.mayBePaid()).isFalse();
      assertThat(gateway.requests()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 402, 403, 404, 405, 422})
  void a_read_that_would_fail_again_is_not_tried_again(int status) {
    try (var gateway = new Gateway().answers(status, "{}").answers(200, RUNNING);
        var luma = gateway.client().build()) {
      RefusedException failure =
          catchThrowableOfType(RefusedException.class, () -> luma.fetch(TASK));

      assertThat(failure.statusCode()).isEqualTo(status);
      assertThat(failure.mayBePaid()).isFalse();
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @Test
  void a_read_with_an_answer_that_makes_no_sense_costs_nothing() {
    try (var gateway = new Gateway().answers(200, "<html>");
        var luma = gateway.client().build()) {
      UnreadableException failure =
          catchThrowableOfType(UnreadableException.class, () -> luma.fetch(TASK));

      assertThat(failure.mayBePaid()).isFalse();
      assertThat(failure.body()).isEqualTo("<html>");
    }
  }

  @Test
  void a_read_whose_connection_breaks_is_tried_again_even_if_it_is_a_post() {
    var first = new CountDownLatch(2);
    Manners twiceBroken =
        connection -> {
          connection.readRequest();
          if (first.getCount() > 0) {
            first.countDown();
          } else {
            connection.answer(200, "", "{\"task_id\":\"a\",\"status\":\"processing\"}");
          }
        };
    try (var server = new BrokenServer(twiceBroken);
        var luma = server.client(Provider.APIFRAME).build()) {
      assertThat(luma.fetch(Task.parse("apiframe:a")).word()).contains("processing");
      assertThat(server.arrived()).isEqualTo(3);
    }
  }

  @Test
  void what_a_provider_asks_for_with_retry_after_is_waited_for() {
    try (var gateway = new Gateway().answersRetryAfter(429, "1").answers(200, RUNNING);
        var luma = gateway.client().build()) {
      luma.fetch(TASK);

      assertThat(gateway.pause(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_date_in_retry_after_is_compared_with_the_clock() {
    Clock clock = Clock.fixed(Instant.parse("2031-02-03T04:05:00Z"), ZoneOffset.UTC);
    try (var gateway =
            new Gateway()
                .answersRetryAfter(503, "Mon, 03 Feb 2031 04:05:01 GMT")
                .answersRetryAfter(429, "Mon, 03 Feb 2031 05:05:00 GMT");
        var luma = gateway.client().clock(clock).build()) {
      RateLimitedException failure =
          catchThrowableOfType(RateLimitedException.class, () -> luma.fetch(TASK));

      assertThat(gateway.pause(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
    }
  }

  @Test
  void a_pause_that_would_be_long_is_left_to_the_caller() {
    try (var gateway = new Gateway().answersRetryAfter(429, "3600");
        var luma = gateway.client().build()) {
      RateLimitedException failure =
          catchThrowableOfType(RateLimitedException.class, () -> luma.fetch(TASK));

      assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "2031-02-03"})
  void a_retry_after_that_makes_no_sense_is_none(String value) {
    try (var gateway = new Gateway().answersRetryAfter(429, value);
        var luma = gateway.client().build()) {
      RateLimitedException failure =
          catchThrowableOfType(RateLimitedException.class, () -> luma.fetch(TASK));

      assertThat(failure.retryAfter()).isEmpty();
    }
  }

  @Test
  void many_tasks_are_read_in_parts_and_come_in_the_order_of_the_tasks() {
    try (var gateway = new Gateway().echoesBatches();
        var luma = gateway.client().build()) {
      List<Task> tasks =
          IntStream.range(0, 101).mapToObj(i -> Task.of(Provider.VAPI, "t" + (100 - i))).toList();

      assertThat(luma.fetchMany(tasks)).extracting(TaskSnapshot::task).isEqualTo(tasks);
      assertThat(gateway.count("POST /luma/tasks")).isEqualTo(3);
    }
  }

  @Test
  void a_task_that_is_asked_for_twice_is_read_once_and_one_that_is_unknown_left_out() {
    try (var gateway = new Gateway().echoesBatches();
        var luma = gateway.client().build()) {
      List<Task> tasks = List.of(TASK, Task.parse("vapi:unknown"), Task.parse("vapi:b"), TASK);

      assertThat(luma.fetchMany(tasks))
          .extracting(snapshot -> snapshot.task().toString())
          .containsExactly("vapi:a", "vapi:b", "vapi:a");
      assertThat(gateway.requests())
          .extracting(Gateway.Request::body)
          .containsExactly("{\"ids\":[\"a\",\"unknown\",\"b\"]}");
    }
  }

  @Test
  void no_tasks_are_read_with_no_call() {
    try (var gateway = new Gateway();
        var luma = gateway.client().build()) {
      assertThat(luma.fetchMany(List.of())).isEmpty();
      assertThat(gateway.requests()).isEmpty();
    }
  }

  @Test
  void a_batch_that_is_too_small_for_the_provider_is_read_one_by_one() {
    try (var gateway = new Gateway().answers(200, "{\"task_id\":\"a\",\"status\":\"processing\"}");
        var luma = gateway.client(Provider.APIFRAME).build()) {
      assertThat(luma.fetchMany(List.of(Task.parse("apiframe:a")))).hasSize(1);
      assertThat(gateway.count("POST /fetch")).isEqualTo(1);
    }
  }

  @Test
  void a_single_task_that_is_unknown_is_left_out_too() {
    try (var gateway = new Gateway().answers(404, "{}");
        var luma = gateway.client(Provider.APIFRAME).build()) {
      assertThat(luma.fetchMany(List.of(Task.parse("apiframe:a")))).isEmpty();
    }
  }

  @Test
  void a_task_of_another_provider_is_refused() {
    try (var gateway = new Gateway();
        var luma = gateway.client().build()) {
      String message =
          "The task ai302:a is of AI302, but this is a client of VAPI. Ask a client of AI302.";
      Task foreign = Task.parse("ai302:a");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> luma.fetch(foreign))
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> luma.fetchMany(List.of(TASK, foreign)))
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> luma.await(foreign, Duration.ofSeconds(1)))
          .withMessage(message);
      assertThat(gateway.requests()).isEmpty();
    }
  }

  @Test
  void the_balance_is_read_where_there_is_one_and_refused_where_there_is_none() {
    try (var gateway = new Gateway().answers(500, "{}").answers(200, "{\"credits\":42}");
        var apiframe = gateway.client(Provider.APIFRAME).build();
        var vapi = gateway.client().build()) {
      assertThat(apiframe.balance().amount()).isEqualByComparingTo("42");
      UnsupportedFeatureException failure =
          catchThrowableOfType(UnsupportedFeatureException.class, vapi::balance);
      assertThat(failure.feature()).isEqualTo(Feature.BALANCE);
      assertThat(gateway.requests()).hasSize(2);
    }
  }

  @Test
  void a_listener_is_told_of_each_attempt() {
    List<LumaListener.Exchange> told = new CopyOnWriteArrayList<>();
    try (var gateway = new Gateway().answers(503, "{}").answers(200, RUNNING);
        var luma = gateway.client().listener(told::add).build()) {
      luma.fetch(TASK);

      assertThat(told)
          .extracting(
              LumaListener.Exchange::provider,
              LumaListener.Exchange::operation,
              LumaListener.Exchange::attempt,
              exchange -> exchange.failure().map(failure -> failure.getClass().getSimpleName()))
          .containsExactly(
              tuple(Provider.VAPI, "fetch", 1, Optional.of("RefusedException")),
              tuple(Provider.VAPI, "fetch", 2, Optional.empty()));
      assertThat(told).allSatisfy(exchange -> assertThat(exchange.took()).isPositive());
    }
  }

  @Test
  void a_listener_that_throws_is_ignored() {
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma =
            gateway
                .client()
                .listener(
                    exchange -> {
                      throw new IllegalStateException("no");
                    })
                .build()) {
      assertThat(luma.fetch(TASK).word()).contains("dreaming");
    }
  }

  @Test
  void to_cancel_a_read_ends_its_pauses() throws Exception {
    try (var gateway = new Gateway().answersRetryAfter(503, "2");
        var luma = gateway.client().build()) {
      var read = luma.fetchAsync(TASK);
      gateway.awaitRequests(1);
      read.cancel(true);

      TimeUnit.SECONDS.sleep(3);
      assertThat(gateway.requests()).hasSize(1);
    }
  }
}
