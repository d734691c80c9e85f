package io.github.lumacontracts.mock.internal.steering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.MockClock;
import io.github.lumacontracts.mock.MockLedger;
import io.github.lumacontracts.mock.MockScenarios;
import io.github.lumacontracts.mock.MockTask;
import io.github.lumacontracts.mock.MockWebhooks;
import io.github.lumacontracts.mock.MockWorld;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What there is to see, as {@code steering.yaml} wants it written. */
final class SteeringJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SteeringJson() {}

  static ObjectNode world(MockWorld world) {
    return NODES.objectNode().put("world", world.name());
  }

  static <T> ArrayNode list(Stream<T> values, Function<T, ObjectNode> json) {
    ArrayNode list = NODES.arrayNode();
    values.map(json).forEach(list::add);
    return list;
  }

  static ObjectNode task(MockTask task) {
    ObjectNode json = NODES.objectNode();
    json.put("id", task.id());
    json.put("document", task.document());
    json.put("operation", task.operation());
    json.put("state", task.state());
    json.put("finished", task.finished());
    json.put("completed", task.completed());
    task.progress().ifPresent(percent -> json.put("progress", percent));
    json.put("scenario", task.scenario());
    json.put("client", task.client());
    task.parent().ifPresent(parent -> json.put("parent", parent));
    task.prompt().ifPresent(prompt -> json.put("prompt", prompt));
    json.put("created", task.created().toString());
    json.put("length", task.length().toString());
    task.nextChange().ifPresent(at -> json.put("nextChange", at.toString()));
    task.video().ifPresent(video -> json.put("video", video.toString()));
    task.thumbnail().ifPresent(thumbnail -> json.put("thumbnail", thumbnail.toString()));
    return json;
  }

  static ObjectNode clock(MockWorld world) {
    MockClock clock = world.clock();
    ObjectNode json = world(world);
    json.put("now", clock.now().toString());
    json.put("frozen", clock.isFrozen());
    json.set("speed", number(BigDecimal.valueOf(clock.speed())));
    return json;
  }

  static ObjectNode scenario(MockScenarios.Scenario scenario) {
    ObjectNode json = NODES.objectNode().put("name", scenario.name());
    if (!scenario.description().isEmpty()) {
      json.put("description", scenario.description());
    }
    return json;
  }

  static ObjectNode queued(MockScenarios.Queued queued) {
    return NODES.objectNode().put("scenario", queued.scenario()).put("requests", queued.requests());
  }

  static ObjectNode delivery(MockWebhooks.Delivery delivery) {
    ObjectNode json = NODES.objectNode();
    json.put("id", delivery.id());
    json.put("document", delivery.document());
    json.put("task", delivery.task());
    json.put("callback", delivery.callback());
    json.put("taskState", delivery.taskState());
    json.put("at", delivery.at().toString());
    json.put("address", delivery.address());
    json.put("state", word(delivery.state()));
    json.set("attempts", list(delivery.attempts().stream(), SteeringJson::attempt));
    return json;
  }

  /** Returns a constant as it is written outside of Java. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ObjectNode attempt(MockWebhooks.Attempt attempt) {
    ObjectNode json = NODES.objectNode().put("at", attempt.at().toString());
    attempt.status().ifPresent(status -> json.put("status", status));
    attempt.problem().ifPresent(problem -> json.put("problem", problem));
    return json;
  }

  static ObjectNode balance(MockLedger.Balance balance) {
    ObjectNode json = NODES.objectNode();
    json.put("document", balance.document());
    json.put("client", balance.client());
    json.put("unit", balance.unit());
    json.set("amount", number(balance.amount()));
    return json;
  }

  static ObjectNode entry(MockLedger.Entry entry) {
    ObjectNode json = NODES.objectNode();
    json.put("at", entry.at().toString());
    json.put("kind", word(entry.kind()));
    json.put("document", entry.document());
    json.put("client", entry.client());
    json.put("operation", entry.operation());
    json.put("task", entry.task());
    json.put("unit", entry.unit());
    json.set("amount", number(entry.amount()));
    json.set("left", number(entry.left()));
    return json;
  }

  static ObjectNode doublePayment(MockLedger.DoublePayment suspected) {
    ObjectNode json = NODES.objectNode();
    json.put("document", suspected.document());
    json.put("client", suspected.client());
    json.put("operation", suspected.operation());
    ArrayNode tasks = json.putArray("tasks");
    suspected.tasks().forEach(tasks::add);
    json.put("unit", suspected.unit());
    json.set("amount", number(suspected.amount()));
    return json;
  }

  /** Writes 1 and not 1.0 or 1E+1. */
  private static JsonNode number(BigDecimal amount) {
    BigDecimal shortest = amount.stripTrailingZeros();
    return NODES.numberNode(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
  }
}
