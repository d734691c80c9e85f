package io.github.lumacontracts.mock.internal.task;

import java.util.List;
import java.util.Optional;

/**
 * Where tasks are kept. Implementations are safe for threads, and for several servers at once if
 * they are shared. What has returned is kept, as far as the store keeps anything.
 */
public interface TaskStore extends AutoCloseable {
  /**
   * Keeps a task, new or changed. If there are more than the store has room for, the oldest
   * finished ones go, and the oldest if none is finished.
   *
   * @throws TaskStoreException if the store cannot keep it now, as all methods may
   */
  void put(Task task);

  Optional<Task> find(TaskKey key);

  /** Returns the newest tasks of a world, newest first; of all documents. */
  List<Task> newest(String world, int limit);

  /** Returns all tasks of all worlds; used once, at start, to go on with what was under way. */
  List<Task> all();

  /** Forgets a task; returns whether it was there. */
  boolean remove(TaskKey key);

  /**
   * Claims something that must happen once, such as the webhook about a change of a task.
   *
   * @return true for the first caller, on whatever server, and false for all others, or if there is
   *     no such task
   */
  boolean claim(TaskKey key, String once);

  /**
   * Returns whether calls may wait for a disk or another machine. The threads that read requests
   * must then not make them.
   */
  default boolean mayWait() {
    return false;
  }

  @Override
  void close();
}
