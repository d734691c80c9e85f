package io.github.lumacontracts.mock.internal.task.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.task.Task;
import java.time.Instant;

/** Puts what a task is into an example that shows one. */
public interface TaskImage {
  /**
   * Returns the example with the values of the task; the example itself stays as it is.
   *
   * @param place the operation or callback that shows it
   */
  JsonNode of(Task task, String place, JsonNode example, Instant now);
}
