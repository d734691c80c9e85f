package io.github.lumacontracts.mock.internal.task;

import io.github.lumacontracts.mock.MockServerException;
import java.util.function.Predicate;

/** Opens the store of one server, which closes it when it stops. */
@FunctionalInterface
public interface TaskStoreFactory {
  /**
   * Opens the store.
   *
   * @param finished whether a task has come to its end, by the clock of its world; those go first
   *     when the store is full
   * @throws MockServerException if it cannot be used; the message names the place and the cure
   */
  TaskStore open(Predicate<Task> finished);
}
