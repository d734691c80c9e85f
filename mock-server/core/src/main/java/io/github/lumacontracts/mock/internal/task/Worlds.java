package io.github.lumacontracts.mock.internal.task;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** All worlds; those that were not asked for longest are forgotten first. Safe for threads. */
public final class Worlds {
  /** Header that names the world of a request. */
  public static final String HEADER = "X-Luma-World";

  private static final int MOST = 1000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{0,64}");

  private final Clock system;
  private final double speed;
  private final World usual;
  private final Map<String, World> named = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Makes the first world.
   *
   * @param speed of each world's clock at its start
   * @throws IllegalArgumentException if the speed is out of range
   */
  public Worlds(Clock system, double speed) {
    this.system = system;
    this.speed = speed;
    this.usual = new World("", new TaskClock(system, speed));
  }

  /** Whether a world can have this name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns the world of a name, made if need be. */
  public World get(String name) {
    if (name.isEmpty()) {
      return usual;
    }
    synchronized (named) {
      World known = named.get(name);
      if (known == null) {
        known = new World(name, new TaskClock(system, speed));
        named.put(name, known);
        if (named.size() > MOST) {
          named.remove(named.keySet().iterator().next());
        }
      }
      return known;
    }
  }

  /** Returns the names of the worlds, the usual one first. */
  public List<String> names() {
    synchronized (named) {
      return java.util.stream.Stream.concat(
              java.util.stream.Stream.of(""), named.keySet().stream().sorted())
          .toList();
    }
  }
}
