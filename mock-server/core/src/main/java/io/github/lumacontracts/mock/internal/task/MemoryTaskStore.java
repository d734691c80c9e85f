package io.github.lumacontracts.mock.internal.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps tasks as long as the server runs, the last so many of them. Safe for threads. */
public final class MemoryTaskStore implements TaskStore {
  private final int capacity;
  private final LinkedHashMap<TaskKey, Entry> oldestFirst = new LinkedHashMap<>();

  private static final class Entry {
    private Task task;
    private final Set<String> claimed = new HashSet<>(4);

    Entry(Task task) {
      this.task = task;
    }
  }

  /**
   * Makes a store.
   *
   * @param capacity number of tasks, of all worlds together
   */
  public MemoryTaskStore(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public synchronized void put(Task task) {
    Entry known = oldestFirst.get(task.key());
    if (known != null) {
      known.task = task;
      return;
    }
    oldestFirst.put(task.key(), new Entry(task));
    if (oldestFirst.size() > capacity) {
      Iterator<TaskKey> oldest = oldestFirst.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  @Override
  public synchronized Optional<Task> find(TaskKey key) {
    return Optional.ofNullable(oldestFirst.get(key)).map(entry -> entry.task);
  }

  @Override
  public synchronized List<Task> newest(String world, int limit) {
    List<Task> newestFirst = new ArrayList<>();
    for (Map.Entry<TaskKey, Entry> entry : oldestFirst.entrySet()) {
      if (entry.getKey().world().equals(world)) {
        newestFirst.add(entry.getValue().task);
      }
    }
    Collections.reverse(newestFirst);
    return newestFirst.size() > limit ? List.copyOf(newestFirst.subList(0, limit)) : newestFirst;
  }

  @Override
  public synchronized List<Task> all() {
    return oldestFirst.values().stream().map(entry -> entry.task).toList();
  }

  @Override
  public synchronized boolean remove(TaskKey key) {
    return oldestFirst.remove(key) != null;
  }

  @Override
  public synchronized boolean claim(TaskKey key, String once) {
    Entry entry = oldestFirst.get(key);
    return entry != null && entry.claimed.add(once);
  }

  @Override
  public void close() {
    // Memory is all there is.
  }
}
