package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import io.github.lumacontracts.mock.internal.task.TaskEngine;
import io.github.lumacontracts.mock.internal.task.TaskSettings;
import io.github.lumacontracts.mock.internal.task.Worlds;
import io.github.lumacontracts.mock.internal.task.webhook.Deliveries;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The worlds of a server, to be looked at and changed: by Java, by HTTP and on the page, all by way
 * of this. Safe for threads.
 */
public final class SteeredWorlds {
  private final Supplier<Optional<TaskEngine>> engine;
  private final TaskSettings settings;
  private final Deliveries deliveries;

  /**
   * Makes them.
   *
   * @param engine of the documents that are served now
   */
  public SteeredWorlds(
      Supplier<Optional<TaskEngine>> engine, TaskSettings settings, Deliveries deliveries) {
    this.engine = engine;
    this.settings = settings;
    this.deliveries = deliveries;
  }

  /**
   * Returns a world, which is an empty one if nobody has used it yet.
   *
   * @param media where whoever looks finds videos
   * @throws IllegalArgumentException if no world can have this name
   */
  public SteeredWorld world(String name, MediaAddresses media) {
    if (!Worlds.isName(name)) {
      throw new IllegalArgumentException(
          "The world \""
              + name
              + "\" cannot be: its name must be up to 64 letters, digits, dots, dashes and"
              + " underscores.");
    }
    return new SteeredWorld(
        name,
        () -> engine.get().orElseThrow(() -> new IllegalStateException("tasks are off")),
        settings,
        deliveries,
        media);
  }
}
