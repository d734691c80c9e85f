package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The form in which tasks outlive a server. Members that it does not know are ignored, so that a
 * server can read what a newer one wrote.
 */
public final class TaskJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private TaskJson() {}

  /** Writes a key as text that no other key has. */
  public static String write(TaskKey key) {
    return JSON.createArrayNode().add(key.world()).add(key.document()).add(key.id()).toString();
  }

  /** Reads what {@link #write(TaskKey)} wrote. */
  public static TaskKey readKey(String text) {
    JsonNode json = parsed(text);
    return new TaskKey(json.path(0).asText(), json.path(1).asText(), json.path(2).asText());
  }

  /** Writes a task as one line. */
  public static String write(Task task) {
    return tree(task).toString();
  }

  /** Writes a task, and what a store knows about it, as one line. */
  public static String write(StoredTask stored) {
    ObjectNode json = JSON.createObjectNode().put("number", stored.number());
    json.set("task", tree(stored.task()));
    stored.marks().forEach(json.putObject("marks")::put);
    return json.toString();
  }

  private static ObjectNode tree(Task task) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("world", task.key().world())
            .put("document", task.key().document())
            .put("id", task.key().id())
            .put("operation", task.operation())
            .put("client", task.client());
    if (!task.request().isMissingNode()) {
      json.set("request", task.request());
    }
    json.put("created", task.created().toString())
        .put("length", task.length().toString())
        .put("scenario", task.scenario());
    task.parent().ifPresent(parent -> json.put("parent", parent));
    task.forced()
        .ifPresent(
            forced ->
                json.putObject("forced")
                    .put("outcome", forced.outcome())
                    .put("at", forced.at().toString()));
    return json;
  }

  /**
   * Reads a task.
   *
   * @throws IllegalArgumentException if it is none; the message names the member
   */
  public static Task readTask(String text) {
    return task(parsed(text));
  }

  /**
   * Reads a task, and what a store knows about it.
   *
   * @throws IllegalArgumentException if it is none; the message names the member
   */
  public static StoredTask readStored(String text) {
    JsonNode json = parsed(text);
    Map<String, String> marks = new HashMap<>();
    json.path("marks")
        .properties()
        .forEach(mark -> marks.put(mark.getKey(), mark.getValue().asText()));
    return new StoredTask(json.path("number").asLong(), task(json.path("task")), marks);
  }

  /** Writes a value in as little room as there is; one that is missing takes none. */
  static byte[] bytes(JsonNode value) {
    try {
      return value.isMissingNode() ? new byte[0] : JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Every tree can be written.", e);
    }
  }

  /** Reads what {@link #bytes} wrote. */
  static JsonNode tree(byte[] bytes) {
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("What was written can be read.", e);
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Task task(JsonNode json) {
    try {
      return new Task(
          new TaskKey(text(json, "world"), text(json, "document"), text(json, "id")),
          text(json, "operation"),
          text(json, "client"),
          json.path("request"),
          Instant.parse(text(json, "created")),
          Duration.parse(text(json, "length")),
          text(json, "scenario"),
          Optional.ofNullable(json.get("parent")).map(JsonNode::asText),
          forced(json.path("forced")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("has a time in another form: " + e.getMessage(), e);
    }
  }

  private static Optional<Task.Forced> forced(JsonNode json) {
    return json.isMissingNode()
        ? Optional.empty()
        : Optional.of(new Task.Forced(text(json, "outcome"), Instant.parse(text(json, "at"))));
  }

  private static String text(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("lacks the text /" + member);
    }
    return value.textValue();
  }
}
