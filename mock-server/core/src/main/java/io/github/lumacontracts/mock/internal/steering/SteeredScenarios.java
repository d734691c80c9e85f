package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.MockScenarios;
import io.github.lumacontracts.mock.internal.task.Scenarios;
import io.github.lumacontracts.mock.internal.task.World;
import java.util.List;
import java.util.function.Supplier;

/** The scenarios of a world. */
record SteeredScenarios(Scenarios known, Supplier<World> world) implements MockScenarios {
  @Override
  public List<Scenario> list() {
    return known.all().stream()
        .map(scenario -> new Scenario(scenario.name(), scenario.description()))
        .toList();
  }

  @Override
  public List<String> names() {
    return List.copyOf(known.names());
  }

  @Override
  public List<Queued> queued() {
    return world.get().queued().stream()
        .map(next -> new Queued(next.scenario(), next.requests()))
        .toList();
  }

  @Override
  public void next(String name) {
    next(name, 1);
  }

  @Override
  public void next(String name, int requests) {
    if (known.find(name).isEmpty()) {
      throw new IllegalArgumentException(
          "There is no scenario \"" + name + "\", known are " + String.join(", ", names()) + ".");
    }
    if (requests < 1 || requests > MAX_REQUESTS) {
      throw new IllegalArgumentException(
          "A scenario cannot be that of "
              + requests
              + " requests, expected 1 to "
              + MAX_REQUESTS
              + ".");
    }
    world.get().queue(name, requests);
  }

  @Override
  public void clear() {
    world.get().clearQueue();
  }
}
