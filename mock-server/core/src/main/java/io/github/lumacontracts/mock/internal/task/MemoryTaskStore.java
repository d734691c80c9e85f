package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tasks as long as the server runs, a bounded number of them. Safe for threads.
 *
 * <p>When it is full, a finished task goes, of each world the one that ended first, and of those
 * the oldest. If none is finished, the oldest task goes.
 */
public final class MemoryTaskStore implements TaskStore {
  /** Of how many worlds a finished task is looked for. */
  private static final int WORLDS_SEARCHED = 100;

  private final int capacity;
  private final Predicate<Task> finished;
  private final TaskLog log;
  private final LinkedHashMap<TaskKey, Entry> oldestFirst = new LinkedHashMap<>();
  private final Map<String, Held> worlds = new LinkedHashMap<>();
  private final WorldValues values = new WorldValues();
  private long last;

  private static final class Entry {
    private final long number;
    private Map<String, String> marks = Map.of(); // most tasks never have one

    /** Without its request, which takes several times the room as a tree. */
    private Task task;

    private byte[] request;

    /** As numbers, since this is kept ten thousand times. */
    private long endSecond;

    private int endNano;

    /** The neighbours among the tasks of a world. */
    private @Nullable Entry older;

    private @Nullable Entry newer;

    Entry(long number, Task task) {
      this.number = number;
      this.task = task.withRequest(MissingNode.getInstance());
      this.request = TaskJson.bytes(task.request());
      ends(task.end());
    }

    void set(Task changed) {
      task = changed.withRequest(MissingNode.getInstance());
      request = TaskJson.bytes(changed.request());
      ends(changed.end());
    }

    private void ends(Instant end) {
      endSecond = end.getEpochSecond();
      endNano = end.getNano();
    }

    Task task() {
      return task.withRequest(TaskJson.tree(request));
    }

    void mark(String name, String value) {
      if (marks.isEmpty()) {
        marks = new HashMap<>(4);
      }
      marks.put(name, value);
    }

    StoredTask stored() {
      return new StoredTask(number, task(), marks);
    }
  }

  /** The tasks of one world, whose clock they share: if the first to end has not, none has. */
  private static final class Held {
    private static final Comparator<Entry> BY_END =
        Comparator.<Entry>comparingLong(entry -> entry.endSecond)
            .thenComparingInt(entry -> entry.endNano)
            .thenComparingLong(entry -> entry.number);

    /** In an array, since the nodes of a tree would double what is kept of a task. */
    private final PriorityQueue<Entry> byEnd = new PriorityQueue<>(BY_END);

    private @Nullable Entry newest;

    void add(Entry entry) {
      byEnd.add(entry);
      entry.older = newest;
      if (newest != null) {
        newest.newer = entry;
      }
      newest = entry;
    }

    void set(Entry entry, Task changed) {
      byEnd.remove(entry);
      entry.set(changed);
      byEnd.add(entry);
    }

    void remove(Entry entry) {
      byEnd.remove(entry);
      if (entry.newer == null) {
        newest = entry.older;
      } else {
        entry.newer.older = entry.older;
      }
      if (entry.older != null) {
        entry.older.newer = entry.newer;
      }
      entry.older =
          null; // what is forgotten must not keep what comes after it from being forgotten
      entry.newer = null;
    }
  }

  /**
   * Makes a store in which no task is known to be finished.
   *
   * @param capacity number of tasks, of all worlds together
   */
  public MemoryTaskStore(int capacity) {
    this(capacity, task -> false);
  }

  /**
   * Makes a store.
   *
   * @param capacity number of tasks, of all worlds together
   * @param finished whether a task has come to its end, by the clock of its world
   */
  public MemoryTaskStore(int capacity, Predicate<Task> finished) {
    this(capacity, finished, List.of(), List.of(), TaskLog.NONE);
  }

  /**
   * Makes a store that somebody writes down.
   *
   * @param stored tasks that were written down before, in any order
   * @param values that were written down before, in any order
   * @param log told of each change before the caller of the store gets its answer
   */
  public MemoryTaskStore(
      int capacity,
      Predicate<Task> finished,
      List<StoredTask> stored,
      List<WorldValue> values,
      TaskLog log) {
    this.capacity = capacity;
    this.finished = finished;
    this.log = log;
    stored.stream().sorted(StoredTask.OLDEST_FIRST).forEach(this::restore);
    this.values.restore(values);
  }

  private void restore(StoredTask stored) {
    Entry entry = new Entry(stored.number(), stored.task());
    stored.marks().forEach(entry::mark);
    add(entry);
    last = stored.number();
  }

  private void add(Entry entry) {
    TaskKey key = entry.task.key();
    oldestFirst.put(key, entry);
    worlds.computeIfAbsent(key.world(), world -> new Held()).add(entry);
  }

  @Override
  public synchronized void put(Task task) {
    Entry known = oldestFirst.get(task.key());
    if (known != null) {
      Objects.requireNonNull(worlds.get(task.key().world())).set(known, task);
      log.kept(known.stored(), List.of());
      return;
    }
    List<TaskKey> gone = new ArrayList<>();
    while (oldestFirst.size() >= capacity) {
      TaskKey dispensable = dispensable();
      forget(dispensable);
      gone.add(dispensable);
    }
    Entry entry = new Entry(++last, task);
    add(entry);
    log.kept(new StoredTask(entry.number, task, Map.of()), gone);
  }

  private TaskKey dispensable() {
    @Nullable Entry oldest = null;
    int searched = 0;
    for (Held held : worlds.values()) {
      Entry first = held.byEnd.element();
      if (finished.test(first.task) && (oldest == null || first.number < oldest.number)) {
        oldest = first;
      }
      if (++searched == WORLDS_SEARCHED) {
        break;
      }
    }
    return (oldest == null ? oldestFirst.values().iterator().next() : oldest).task.key();
  }

  private boolean forget(TaskKey key) {
    Entry entry = oldestFirst.remove(key);
    if (entry == null) {
      return false;
    }
    worlds.computeIfPresent(
        key.world(),
        (world, held) -> {
          held.remove(entry);
          return held.byEnd.isEmpty() ? null : held;
        });
    return true;
  }

  @Override
  public synchronized Optional<Task> find(TaskKey key) {
    return Optional.ofNullable(oldestFirst.get(key)).map(Entry::task);
  }

  @Override
  public synchronized List<Task> newest(String world, int limit) {
    Held held = worlds.get(world);
    List<Task> newest = new ArrayList<>();
    Entry next = held == null ? null : held.newest;
    while (next != null && newest.size() < limit) {
      newest.add(next.task());
      next = next.older;
    }
    return newest;
  }

  @Override
  public synchronized List<Task> all() {
    return oldestFirst.values().stream().map(Entry::task).toList();
  }

  @Override
  public synchronized boolean remove(TaskKey key) {
    boolean known = forget(key);
    if (known) {
      log.gone(key);
    }
    return known;
  }

  @Override
  public synchronized String mark(TaskKey key, String name) {
    Entry entry = oldestFirst.get(key);
    return entry == null ? "" : entry.marks.getOrDefault(name, "");
  }

  @Override
  public synchronized boolean mark(TaskKey key, String name, String old, String next) {
    Entry entry = oldestFirst.get(key);
    if (entry == null || !entry.marks.getOrDefault(name, "").equals(old)) {
      return false;
    }
    entry.mark(name, next);
    log.kept(entry.stored(), List.of());
    return true;
  }

  @Override
  public synchronized Map<String, JsonNode> values(String world, Collection<String> names) {
    return values.values(world, names);
  }

  @Override
  public synchronized Map<String, JsonNode> values(String world) {
    return values.values(world);
  }

  @Override
  public synchronized void change(
      String world, String name, Function<Optional<JsonNode>, Changed> change) {
    List<WorldValue> written = values.change(world, name, change);
    if (!written.isEmpty()) {
      log.changed(written);
    }
  }

  @Override
  public synchronized List<JsonNode> notes(String world, int limit) {
    return values.notes(world, limit);
  }

  @Override
  public synchronized SortedSet<String> worlds() {
    SortedSet<String> names = new TreeSet<>(values.worlds());
    names.addAll(worlds.keySet());
    names.remove("");
    return names;
  }

  @Override
  public void close() {
    // Memory is all there is.
  }
}
