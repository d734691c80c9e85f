package io.github.lumacontracts.mock.internal.task;

import java.util.List;
import java.util.Optional;

/**
 * Where tasks are kept. Implementations are safe for threads, and for several servers at once if
 * they are shared. What has returned is kept, as far as the store keeps anything.
 */
public interface TaskStore extends AutoCloseable {
  /** Keeps a task, new or changed. The oldest go if there are more than the store has room for. */
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
   * @return true for the first caller, on whatever server, and false for all others
   */
  boolean claim(TaskKey key, String once);

  @Override
  void close();
}
