package io.github.lumacontracts.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test in Java can look at and change. */
class MockWorldTest {
  private MockServer server;
  private MockWorld world;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = PetTasks.serve(folder);
    world = server.world();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_task_is_shown_as_it_stands() {
    String id = PetTasks.submit(server, "a cat");
    Instant created = world.clock().now();
    world.clock().advance(Duration.ofMillis(5500));

    assertThat(world.tasks().get(id))
        .isEqualTo(
            new MockTask(
                id,
                "pets",
                "createPet",
                "drawing",
                false,
                false,
                Optional.of(55),
                "success",
                world.tasks().get(id).client(),
                Optional.empty(),
                Optional.of("a cat"),
                created,
                Duration.ofSeconds(10),
                Optional.of(created.plusSeconds(10)),
                Optional.empty(),
                Optional.empty()));
    assertThat(world.tasks().get(id).client()).matches("[0-9a-f]{16}");
  }

  @Test
  void a_task_goes_on_state_by_state() {
    String id = PetTasks.submit(server, "a cat");
    String other = PetTasks.submit(server, "a dog");

    assertThat(world.tasks().advance(id).state()).isEqualTo("drawing");
    MockTask done = world.tasks().advance(id);

    assertThat(done.state()).isEqualTo("completed");
    assertThat(done.video())
        .contains(URI.create(server.baseUri() + "/__media/-/pets/" + id + "/video.mp4"));
    assertThat(Http.get(server, "/pets/" + id, "X-Key", "k").body()).contains("\"state\":\"done\"");
    assertThat(world.tasks().get(other).state()).isEqualTo("waiting");
    assertThatThrownBy(() -> world.tasks().advance(id))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The task \""
                + id
                + "\" stays completed, there is no next state. Complete it or let it fail.");
  }

  @Test
  void a_task_ends_as_it_is_told() {
    String id = PetTasks.submit(server, "a cat");

    MockTask failed = world.tasks().fail(id);
    assertThat(failed.state() + failed.finished() + failed.completed())
        .isEqualTo("failedtruefalse");
    assertThat(failed.progress()).isEmpty();
    assertThat(world.tasks().fail(id, "moderated").state()).isEqualTo("moderated");
    assertThat(world.tasks().complete(id).completed()).isTrue();
    assertThatThrownBy(() -> world.tasks().fail(id, "melted"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The task \""
                + id
                + "\" cannot fail with \"melted\": its document knows failed, moderated.");
    assertThatThrownBy(() -> world.tasks().fail(id, "completed"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_link_of_a_task_that_was_completed_by_hand_grows_old_with_it() {
    String id = PetTasks.submit(server, "a cat");

    assertThat(world.tasks().complete(id).video()).isPresent();
    assertThat(world.tasks().advance(id, Duration.ofHours(2)).video()).isEmpty();
  }

  @Test
  void ending_a_task_once_more_in_the_same_way_changes_nothing() {
    String id = PetTasks.submit(server, "a cat");
    MockTask completed = world.tasks().complete(id);
    world.clock().advance(Duration.ofSeconds(1));

    assertThat(world.tasks().complete(id)).isEqualTo(completed);
  }

  @Test
  void forgotten_tasks_have_never_been() {
    String first = PetTasks.submit(server, "a cat");
    String second = PetTasks.submit(server, "a dog");

    world.tasks().forget(first);

    assertThat(world.tasks().list()).extracting(MockTask::id).containsExactly(second);
    assertThat(Http.get(server, "/pets/" + first, "X-Key", "k").statusCode()).isEqualTo(404);
    assertThatThrownBy(() -> world.tasks().forget(first))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("There is no task \"" + first + "\" in the world without a name.");
    assertThat(world.tasks().forgetAll()).isEqualTo(1);
    assertThat(world.tasks().find(second)).isEmpty();
  }

  @Test
  void tasks_of_two_documents_that_have_one_id_are_told_apart(@TempDir Path folder) {
    Path file = Http.file(folder, "pets.yaml", PetTasks.DOCUMENT);
    MemoryTaskStore store = new MemoryTaskStore(10);
    try (MockServer two =
        MockServer.start(
            MockServerOptions.builder()
                .mount(Mount.of(file))
                .mount(Mount.of(file).at("/cats"))
                .taskStore(finished -> store)
                .build())) {
      String id = PetTasks.submit(two, "a cat");
      Task task = store.find(new TaskKey("", "pets", id)).orElseThrow();
      store.put(
          new Task(
              new TaskKey("", "cats", id),
              task.operation(),
              task.client(),
              task.request(),
              task.created(),
              task.length(),
              task.scenario(),
              task.parent(),
              task.forced()));
      MockTasks tasks = two.world().tasks();

      assertThatThrownBy(() -> tasks.get(id))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Several documents have a task \"" + id + "\": name one of pets, cats.");
      tasks.ofDocument("cats").complete(id);

      assertThat(tasks.ofDocument("cats").get(id).completed()).isTrue();
      assertThat(tasks.ofDocument("pets").get(id).completed()).isFalse();
      assertThat(tasks.list()).hasSize(2);
      assertThat(tasks.ofDocument("cats").forgetAll()).isEqualTo(1);
      assertThat(tasks.get(id).document()).isEqualTo("pets");
    }
  }

  @Test
  void a_world_sees_and_moves_only_what_is_its_own() {
    String id = PetTasks.submit(server, "a cat", MockWorld.HEADER, "mine");
    MockWorld mine = server.world("mine");
    mine.clock().freeze();
    Instant elsewhere = world.clock().now();
    mine.clock().advance(Duration.ofHours(1));

    assertThat(mine.tasks().get(id).completed()).isTrue();
    assertThat(world.tasks().list()).isEmpty();
    assertThat(world.clock().now()).isEqualTo(elsewhere);
    assertThatThrownBy(() -> server.world("not mine"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The world \"not mine\" cannot be: its name must be up to 64 letters, digits, dots,"
                + " dashes and underscores.");
  }

  @Test
  void scenarios_wait_for_requests_in_the_order_of_choosing() {
    world.scenarios().next("failed", 2);
    world.scenarios().next("slow");

    assertThat(world.scenarios().queued())
        .containsExactly(
            new MockScenarios.Queued("failed", 2), new MockScenarios.Queued("slow", 1));
    assertThat(List.of(submitted(), submitted(), submitted(), submitted()))
        .containsExactly("failed", "failed", "slow", "success");
    assertThat(world.scenarios().queued()).isEmpty();
  }

  private String submitted() {
    return world.tasks().get(PetTasks.submit(server, "a cat")).scenario();
  }

  @Test
  void scenarios_that_cannot_be_are_refused() {
    assertThat(world.scenarios().names()).contains("success", "rate-limited");
    assertThatThrownBy(() -> world.scenarios().next("fog"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no scenario \"fog\", known are success, ");
    assertThatThrownBy(() -> world.scenarios().next("failed", 0))
        .hasMessage("A scenario cannot be that of 0 requests, expected 1 to 1000000.");
    assertThat(world.scenarios().queued()).isEmpty();
  }

  @Test
  void a_client_is_told_and_told_again() throws Exception {
    try (Receiver receiver = Receiver.answering(200, "", "")) {
      String id =
          PetTasks.submitted(
              server,
              "{\"hook\": \"" + receiver.uri() + "/hook?token=s3cret\", \"secret\": \"s3cret\"}");
      world.tasks().complete(id);
      assertThat(receiver.next().header("x-secret")).isEqualTo("s3cret");
      MockWebhooks.Delivery first = delivered();

      world.webhooks().redeliver(first.id());

      assertThat(receiver.next().text()).contains("\"id\":\"" + id + "\"");
      assertThat(first.task()).isEqualTo(id);
      assertThat(first.taskState()).isEqualTo("completed");
      assertThat(first.address()).isEqualTo(receiver.uri() + "/hook");
      assertThat(first.attempts()).extracting(a -> a.status().orElse(0)).containsExactly(200);
      assertThat(first.toString()).doesNotContain("s3cret");
      assertThat(world.webhooks().deliveries("another")).isEmpty();
      assertThatThrownBy(() -> world.webhooks().redeliver("0"))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("There is no delivery \"0\" in the world without a name.");
    }
  }

  private MockWebhooks.Delivery delivered() throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      List<MockWebhooks.Delivery> all = world.webhooks().deliveries();
      if (!all.isEmpty() && all.get(0).state() == MockWebhooks.State.DELIVERED) {
        return all.get(0);
      }
      Thread.sleep(10);
    }
    throw new AssertionError(world.webhooks().deliveries().toString());
  }

  @Test
  void the_ledger_knows_who_paid_and_who_paid_twice() {
    String first = PetTasks.submit(server, "a cat");
    String second = PetTasks.submit(server, "a cat");
    String client = world.tasks().get(first).client();

    assertThat(world.ledger().entries())
        .extracting(MockLedger.Entry::kind, MockLedger.Entry::task, MockLedger.Entry::amount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(MockLedger.Kind.PAYMENT, second, new BigDecimal(6)),
            org.assertj.core.groups.Tuple.tuple(MockLedger.Kind.PAYMENT, first, new BigDecimal(6)));
    assertThat(world.ledger().suspectedDoublePayments())
        .containsExactly(
            new MockLedger.DoublePayment(
                "pets", client, "createPet", List.of(first, second), "credits", new BigDecimal(6)));
  }

  @Test
  void what_is_to_be_given_back_is_given_back_when_somebody_looks() {
    String id = PetTasks.submit(server, "a cat");
    world.tasks().fail(id, "moderated");

    assertThat(world.ledger().entries().get(0).kind()).isEqualTo(MockLedger.Kind.REFUND);
    assertThat(world.ledger().entries().get(0).left())
        .isEqualTo(world.ledger().balances().get(0).amount());
  }

  @Test
  void a_balance_is_set() {
    String client = world.tasks().get(PetTasks.submit(server, "a cat")).client();

    MockLedger.Balance set = world.ledger().setBalance(client, new BigDecimal("5.5"));

    assertThat(set)
        .isEqualTo(new MockLedger.Balance("pets", client, "credits", new BigDecimal("5.5")));
    assertThat(world.ledger().balances()).containsExactly(set);
    HttpResponse<String> refused =
        Http.post(server, "/pets", "{}", "Content-Type", "application/json", "X-Key", "k");
    assertThat(refused.statusCode()).isEqualTo(402);
    assertThatThrownBy(() -> world.ledger().setBalance("nobody", BigDecimal.ONE))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage(
            "The client \"nobody\" has paid nothing yet in the world without a name. Before that, name the document and the unit of its prices.");
    assertThatThrownBy(() -> world.ledger().setBalance(client, new BigDecimal(-1)))
        .hasMessage("A balance cannot be -1, expected at least 0.");
  }

  @Test
  void a_balance_is_set_before_the_client_has_paid_for_anything() {
    MockLedger ledger = world.ledger();
    MockLedger.Balance five =
        new MockLedger.Balance("pets", ledger.client("k"), "credits", new BigDecimal(5));

    assertThat(ledger.setBalance(five)).isEqualTo(five);

    assertThat(ledger.balances()).containsExactly(five);
    HttpResponse<String> refused =
        Http.post(server, "/pets", "{}", "Content-Type", "application/json", "X-Key", "k");
    assertThat(refused.statusCode()).isEqualTo(402);
    assertThatThrownBy(
            () ->
                ledger.setBalance(
                    new MockLedger.Balance("pets", five.client(), "coins", BigDecimal.ONE)))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage(
            "The client \"%s\" has paid nothing yet in the world without a name in coins to the"
                    .formatted(five.client())
                + " document \"pets\". Before that, name the document and the unit of its"
                + " prices.");
  }

  @Test
  void a_reset_world_is_as_new() throws Exception {
    PetTasks.submitted(server, "{\"hook\": \"http://127.0.0.1:9/\"}");
    world.clock().setSpeed(20);
    world.clock().advance(Duration.ofHours(1));
    while (world.webhooks().deliveries().isEmpty()) {
      Thread.sleep(10);
    }
    world.scenarios().next("failed");
    server.world("other").scenarios().next("slow");

    world.reset();

    assertThat(world.tasks().list()).isEmpty();
    assertThat(world.ledger().entries()).isEmpty();
    assertThat(world.ledger().balances()).isEmpty();
    assertThat(world.scenarios().queued()).isEmpty();
    assertThat(world.webhooks().deliveries()).isEmpty();
    assertThat(world.clock().isFrozen()).isFalse();
    assertThat(world.clock().speed()).isEqualTo(1);
    assertThat(Duration.between(world.clock().now(), Instant.now()))
        .isLessThan(Duration.ofMinutes(1));
    assertThat(server.world("other").scenarios().queued()).hasSize(1);
  }

  @Test
  void time_that_cannot_pass_is_refused() {
    assertThatThrownBy(() -> world.clock().advance(Duration.ofSeconds(-10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Time cannot go back by PT10S.");
    assertThatThrownBy(() -> world.clock().advance(Duration.ofDays(9999)))
        .hasMessage("Time cannot go on by PT239976H at once, expected at most P3650D.");
    assertThatThrownBy(() -> world.clock().setSpeed(0))
        .hasMessage("The speed is 0.0, expected more than 0 and at most 1000000.");
  }

  @Test
  void a_server_without_tasks_has_no_worlds(@TempDir Path folder) {
    Path file = Http.file(folder, "pets.yaml", PetTasks.DOCUMENT);
    try (MockServer without =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).tasks(false).build())) {
      assertThatThrownBy(without::world)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Tasks do not live on this server, so it has no worlds.");
    }
  }
}
