package io.github.lumacontracts.mock.internal.steering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.steering.Steered.BalanceView;
import io.github.lumacontracts.mock.internal.steering.Steered.QueuedScenario;
import io.github.lumacontracts.mock.internal.steering.Steered.ScenarioView;
import io.github.lumacontracts.mock.internal.steering.Steered.TaskView;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers the operations of {@code steering.yaml}, one method for each. Safe for threads. */
public final class Steering {
  private static final String COMPLETED = "completed";

  private final Steered steered;
  private final Map<String, Handler> handlers =
      Map.ofEntries(
          Map.entry("listTasks", this::listTasks),
          Map.entry("getTask", this::getTask),
          Map.entry("forgetTask", this::forgetTask),
          Map.entry("advanceTask", this::advanceTask),
          Map.entry("completeTask", this::completeTask),
          Map.entry("failTask", this::failTask),
          Map.entry("getClock", this::getClock),
          Map.entry("changeClock", this::changeClock),
          Map.entry("setClock", this::setClock),
          Map.entry("advanceClock", this::advanceClock),
          Map.entry("listScenarios", this::listScenarios),
          Map.entry("queueScenario", this::queueScenario),
          Map.entry("clearScenarios", this::clearScenarios),
          Map.entry("listWebhooks", this::listWebhooks),
          Map.entry("redeliverWebhook", this::redeliverWebhook),
          Map.entry("getLedger", this::getLedger),
          Map.entry("setBalance", this::setBalance));

  /** Answers one operation. */
  private interface Handler {
    StubResponse answer(SteeringCall call) throws ProblemException;
  }

  public Steering(Steered steered) {
    this.steered = steered;
  }

  /** Returns the names of the operations that can be answered. */
  public Set<String> operationIds() {
    return handlers.keySet();
  }

  /**
   * Answers a request.
   *
   * @param request valid by the document
   * @param path decoded parameters
   * @throws ProblemException if it asks for what there is not, or what cannot be
   * @throws IllegalArgumentException if the document has such an operation and this class has not
   */
  public StubResponse answer(String operationId, StubRequest request, Map<String, String> path)
      throws ProblemException {
    Handler handler = handlers.get(operationId);
    if (handler == null) {
      throw new IllegalArgumentException("Nothing answers " + operationId + ".");
    }
    return handler.answer(SteeringCall.of(request, path));
  }

  private static StubResponse json(int status, JsonNode body) {
    return new StubResponse(
        status,
        List.of(new Header("content-type", "application/json")),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  // tasks

  private StubResponse listTasks(SteeringCall call) {
    ObjectNode body = SteeringJson.world(call.world());
    body.set(
        "tasks",
        SteeringJson.list(
            steered.tasks(call.world(), call.limit(), call.query("state")), SteeringJson::task));
    return json(200, body);
  }

  private StubResponse getTask(SteeringCall call) throws ProblemException {
    return json(200, SteeringJson.task(task(call)));
  }

  private StubResponse forgetTask(SteeringCall call) throws ProblemException {
    steered.forget(task(call).key());
    return StubResponse.empty(204);
  }

  private StubResponse advanceTask(SteeringCall call) throws ProblemException {
    TaskKey key = task(call).key();
    steered.advance(key, call.by());
    return getTask(call);
  }

  private StubResponse completeTask(SteeringCall call) throws ProblemException {
    return end(call, COMPLETED);
  }

  private StubResponse failTask(SteeringCall call) throws ProblemException {
    String outcome = call.body().path("outcome").asText("failed");
    if (outcome.equals(COMPLETED)) {
      throw SteeringCall.invalid(
          "outcome is \"completed\", which is no failure. POST to …/complete instead.");
    }
    return end(call, outcome);
  }

  private StubResponse end(SteeringCall call, String outcome) throws ProblemException {
    TaskKey key = task(call).key();
    List<String> known = steered.outcomes(key);
    if (!known.contains(outcome)) {
      throw SteeringCall.invalid(
          "The document knows no outcome \""
              + outcome
              + "\" of this task, expected one of "
              + String.join(", ", known)
              + ".");
    }
    steered.end(key, outcome);
    return getTask(call);
  }

  private TaskView task(SteeringCall call) throws ProblemException {
    String id = call.path().getOrDefault("id", "");
    Optional<String> document = call.query("document");
    List<TaskView> found =
        steered.tasks(call.world(), id).stream()
            .filter(task -> document.map(task.key().document()::equals).orElse(true))
            .toList();
    if (found.isEmpty()) {
      throw SteeringCall.notFound(
          "There is no task \""
              + id
              + "\" in "
              + worldName(call.world())
              + document.map(name -> " of the document \"" + name + "\"").orElse("")
              + ". GET /__admin/luma/tasks lists those that there are; another world is named by"
              + " the header X-Luma-World.");
    }
    if (found.size() > 1) {
      throw SteeringCall.invalid(
          "Several documents have a task \""
              + id
              + "\". Add the query parameter document with one of "
              + found.stream().map(task -> task.key().document()).collect(Collectors.joining(", "))
              + ".");
    }
    return found.get(0);
  }

  private static String worldName(String world) {
    return world.isEmpty() ? "the world without a name" : "the world \"" + world + "\"";
  }

  // clock

  private StubResponse getClock(SteeringCall call) {
    return json(200, SteeringJson.clock(call.world(), steered.clock(call.world())));
  }

  private StubResponse changeClock(SteeringCall call) throws ProblemException {
    TaskClock clock = steered.clock(call.world());
    if (call.body().has("speed")) {
      setSpeed(clock, call.body().get("speed").asDouble());
    }
    if (call.body().has("frozen")) {
      freeze(clock, call.body().get("frozen").asBoolean());
    }
    return getClock(call);
  }

  private StubResponse setClock(SteeringCall call) throws ProblemException {
    TaskClock clock = steered.clock(call.world());
    setSpeed(clock, call.body().path("speed").asDouble(1));
    freeze(clock, call.body().path("frozen").asBoolean(false));
    return getClock(call);
  }

  private static void setSpeed(TaskClock clock, double speed) throws ProblemException {
    try {
      clock.setSpeed(speed);
    } catch (IllegalArgumentException e) { // too near to 0 for the clock, if not for the document
      throw SteeringCall.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static void freeze(TaskClock clock, boolean frozen) {
    if (frozen) {
      clock.freeze();
    } else {
      clock.resume();
    }
  }

  private StubResponse advanceClock(SteeringCall call) throws ProblemException {
    steered.clock(call.world()).advance(call.by());
    return getClock(call);
  }

  // scenarios

  private StubResponse listScenarios(SteeringCall call) {
    ObjectNode body = SteeringJson.world(call.world());
    body.set("scenarios", SteeringJson.list(steered.scenarios(), SteeringJson::scenario));
    body.set("queued", SteeringJson.list(steered.queued(call.world()), SteeringJson::queued));
    return json(200, body);
  }

  private StubResponse queueScenario(SteeringCall call) throws ProblemException {
    String name = call.body().path("scenario").asText();
    List<String> known = steered.scenarios().stream().map(ScenarioView::name).toList();
    if (!known.contains(name)) {
      throw SteeringCall.invalid(
          "There is no scenario \""
              + name
              + "\", expected one of "
              + String.join(", ", known)
              + ".");
    }
    steered.queue(call.world(), new QueuedScenario(name, call.body().path("requests").asInt(1)));
    return listScenarios(call);
  }

  private StubResponse clearScenarios(SteeringCall call) {
    steered.clearQueue(call.world());
    return StubResponse.empty(204);
  }

  // webhooks

  private StubResponse listWebhooks(SteeringCall call) {
    ObjectNode body = SteeringJson.world(call.world());
    body.set(
        "deliveries",
        SteeringJson.list(steered.deliveries(call.world(), call.limit()), SteeringJson::delivery));
    return json(200, body);
  }

  private StubResponse redeliverWebhook(SteeringCall call) throws ProblemException {
    String id = call.path().getOrDefault("id", "");
    return steered
        .redeliver(call.world(), id)
        .map(delivery -> json(202, SteeringJson.delivery(delivery)))
        .orElseThrow(
            () ->
                SteeringCall.notFound(
                    "There is no delivery \""
                        + id
                        + "\" in "
                        + worldName(call.world())
                        + ". GET /__admin/luma/webhooks lists those that there are."));
  }

  // ledger

  private StubResponse getLedger(SteeringCall call) {
    String world = call.world();
    ObjectNode body = SteeringJson.world(world);
    body.set("balances", SteeringJson.list(steered.balances(world), SteeringJson::balance));
    body.set(
        "entries", SteeringJson.list(steered.entries(world, call.limit()), SteeringJson::entry));
    body.set(
        "suspectedDoublePayments",
        SteeringJson.list(steered.suspectedDoublePayments(world), SteeringJson::doublePayment));
    return json(200, body);
  }

  private StubResponse setBalance(SteeringCall call) throws ProblemException {
    String client = call.path().getOrDefault("client", "");
    List<String> units =
        steered.balances(call.world()).stream()
            .filter(balance -> balance.client().equals(client))
            .map(BalanceView::unit)
            .toList();
    if (units.isEmpty()) {
      throw noBalance(call, client);
    }
    if (!call.body().has("unit") && units.size() > 1) {
      throw SteeringCall.invalid(
          "This client has several balances. Add unit, one of " + String.join(", ", units) + ".");
    }
    String unit = call.body().path("unit").asText(units.get(0));
    if (!units.contains(unit)) {
      throw SteeringCall.invalid(
          "This client has no balance in \""
              + unit
              + "\", expected one of "
              + String.join(", ", units)
              + ".");
    }
    return steered
        .setBalance(call.world(), client, unit, call.body().get("amount").decimalValue())
        .map(balance -> json(200, SteeringJson.balance(balance)))
        .orElseThrow(() -> noBalance(call, client));
  }

  private static ProblemException noBalance(SteeringCall call, String client) {
    return SteeringCall.notFound(
        "There is no client \""
            + client
            + "\" in "
            + worldName(call.world())
            + ". GET /__admin/luma/ledger lists those that have called so far.");
  }
}
