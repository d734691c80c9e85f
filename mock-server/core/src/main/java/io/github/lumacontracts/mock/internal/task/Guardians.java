package io.github.lumacontracts.mock.internal.task;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Knows which server looks after which task, where several share a store: what one leaves behind,
 * another goes on with. All methods may throw {@link TaskStoreException}. Safe for threads.
 */
public interface Guardians {
  /** How long a server may say nothing before it counts as dead. */
  Duration PATIENCE = Duration.ofSeconds(5);

  /** Says that a server lives; returns those that have not for {@link #PATIENCE}. */
  Set<String> beat(String server);

  /** Returns whether a server has said within {@link #PATIENCE} that it lives. */
  boolean isAlive(String server);

  /** Returns the tasks that a server looks after, as far as they are still there. */
  List<Task> tasksOf(String server);

  void adopt(String server, TaskKey task);

  void release(String server, TaskKey task);

  /** Says that a server stops, so that others need not wait. */
  void leave(String server);

  /** Forgets a dead server, once others look after its tasks. */
  void bury(String server);
}
