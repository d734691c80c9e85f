package io.github.lumacontracts.mock.internal.steering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;

/** What there is to see, as {@code steering.yaml} wants it written. */
final class SteeringJson {
  private SteeringJson() {}

  static ObjectNode world(String world) {
    return JsonNodeFactory.instance.objectNode().put("world", world);
  }

  static <T> ArrayNode list(Collection<T> values, Function<T, ObjectNode> json) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> list.add(json.apply(value)));
    return list;
  }

  static ObjectNode task(Steered.TaskView task) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", task.key().id());
    json.put("document", task.key().document());
    json.put("operation", task.operation());
    json.put("state", task.state());
    json.put("progress", task.progress());
    json.put("finished", task.finished());
    json.put("scenario", task.scenario());
    json.put("client", task.client());
    task.parent().ifPresent(parent -> json.put("parent", parent));
    task.prompt().ifPresent(prompt -> json.put("prompt", prompt));
    json.put("created", task.created().toString());
    json.put("age", task.age().toString());
    json.put("length", task.length().toString());
    task.video().ifPresent(video -> json.put("video", video));
    task.thumbnail().ifPresent(thumbnail -> json.put("thumbnail", thumbnail));
    return json;
  }

  static ObjectNode clock(String world, TaskClock clock) {
    ObjectNode json = world(world);
    json.put("now", clock.now().toString());
    json.put("frozen", clock.isFrozen());
    json.set("speed", number(BigDecimal.valueOf(clock.speed())));
    return json;
  }

  static ObjectNode scenario(Steered.ScenarioView scenario) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", scenario.name());
    if (!scenario.description().isEmpty()) {
      json.put("description", scenario.description());
    }
    return json;
  }

  static ObjectNode queued(Steered.QueuedScenario queued) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("scenario", queued.scenario())
        .put("requests", queued.requests());
  }

  static ObjectNode delivery(Steered.DeliveryView delivery) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", delivery.id());
    json.put("task", delivery.task());
    json.put("callback", delivery.callback());
    json.put("taskState", delivery.taskState());
    json.put("due", delivery.due().toString());
    json.put("url", delivery.url());
    json.put("state", delivery.state());
    json.set("attempts", list(delivery.attempts(), SteeringJson::attempt));
    return json;
  }

  private static ObjectNode attempt(Steered.AttemptView attempt) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("at", attempt.at().toString());
    attempt.status().ifPresent(status -> json.put("status", status));
    attempt.error().ifPresent(error -> json.put("error", error));
    return json;
  }

  static ObjectNode balance(Steered.BalanceView balance) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("client", balance.client());
    json.put("unit", balance.unit());
    json.set("amount", number(balance.amount()));
    return json;
  }

  static ObjectNode entry(Steered.EntryView entry) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", entry.at().toString());
    json.put("client", entry.client());
    json.put("task", entry.task());
    json.put("unit", entry.unit());
    json.set("amount", number(entry.amount()));
    json.put("kind", entry.kind());
    return json;
  }

  static ObjectNode doublePayment(Steered.DoublePaymentView suspected) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
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
    return JsonNodeFactory.instance.numberNode(
        shortest.scale() < 0 ? shortest.setScale(0) : shortest);
  }
}
