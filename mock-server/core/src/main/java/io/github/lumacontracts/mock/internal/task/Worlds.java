package io.github.lumacontracts.mock.internal.task;

import io.github.lumacontracts.mock.MockServerException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * All worlds, as far as this server knows them; of more than {@link TaskStore#MOST_WORLDS} those
 * that were not asked for longest are left to the store. Safe for threads.
 */
public final class Worlds {
  /** Header that names the world of a request. */
  public static final String HEADER = "X-Luma-World";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{0,64}");

  private final Clock system;
  private final double speed;
  private final TaskStore store;
  private final Map<String, World> known = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Opens the store that holds what they hold.
   *
   * @param speed of each world's clock at its start
   * @throws IllegalArgumentException if the speed is out of range
   * @throws MockServerException if the store cannot be used
   */
  public Worlds(Clock system, double speed, TaskStoreFactory stores) {
    this.system = system;
    this.speed = TaskClock.checked(speed);
    this.store = stores.open(task -> task.isFinished(known(task.key().world()).clock().now()));
  }

  public TaskStore store() {
    return store;
  }

  /** Whether a world can have this name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Returns the world of a name as it is now, on whatever server it was changed; made if need be.
   *
   * @throws TaskStoreException if the store cannot be asked
   */
  public World get(String name) {
    World world = known(name);
    world.look();
    return world;
  }

  /** Returns the world of a name as this server has seen it last, made if need be. */
  public World known(String name) {
    synchronized (known) {
      World world = known.get(name);
      if (world != null) {
        return world;
      }
    }
    // The store may wait, or ask for a world itself.
    World made = new World(name, system, speed, store);
    synchronized (known) {
      World other = known.putIfAbsent(name, made);
      if (known.size() > TaskStore.MOST_WORLDS) {
        known.remove(known.keySet().iterator().next());
      }
      return other == null ? made : other;
    }
  }

  /** Returns the names of the worlds, the usual one first. */
  public List<String> names() {
    SortedSet<String> names = new TreeSet<>(store.worlds());
    names.add("");
    synchronized (known) {
      names.addAll(known.keySet());
    }
    return new ArrayList<>(names);
  }
}
