package io.github.lumacontracts.mock.internal.task;

/**
 * Is told about tasks, on the thread of a request; may ask the store, and must not wait for others.
 * Safe for threads.
 */
public interface TaskListener {
  /** Tells nobody. */
  TaskListener NONE = new TaskListener() {};

  /** A task was created, or changed by hand. It is in the store already. */
  default void put(Task task) {}

  /** A task was forgotten. */
  default void removed(TaskKey key) {}
}
