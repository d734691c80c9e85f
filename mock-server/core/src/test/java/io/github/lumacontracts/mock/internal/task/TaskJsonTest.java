package io.github.lumacontracts.mock.internal.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskJsonTest {
  private static final Task TASK =
      new Task(
          new TaskKey("world", "shop", "42"),
          "createOrder",
          "a digest",
          JsonNodeFactory.instance.objectNode().put("prompt", "a paper boat"),
          Instant.parse("2026-01-01T12:00:00.000000001Z"),
          Duration.ofMillis(9_999),
          "success",
          Optional.of("41"),
          Optional.of(new Task.Forced("failed", Instant.parse("2026-01-01T12:00:01Z"))));

  private static final String JSON =
      """
      {"world":"world","document":"shop","id":"42","operation":"createOrder","client":"a digest",\
      "request":{"prompt":"a paper boat"},"created":"2026-01-01T12:00:00.000000001Z",\
      "length":"PT9.999S","scenario":"success","parent":"41",\
      "forced":{"outcome":"failed","at":"2026-01-01T12:00:01Z"}}""";

  @Test
  void a_task_is_written_as_one_line_and_read_again() {
    assertThat(TaskJson.write(TASK)).isEqualTo(JSON);
    assertThat(TaskJson.readTask(JSON)).isEqualTo(TASK);
  }

  @Test
  void what_is_missing_stays_missing() {
    Task bare =
        new Task(
            TASK.key(),
            "createOrder",
            "",
            MissingNode.getInstance(),
            TASK.created(),
            Duration.ZERO,
            "",
            Optional.empty(),
            Optional.empty());

    assertThat(TaskJson.readTask(TaskJson.write(bare))).isEqualTo(bare);
  }

  @Test
  void members_that_a_newer_server_wrote_are_ignored() {
    String newer =
        JSON.replace("\"world\":", "\"mood\":[1],\"world\":")
            .replace("\"outcome\":", "\"by\":\"hand\",\"outcome\":");

    assertThat(TaskJson.readTask(newer)).isEqualTo(TASK);
  }

  @Test
  void a_stored_task_carries_its_number_and_marks() {
    StoredTask stored = new StoredTask(7, TASK, Map.of("webhook", "told"));
    String json = "{\"number\":7,\"task\":" + JSON + ",\"marks\":{\"webhook\":\"told\"}}";

    assertThat(TaskJson.write(stored)).isEqualTo(json);
    assertThat(TaskJson.readStored(json.replace("{\"number", "{\"new\":null,\"number")))
        .isEqualTo(stored);
  }

  @Test
  void what_is_no_task_is_told() {
    assertThatThrownBy(() -> TaskJson.readTask(JSON.replace("\"id\":\"42\",", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lacks the text /id");
    assertThatThrownBy(() -> TaskJson.readTask(JSON.replace("PT9.999S", "ten")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has a time in another form: Text cannot be parsed to a Duration");
    assertThatThrownBy(() -> TaskJson.readTask("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("is not JSON: ");
  }
}
