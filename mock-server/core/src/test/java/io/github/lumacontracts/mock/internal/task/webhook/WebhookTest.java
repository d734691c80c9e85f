package io.github.lumacontracts.mock.internal.task.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.CallbackReport;
import io.github.lumacontracts.mock.Receiver;
import io.github.lumacontracts.mock.internal.task.Guardians;
import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {
  private static final RetryPolicy QUICK = new RetryPolicy(5, Duration.ofMillis(20));

  private final TaskClock clock = new TaskClock(Clock.systemUTC(), 1);
  private final Map<String, TaskClock> clocks = new ConcurrentHashMap<>(Map.of("", clock));
  private final TaskStore store = new MemoryTaskStore(100_000);
  private final BlockingQueue<CallbackReport> reports = new LinkedBlockingQueue<>();
  private final Server server = new Server(store);

  /** What a server has of its own. */
  private final class Server implements AutoCloseable {
    private final TaskStore kept;
    private final Claims claims;
    private final Deliveries deliveries;
    private final Agenda agenda;

    Server(TaskStore store) {
      this(store, QUICK);
    }

    Server(TaskStore store, RetryPolicy policy) {
      ThreeStates source = new ThreeStates();
      kept = store;
      claims = new Claims(store);
      deliveries =
          new Deliveries(source, claims, List.of(), Clock.systemUTC(), policy, reports::add);
      agenda = new Agenda(claims, clocks::get, source, deliveries, reports::add);
    }

    void submit(Task task) {
      kept.put(task);
      agenda.put(task);
    }

    /** Others do not know. */
    void stopWithoutFarewell() {
      agenda.close();
      deliveries.close();
    }

    @Override
    public void close() {
      stopWithoutFarewell();
      claims.close();
    }
  }

  WebhookTest() {
    clock.freeze();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Task task(String id, Object address, String scenario) {
    return ThreeStates.task("", id, address.toString(), clock.now(), scenario);
  }

  private static Receiver receiver() {
    return Receiver.answering(200, "", "");
  }

  /** Returns the one delivery of a change when it is no longer waiting. */
  private Delivery settled(String state) throws InterruptedException {
    return settled(server, state);
  }

  private static Delivery settled(Server server, String state) throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      Optional<Delivery> found =
          server.deliveries.newest("", 10).stream()
              .filter(delivery -> delivery.change().state().equals(state))
              .filter(delivery -> delivery.state() != Delivery.State.WAITING)
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no delivery of " + state + " was settled within 10 s");
  }

  /** Has something sent that is due now, so that whatever was due before has been sent too. */
  private void assertNothingButThis(Receiver receiver) throws InterruptedException {
    assertNothingButThis(server, receiver);
  }

  private void assertNothingButThis(Server sender, Receiver receiver) throws InterruptedException {
    Task last = task("last", receiver.uri(), "").ended("sent", clock.now());
    store.remove(last.key());
    sender.submit(last);
    assertThat(receiver.next().text()).isEqualTo("last sent");
    Thread.sleep(50);
    assertThat(receiver.count()).isZero();
  }

  // when

  @Test
  void tells_of_each_change_when_the_clock_gets_there() throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("t1", receiver.uri() + "/hook?key=k", ""));

      clock.advance(Duration.ofMillis(9_999));
      assertNothingButThis(receiver);

      clock.advance(Duration.ofMillis(1));
      Receiver.Received first = receiver.next();
      assertThat(first.method() + " " + first.target()).isEqualTo("POST /hook?key=k");
      assertThat(first.header("content-type")).isEqualTo("application/json");
      assertThat(first.header("x-webhook-secret")).isEqualTo("s3cret");
      assertThat(first.header("user-agent")).isEqualTo("luma-mock-callback");
      assertThat(first.text()).isEqualTo("t1 processing");

      clock.advance(ThreeStates.LENGTH);
      assertThat(receiver.next().text()).isEqualTo("t1 completed");
    }
  }

  @Test
  void tells_all_that_a_step_passed_over_in_order() throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("t1", receiver.uri(), ""));

      clock.advance(Duration.ofDays(1));

      assertThat(receiver.next().text()).isEqualTo("t1 processing");
      assertThat(receiver.next().text()).isEqualTo("t1 completed");
    }
  }

  @Test
  void follows_a_clock_that_runs_faster_and_is_stopped() throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("t1", receiver.uri(), ""));

      clock.setSpeed(100); // the first after 0.1 s, the second after 1 s
      clock.resume();
      assertThat(receiver.next().text()).isEqualTo("t1 processing");
      clock.freeze();
      Thread.sleep(1_200);
      assertThat(receiver.count()).isZero();
      clock.resume();
      assertThat(receiver.next().text()).isEqualTo("t1 completed");
    }
  }

  @Test
  void each_world_has_its_own_clock() throws Exception {
    TaskClock other = new TaskClock(Clock.systemUTC(), 1);
    other.freeze();
    clocks.put("other", other);
    try (Receiver receiver = receiver()) {
      server.submit(task("mine", receiver.uri(), ""));
      server.submit(ThreeStates.task("other", "theirs", receiver.uri().toString(), other.now()));

      other.advance(Duration.ofSeconds(10));

      assertThat(receiver.next().text()).isEqualTo("theirs processing");
      assertNothingButThis(receiver);
      assertThat(server.deliveries.newest("", 10))
          .extracting(delivery -> delivery.task().id())
          .containsExactly("last");
      assertThat(server.deliveries.newest("other", 10)).hasSize(1);
    }
  }

  @Test
  void tells_of_an_outcome_chosen_by_hand_instead() throws Exception {
    try (Receiver receiver = receiver()) {
      Task task = task("t1", receiver.uri(), "");
      server.submit(task);

      server.submit(task.ended("failed", clock.now()));
      assertThat(receiver.next().text()).isEqualTo("t1 failed");

      clock.advance(Duration.ofDays(1));
      assertNothingButThis(receiver);
    }
  }

  @Test
  void tells_nothing_about_a_forgotten_task() throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("forgotten", receiver.uri(), ""));
      server.submit(task("gone-elsewhere", receiver.uri(), ""));
      server.submit(task("without-address", "", ""));
      server.submit(task("kept", receiver.uri(), ""));
      server.agenda.removed(new TaskKey("", "api", "forgotten"));
      store.remove(new TaskKey("", "api", "gone-elsewhere"));

      clock.advance(Duration.ofSeconds(10));

      assertThat(receiver.next().text()).isEqualTo("kept processing");
      assertNothingButThis(receiver);
      assertThat(server.agenda.size()).isEqualTo(1);
    }
  }

  @Test
  void goes_on_after_a_restart_and_repeats_nothing() throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("t1", receiver.uri(), ""));
      clock.advance(Duration.ofSeconds(10));
      assertThat(receiver.next().text()).isEqualTo("t1 processing");
      server.close();
      clock.advance(ThreeStates.LENGTH); // nobody is there

      try (Server next = new Server(store)) {
        next.agenda.open();
        assertThat(receiver.next().text()).isEqualTo("t1 completed");
        assertNothingButThis(next, receiver);
      }
    }
  }

  @Test
  void several_servers_on_one_store_tell_each_change_once() throws Exception {
    SharedStore shared = new SharedStore();
    try (Receiver receiver = receiver();
        Server first = new Server(shared);
        Server second = new Server(shared)) {
      for (int i = 0; i < 200; i++) {
        Task task = task("t" + i, receiver.uri(), "");
        first.submit(task);
        second.agenda.put(task);
      }

      clock.advance(Duration.ofDays(1));

      Map<String, Integer> received = new ConcurrentHashMap<>();
      for (int i = 0; i < 400; i++) {
        received.merge(receiver.next().text(), 1, Integer::sum);
      }
      Thread.sleep(200);
      assertThat(receiver.count()).isZero();
      assertThat(received).hasSize(400);
      eventually(() -> shared.guarded() == 0);
    }
  }

  @Test
  void what_a_dead_server_left_is_told_by_another_one_which_counts_its_tries() throws Exception {
    SharedStore shared = new SharedStore();
    AtomicInteger calls = new AtomicInteger();
    try (Receiver receiver =
            new Receiver(
                exchange ->
                    Receiver.send(
                        exchange, calls.incrementAndGet() < 4 ? 503 : 200, "", new byte[0]));
        Server dying = new Server(shared, new RetryPolicy(5, Duration.ofMillis(500)))) {
      dying.submit(task("t1", receiver.uri(), ""));
      clock.advance(Duration.ofDays(1));
      assertThat(next(receiver)).isEqualTo("t1 processing");
      eventually(() -> shared.mark(key("t1"), "webhook onUpdate processing").contains(" 1 0 "));
      dying.stopWithoutFarewell();
      shared.killAll();

      try (Server next = new Server(shared)) {
        long opened = System.nanoTime();
        next.agenda.open();
        receiver.next();
        // Right after the store was away, everybody seems to be dead.
        assertThat(Duration.ofNanos(System.nanoTime() - opened))
            .isGreaterThan(Guardians.PATIENCE.minusSeconds(1));

        assertThat(List.of(next(receiver), next(receiver), next(receiver)))
            .containsExactly("t1 processing", "t1 processing", "t1 completed");
        Delivery delivery = settled(next, "processing");
        assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery.attempts()).hasSize(3); // one was the dead one's
      }
    }
  }

  @Test
  void a_server_that_stops_leaves_its_tasks_to_another_one() throws Exception {
    SharedStore shared = new SharedStore();
    try (Receiver receiver = receiver();
        Server next = new Server(shared)) {
      next.agenda.open();
      try (Server stopping = new Server(shared)) {
        stopping.submit(task("t1", receiver.uri(), ""));
      }
      clock.advance(Duration.ofSeconds(10));

      assertThat(receiver.next().text()).isEqualTo("t1 processing");
    }
  }

  @Test
  void what_is_on_its_way_when_the_server_stops_is_not_sent_again() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              released.countDown();
              try {
                Thread.sleep(300);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Receiver.send(exchange, 200, "", new byte[0]);
            })) {
      server.submit(task("t1", receiver.uri(), ""));
      clock.advance(Duration.ofSeconds(10));
      released.await();
      server.close();

      assertThat(store.mark(key("t1"), "webhook onUpdate processing")).isEqualTo("told");
    }
  }

  private static TaskKey key(String id) {
    return new TaskKey("", "api", id);
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void a_task_that_another_server_changed_is_told_as_it_is_now() throws Exception {
    try (Receiver receiver = receiver()) {
      Task task = task("t1", receiver.uri(), "");
      server.submit(task);
      store.put(task.ended("failed", clock.now()));

      clock.advance(Duration.ofSeconds(10));

      assertThat(receiver.next().text()).isEqualTo("t1 failed");
    }
  }

  @Test
  void waits_for_a_store_that_is_away() throws Exception {
    SharedStore shaky = new SharedStore();
    try (Receiver receiver = receiver();
        Server cut = new Server(shaky)) {
      cut.submit(task("t1", receiver.uri(), ""));
      shaky.away(true);
      clock.advance(ThreeStates.LENGTH);

      assertThat(reports.poll(10, TimeUnit.SECONDS).problem())
          .contains("the store of tasks cannot be asked (nobody answers), trying again");
      assertThat(receiver.count()).isZero();
      shaky.away(false);
      assertThat(receiver.next().text()).isEqualTo("t1 processing");
      assertThat(receiver.next().text()).isEqualTo("t1 completed");
    }
  }

  // how

  @Test
  void tries_again_with_growing_pauses_until_it_arrives() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Receiver receiver =
        new Receiver(
            exchange ->
                Receiver.send(
                    exchange, calls.incrementAndGet() < 4 ? 503 : 204, "", new byte[0]))) {
      server.submit(task("t1", receiver.uri(), ""));
      clock.advance(Duration.ofSeconds(10));

      Delivery delivery = settled("processing");
      assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
      assertThat(delivery.attempts())
          .extracting(attempt -> attempt.status().orElse(0))
          .containsExactly(503, 503, 503, 204);
      assertThat(delivery.attempts().get(0).error()).contains("the answer was 503, expected 2xx");
      for (int i = 1; i < 4; i++) {
        assertThat(
                Duration.between(
                    delivery.attempts().get(i - 1).at(), delivery.attempts().get(i).at()))
            .isGreaterThanOrEqualTo(Duration.ofMillis(20L << (i - 1)));
      }
    }
  }

  @Test
  void pauses_double_from_one_second_and_end() {
    assertThat(List.of(1, 2, 3, 4, 60))
        .extracting(RetryPolicy.DEFAULT::after)
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 60L);
    assertThat(RetryPolicy.DEFAULT.attempts()).isEqualTo(5);
  }

  @Test
  void gives_up_and_delivers_again_on_request() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Receiver receiver =
        new Receiver(
            exchange ->
                Receiver.send(
                    exchange, calls.incrementAndGet() < 7 ? 302 : 200, "", new byte[0]))) {
      server.submit(task("t1", receiver.uri(), ""));
      clock.advance(Duration.ofSeconds(10));
      Delivery failed = settled("processing");
      assertThat(failed.state()).isEqualTo(Delivery.State.GIVEN_UP);
      assertThat(failed.attempts()).hasSize(5);

      assertThat(server.deliveries.redeliver("other", failed.id())).isEmpty();
      assertThat(server.deliveries.redeliver("", failed.id())).isPresent();

      Delivery delivered = settled("processing");
      assertThat(delivered.state()).isEqualTo(Delivery.State.DELIVERED);
      assertThat(delivered.attempts()).hasSize(7); // with retries, as at first
      assertThat(delivered.attempts().get(6).status()).contains(200);
    }
  }

  @Test
  void a_later_change_waits_until_an_earlier_one_has_arrived() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Receiver receiver =
        new Receiver(
            exchange ->
                Receiver.send(
                    exchange, calls.incrementAndGet() < 3 ? 500 : 200, "", new byte[0]))) {
      server.submit(task("t1", receiver.uri(), ""));
      clock.advance(Duration.ofDays(1));

      assertThat(List.of(next(receiver), next(receiver), next(receiver), next(receiver)))
          .containsExactly("t1 processing", "t1 processing", "t1 processing", "t1 completed");
    }
  }

  private static String next(Receiver receiver) throws InterruptedException {
    return receiver.next().text();
  }

  @Test
  void a_receiver_that_hangs_holds_up_nobody_else() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    try (Receiver receiver = receiver();
        Receiver stuck =
            new Receiver(
                exchange -> {
                  try {
                    released.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  Receiver.send(exchange, 200, "", new byte[0]);
                })) {
      for (int i = 0; i < 30; i++) {
        server.submit(task("stuck" + i, stuck.uri(), ""));
      }
      server.submit(task("t1", receiver.uri(), ""));
      clock.advance(Duration.ofSeconds(10));

      assertThat(receiver.next().text()).isEqualTo("t1 processing");
      released.countDown();
    }
  }

  @Test
  void sends_twice_on_request() throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("t1", receiver.uri(), "twice"));
      clock.advance(Duration.ofSeconds(10));

      assertThat(receiver.next().text()).isEqualTo("t1 processing");
      assertThat(receiver.next().text()).isEqualTo("t1 processing");
      assertThat(settled("processing").attempts()).hasSize(2);
      assertThat(receiver.count()).isZero();
    }
  }

  @Test
  void sends_late_on_request() throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("t1", receiver.uri(), "late"));
      clock.advance(Duration.ofSeconds(39));
      assertNothingButThis(receiver);

      clock.advance(Duration.ofSeconds(1));
      assertThat(receiver.next().text()).isEqualTo("t1 processing");
    }
  }

  @Test
  void sends_out_of_order_on_request() throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("t1", receiver.uri(), "unordered"));
      clock.advance(Duration.ofSeconds(10));
      assertNothingButThis(receiver);

      clock.advance(ThreeStates.LENGTH);
      assertThat(receiver.next().text()).isEqualTo("t1 completed");
      assertThat(receiver.next().text()).isEqualTo("t1 processing");
    }
  }

  @Test
  void loses_on_request_what_can_still_be_delivered_by_hand() throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("t1", receiver.uri(), "lost"));
      clock.advance(Duration.ofSeconds(10));

      Delivery lost = settled("processing");
      assertThat(lost.state()).isEqualTo(Delivery.State.LOST);
      assertThat(lost.attempts()).isEmpty();
      assertThat(receiver.count()).isZero();

      server.deliveries.redeliver("", lost.id());
      assertThat(receiver.next().text()).isEqualTo("t1 processing");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not an address           | not an address         | this is no address of http or https
          ftp://u:pw@h/x?key=k     | h/x                    | this is no address of http or https
          https://...?key=k        | https://...            | this is no address of http or https
          http://u:pw@10.0.0.1/?k  | http://10.0.0.1/       | 10.0.0.1 is not on this machine and not among the allowed hosts
          http://127.0.0.1.example/x | http://127.0.0.1.example/x | 127.0.0.1.example is not on this machine and not among the allowed hosts
          http://0.0.0.0/x         | http://0.0.0.0/x       | 0.0.0.0 is not on this machine and not among the allowed hosts
          http://example.com:99/x  | http://example.com:99/x | example.com is not on this machine and not among the allowed hosts
          """)
  void notes_an_address_that_it_does_not_call(String address, String shown, String error)
      throws Exception {
    try (Receiver receiver = receiver()) {
      server.submit(task("t1", address, ""));
      server.submit(task("t2", receiver.uri(), ""));
      clock.advance(Duration.ofSeconds(10));

      CallbackReport report = reports.poll(10, TimeUnit.SECONDS);
      assertThat(receiver.next().text()).isEqualTo("t2 processing"); // it goes on
      assertThat(report.address()).isEqualTo(shown);
      assertThat(report.problem()).contains(error);
      Delivery delivery =
          server.deliveries.newest("", 10).stream()
              .filter(any -> any.task().id().equals("t1"))
              .findFirst()
              .orElseThrow();
      assertThat(delivery.state()).isEqualTo(Delivery.State.GIVEN_UP);
      assertThat(delivery.address()).isEqualTo(shown);
      assertThat(delivery.attempts())
          .singleElement()
          .satisfies(attempt -> assertThat(attempt.error()).contains(error));
      assertThat(store.find(new TaskKey("", "api", "t1"))).isPresent();
    }
  }

  @Test
  void a_redirect_is_not_followed() throws Exception {
    try (Receiver other = receiver();
        Receiver receiver =
            new Receiver(
                exchange -> {
                  exchange.getResponseHeaders().add("location", other.uri() + "/elsewhere");
                  Receiver.send(exchange, 307, "", new byte[0]);
                })) {
      server.submit(task("t1", receiver.uri(), ""));
      clock.advance(Duration.ofSeconds(10));

      Delivery delivery = settled("processing");
      assertThat(delivery.state()).isEqualTo(Delivery.State.GIVEN_UP);
      assertThat(delivery.attempts().get(0).error()).contains("the answer was 307, expected 2xx");
      assertThat(other.count()).isZero();
    }
  }

  @Test
  void says_why_nobody_answered_and_shows_no_secret() throws Exception {
    Receiver gone = receiver();
    String closed = "http://u:pw@127.0.0.1:" + gone.port() + "/hook?key=k";
    gone.close();
    server.submit(task("refused", closed, ""));
    server.submit(task("unsendable", closed, "bad"));
    clock.advance(Duration.ofSeconds(10));

    for (int i = 0; i < 6; i++) { // five attempts, and one that has no chance
      assertThat(reports.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
    List<Delivery> deliveries = server.deliveries.newest("", 10);
    assertThat(deliveries)
        .extracting(Delivery::state)
        .containsExactly(Delivery.State.GIVEN_UP, Delivery.State.GIVEN_UP);
    assertThat(deliveries)
        .extracting(delivery -> delivery.attempts().get(0).error().orElse(""))
        .containsExactlyInAnyOrder(
            "no connection",
            "the header x-webhook-secret cannot have the value that it is to have");
    assertThat(deliveries.toString()).doesNotContain("s3cret", "pw", "key=");
  }

  @Test
  void the_log_is_bounded() throws Exception {
    for (int i = 0; i < Deliveries.LONGEST_LOG + 50; i++) {
      server.submit(task("t" + i, "http://127.0.0.1:1/", "lost"));
    }
    clock.advance(Duration.ofSeconds(10));
    settled("processing");
    Thread.sleep(500);

    assertThat(server.deliveries.newest("", 10_000)).hasSize(Deliveries.LONGEST_LOG);
    assertThat(server.deliveries.newest("", 1).get(0).task().id())
        .isEqualTo("t" + (Deliveries.LONGEST_LOG + 49));
  }

  // much

  @Test
  void ten_thousand_tasks_are_told_exactly_once() throws Exception {
    int tasks = 10_000;
    Map<String, Integer> received = new ConcurrentHashMap<>();
    CountDownLatch all = new CountDownLatch(tasks);
    try (Counter counter = new Counter(received, all)) {
      for (int i = 0; i < tasks; i++) {
        Task task = task("t" + i, counter.uri(), "");
        server.submit(task.ended("completed", clock.now().plusSeconds(i % 100)));
      }
      clock.advance(Duration.ofSeconds(100));

      assertThat(all.await(60, TimeUnit.SECONDS)).as("all arrived, " + all.getCount()).isTrue();
      Thread.sleep(200);
      assertThat(received).hasSize(tasks);
      assertThat(received.values()).containsOnly(1);
      assertThat(server.agenda.size()).isZero();
    }
  }

  @Test
  void tasks_that_the_store_has_dropped_do_not_fill_the_memory() throws Exception {
    TaskStore small = new MemoryTaskStore(100);
    try (Server forgetful = new Server(small)) {
      for (int i = 0; i < 100_000; i++) {
        Task task = task("t" + i, "http://127.0.0.1:1/", "");
        small.put(task);
        forgetful.agenda.put(task);
      }
      for (int i = 0; i < 1000 && forgetful.agenda.size() > 20_000; i++) {
        Thread.sleep(10);
      }
      assertThat(forgetful.agenda.size()).isLessThanOrEqualTo(20_000);
    }
  }
}
