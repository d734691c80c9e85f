package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * Where tasks are kept, and what else their worlds hold: values by name, and notes in their order.
 * A name with a colon belongs to one of many, such as a client: of those a world keeps the {@link
 * #MOST_VALUES} that were changed last, and as many notes as {@link #MOST_NOTES}. The values of the
 * {@link #MOST_WORLDS} worlds that were changed last are kept, and always those of the world
 * without a name.
 *
 * <p>Implementations are safe for threads, and for several servers at once if they are shared. What
 * has returned is kept, as far as the store keeps anything.
 */
public interface TaskStore extends AutoCloseable {
  int MOST_WORLDS = 1000;
  int MOST_VALUES = 1000;
  int MOST_NOTES = 1000;

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

  /** Returns what is marked about a task under a name; empty if nothing is. */
  String mark(TaskKey key, String name);

  /**
   * Marks something about a task, as that a webhook was sent, unless somebody else has.
   *
   * @param old what the mark is known to be; empty for none
   * @return false if it is another one by now, or if there is no such task
   */
  boolean mark(TaskKey key, String name, String old, String next);

  /** Returns those values of a world that there are, by name. Nobody may change them in place. */
  Map<String, JsonNode> values(String world, Collection<String> names);

  /** Returns all values of a world, by name. Nobody may change them in place. */
  Map<String, JsonNode> values(String world);

  /**
   * Changes a value while nobody else does, on whatever server.
   *
   * @param change given the value of now, returns what becomes of it; may be asked several times,
   *     and counts the last time
   */
  void change(String world, String name, Function<Optional<JsonNode>, Changed> change);

  /** Returns the notes of a world, newest first. */
  List<JsonNode> notes(String world, int limit);

  /** Returns the names of the worlds that hold something, without that of the usual one. */
  SortedSet<String> worlds();

  /** Returns who looks after tasks if several servers share them; nothing if one has them all. */
  default Optional<Guardians> guardians() {
    return Optional.empty();
  }

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
