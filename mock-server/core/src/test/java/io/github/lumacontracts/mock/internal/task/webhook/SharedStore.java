package io.github.lumacontracts.mock.internal.task.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.task.Changed;
import io.github.lumacontracts.mock.internal.task.Guardians;
import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;

/** A store of several servers in one process, which can go away. */
final class SharedStore implements TaskStore, Guardians {
  private final TaskStore memory = new MemoryTaskStore(1000);
  private final Map<String, Set<TaskKey>> guarded = new HashMap<>();
  private final Set<String> living = new HashSet<>();
  private final Set<String> dead = new HashSet<>();
  private volatile boolean away;

  void away(boolean now) {
    away = now;
  }

  /** Lets all servers that there are count as dead, whatever they say. */
  synchronized void killAll() {
    dead.addAll(living);
  }

  private TaskStore memory() {
    if (away) {
      throw new IllegalStateException("nobody answers");
    }
    return memory;
  }

  @Override
  public void put(Task task) {
    memory().put(task);
  }

  @Override
  public Optional<Task> find(TaskKey key) {
    return memory().find(key);
  }

  @Override
  public List<Task> newest(String world, int limit) {
    return memory().newest(world, limit);
  }

  @Override
  public List<Task> all() {
    return memory().all();
  }

  @Override
  public boolean remove(TaskKey key) {
    return memory().remove(key);
  }

  @Override
  public String mark(TaskKey key, String name) {
    return memory().mark(key, name);
  }

  @Override
  public boolean mark(TaskKey key, String name, String old, String next) {
    return memory().mark(key, name, old, next);
  }

  @Override
  public Map<String, JsonNode> values(String world, Collection<String> names) {
    return memory().values(world, names);
  }

  @Override
  public Map<String, JsonNode> values(String world) {
    return memory().values(world);
  }

  @Override
  public void change(String world, String name, Function<Optional<JsonNode>, Changed> change) {
    memory().change(world, name, change);
  }

  @Override
  public List<JsonNode> notes(String world, int limit) {
    return memory().notes(world, limit);
  }

  @Override
  public SortedSet<String> worlds() {
    return memory().worlds();
  }

  @Override
  public Optional<Guardians> guardians() {
    return Optional.of(this);
  }

  @Override
  public synchronized Set<String> beat(String server) {
    memory();
    living.add(server);
    Set<String> others = new HashSet<>(dead);
    others.remove(server);
    return others;
  }

  @Override
  public synchronized boolean isAlive(String server) {
    memory();
    return living.contains(server) && !dead.contains(server);
  }

  @Override
  public synchronized List<Task> tasksOf(String server) {
    return guarded.getOrDefault(server, Set.of()).stream()
        .flatMap(key -> find(key).stream())
        .toList();
  }

  @Override
  public synchronized void adopt(String server, TaskKey task) {
    memory();
    living.add(server);
    guarded.computeIfAbsent(server, any -> new HashSet<>()).add(task);
  }

  @Override
  public synchronized void release(String server, TaskKey task) {
    memory();
    guarded.getOrDefault(server, new HashSet<>()).remove(task);
  }

  synchronized int guarded() {
    return guarded.values().stream().mapToInt(Set::size).sum();
  }

  @Override
  public synchronized void leave(String server) {
    dead.add(server);
  }

  @Override
  public synchronized void bury(String server) {
    guarded.remove(server);
    living.remove(server);
    dead.remove(server);
  }

  @Override
  public void close() {
    memory.close();
  }
}
