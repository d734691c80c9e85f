package io.github.lumacontracts.mock.internal.task.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that are pending, then processing at a tenth of their length, then completed, or what
 * somebody chose. The scenario is the plan: {@code lost}, {@code late}, {@code twice}, {@code
 * unordered}.
 */
final class ThreeStates implements WebhookSource {
  static final Duration LENGTH = Duration.ofSeconds(100);

  static Task task(String world, String id, String address, Instant created) {
    return task(world, id, address, created, "");
  }

  static Task task(String world, String id, String address, Instant created, String scenario) {
    JsonNode request = JsonNodeFactory.instance.objectNode().put("hook", address);
    return new Task(
        new TaskKey(world, "api", id),
        "createJob",
        "client",
        request,
        created,
        LENGTH,
        scenario,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public String address(Task task, Change change) {
    return task.request().path("hook").asText();
  }

  @Override
  public List<Change> changes(Task task) {
    if (task.request().path("hook").asText().isEmpty()) {
      return List.of();
    }
    Change processing = new Change("onUpdate", "processing", task.created().plusSeconds(10));
    return task.forced()
        .map(forced -> List.of(new Change("onUpdate", forced.outcome(), forced.at())))
        .orElseGet(
            () ->
                List.of(
                    processing,
                    new Change("onUpdate", "completed", task.created().plus(task.length()))));
  }

  @Override
  public WebhookPlan plan(Task task) {
    return switch (task.scenario()) {
      case "lost" -> new WebhookPlan(1, Duration.ZERO, true, false);
      case "late" -> new WebhookPlan(1, Duration.ofSeconds(30), false, false);
      case "twice" -> new WebhookPlan(2, Duration.ZERO, false, false);
      case "unordered" -> new WebhookPlan(1, Duration.ZERO, false, true);
      default -> WebhookPlan.RELIABLE;
    };
  }

  @Override
  public Webhook webhook(Task task, Change change) {
    return new Webhook(
        "POST",
        List.of(
            new Header("content-type", "application/json"),
            new Header("x-webhook-secret", task.scenario().equals("bad") ? "s3cret\n" : "s3cret")),
        (task.key().id() + " " + change.state()).getBytes(StandardCharsets.UTF_8));
  }
}
