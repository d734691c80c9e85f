package io.github.lumacontracts.mock.internal.task.webhook;

import java.time.Instant;

/**
 * Something about a task that its client is to be told.
 *
 * @param callback as the document calls it
 * @param state that the task has from then on
 * @param at by the clock of the task's world
 */
public record Change(String callback, String state, Instant at) {

  /** Returns what is claimed in the store, so that of all servers one tells it, once. */
  String once() {
    return "webhook " + callback + " " + state;
  }
}
