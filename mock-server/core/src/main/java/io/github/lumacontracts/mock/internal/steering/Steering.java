package io.github.lumacontracts.mock.internal.steering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.MockTask;
import io.github.lumacontracts.mock.MockWebhooks;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import io.github.lumacontracts.mock.internal.task.TaskStoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers the operations of {@code steering.yaml}, one method for each, by way of the Java API.
 * Safe for threads.
 */
public final class Steering {
  private final SteeredWorlds worlds;
  private final StatusPage page;
  private final Map<String, Handler> handlers =
      Map.ofEntries(
          Map.entry("getPage", this::getPage),
          Map.entry("createPageAction", this::createPageAction),
          Map.entry("resetWorld", this::resetWorld),
          Map.entry("listTasks", this::listTasks),
          Map.entry("forgetTasks", this::forgetTasks),
          Map.entry("getTask", this::getTask),
          Map.entry("forgetTask", this::forgetTask),
          Map.entry("advanceTask", this::advanceTask),
          Map.entry("completeTask", this::completeTask),
          Map.entry("failTask", this::failTask),
          Map.entry("getClock", this::getClock),
          Map.entry("changeClock", this::changeClock),
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

  public Steering(SteeredWorlds worlds) {
    this.worlds = worlds;
    this.page = new StatusPage();
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
    return answer(handler, request, path);
  }

  /** Returns the page that a person sees. */
  public StubResponse page(StubRequest request) throws ProblemException {
    return answer(this::getPage, request, Map.of());
  }

  private StubResponse answer(Handler handler, StubRequest request, Map<String, String> path)
      throws ProblemException {
    try {
      return handler.answer(SteeringCall.of(worlds, request, path));
    } catch (NoSuchElementException e) {
      throw problem(ProblemType.NOT_FOUND, e, SteeringCall.whereToLook(request));
    } catch (IllegalArgumentException e) {
      throw problem(ProblemType.UNPROCESSABLE_ENTITY, e, "");
    } catch (IllegalStateException e) {
      throw problem(ProblemType.CONFLICT, e, "");
    } catch (TaskStoreException e) {
      throw problem(ProblemType.TASK_STORE_UNAVAILABLE, e, "");
    }
  }

  private static ProblemException problem(ProblemType type, RuntimeException e, String hint) {
    return new ProblemException(Problem.of(type, e.getMessage() + hint));
  }

  private static StubResponse json(int status, JsonNode body) {
    return new StubResponse(
        status,
        List.of(new Header("content-type", "application/json")),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  // page

  private StubResponse getPage(SteeringCall call) {
    return page.answer(call, 200, "");
  }

  private StubResponse createPageAction(SteeringCall call) {
    try {
      PageActions.run(call);
    } catch (NoSuchElementException | IllegalStateException e) { // the page shows what has been
      return page.answer(call, ProblemType.CONFLICT.status(), String.valueOf(e.getMessage()));
    }
    return new StubResponse(
        303, List.of(new Header("location", StatusPage.address(call.world().name()))), new byte[0]);
  }

  // world

  private StubResponse resetWorld(SteeringCall call) {
    call.world().reset();
    return StubResponse.empty(204);
  }

  // tasks

  private StubResponse listTasks(SteeringCall call) {
    Optional<String> state = call.query("state");
    Stream<MockTask> tasks =
        call.tasks().list().stream()
            .filter(task -> state.map(task.state()::equals).orElse(true))
            .limit(call.limit());
    ObjectNode body = SteeringJson.world(call.world());
    body.set("tasks", SteeringJson.list(tasks, SteeringJson::task));
    return json(200, body);
  }

  private StubResponse forgetTasks(SteeringCall call) {
    int forgotten = call.tasks().forgetAll();
    return json(200, JsonNodeFactory.instance.objectNode().put("forgotten", forgotten));
  }

  private StubResponse getTask(SteeringCall call) {
    return json(200, SteeringJson.task(call.tasks().get(call.id())));
  }

  private StubResponse forgetTask(SteeringCall call) {
    call.tasks().forget(call.id());
    return StubResponse.empty(204);
  }

  private StubResponse advanceTask(SteeringCall call) {
    return json(
        200,
        SteeringJson.task(
            call.body().has("by")
                ? call.tasks().advance(call.id(), call.by())
                : call.tasks().advance(call.id())));
  }

  private StubResponse completeTask(SteeringCall call) {
    return json(200, SteeringJson.task(call.tasks().complete(call.id())));
  }

  private StubResponse failTask(SteeringCall call) {
    return json(
        200,
        SteeringJson.task(
            call.body().has("outcome")
                ? call.tasks().fail(call.id(), call.body().get("outcome").asText())
                : call.tasks().fail(call.id())));
  }

  // clock

  private StubResponse getClock(SteeringCall call) {
    return json(200, SteeringJson.clock(call.world()));
  }

  private StubResponse changeClock(SteeringCall call) {
    if (call.body().has("speed")) {
      call.world().clock().setSpeed(call.body().get("speed").asDouble());
    }
    if (call.body().path("frozen").asBoolean(false)) {
      call.world().clock().freeze();
    } else if (call.body().has("frozen")) {
      call.world().clock().resume();
    }
    return getClock(call);
  }

  private StubResponse advanceClock(SteeringCall call) {
    call.world().clock().advance(call.by());
    return getClock(call);
  }

  // scenarios

  private StubResponse listScenarios(SteeringCall call) {
    ObjectNode body = SteeringJson.world(call.world());
    body.set(
        "scenarios",
        SteeringJson.list(call.world().scenarios().list().stream(), SteeringJson::scenario));
    body.set(
        "queued",
        SteeringJson.list(call.world().scenarios().queued().stream(), SteeringJson::queued));
    return json(200, body);
  }

  private StubResponse queueScenario(SteeringCall call) {
    call.world()
        .scenarios()
        .next(call.body().path("scenario").asText(), call.body().path("requests").asInt(1));
    return listScenarios(call);
  }

  private StubResponse clearScenarios(SteeringCall call) {
    call.world().scenarios().clear();
    return StubResponse.empty(204);
  }

  // webhooks

  private StubResponse listWebhooks(SteeringCall call) {
    MockWebhooks webhooks = call.world().webhooks();
    List<MockWebhooks.Delivery> deliveries =
        call.query("task").map(webhooks::deliveries).orElseGet(webhooks::deliveries);
    ObjectNode body = SteeringJson.world(call.world());
    body.set(
        "deliveries",
        SteeringJson.list(deliveries.stream().limit(call.limit()), SteeringJson::delivery));
    return json(200, body);
  }

  private StubResponse redeliverWebhook(SteeringCall call) {
    return json(202, SteeringJson.delivery(call.world().webhooks().redeliver(call.id())));
  }

  // ledger

  private StubResponse getLedger(SteeringCall call) {
    SteeredLedger ledger = call.world().ledger();
    ObjectNode body = SteeringJson.world(call.world());
    body.set("balances", SteeringJson.list(ledger.balances().stream(), SteeringJson::balance));
    body.set(
        "entries",
        SteeringJson.list(ledger.entries().stream().limit(call.limit()), SteeringJson::entry));
    body.set(
        "suspectedDoublePayments",
        SteeringJson.list(ledger.suspectedDoublePayments().stream(), SteeringJson::doublePayment));
    return json(200, body);
  }

  private StubResponse setBalance(SteeringCall call) {
    JsonNode body = call.body();
    return json(
        200,
        SteeringJson.balance(
            call.world()
                .ledger()
                .setBalance(
                    call.path("client"),
                    Optional.ofNullable(body.get("document")).map(JsonNode::asText),
                    Optional.ofNullable(body.get("unit")).map(JsonNode::asText),
                    body.path("amount").decimalValue())));
  }
}
