package io.github.lumacontracts.mock;

import java.util.List;

/** How the next requests of one world go. Safe for threads. */
public interface MockScenarios {
  /** Most requests that one call can choose a scenario for. */
  int MAX_REQUESTS = 1_000_000;

  /**
   * A way for things to go.
   *
   * @param name as in {@code Prefer: scenario=…}
   * @param description what happens; may be empty
   */
  record Scenario(String name, String description) {}

  /** A scenario that waits for requests. */
  record Queued(String scenario, int requests) {}

  /** Returns all scenarios that the server knows. */
  List<Scenario> list();

  /** Returns the names of all scenarios that the server knows. */
  List<String> names();

  /** Returns what waits for requests of this world, next one first. */
  List<Queued> queued();

  /**
   * Chooses the scenario of the next request.
   *
   * @throws IllegalArgumentException if there is no such scenario
   */
  void next(String name);

  /**
   * Chooses the scenario of the next requests that could have one and choose none themselves, after
   * those for which one was chosen before.
   *
   * @param requests 1 to {@link #MAX_REQUESTS}
   * @throws IllegalArgumentException if there is no such scenario, or the number is out of range
   */
  void next(String name, int requests);

  /** Removes all scenarios that wait for requests. Tasks keep the one that they have. */
  void clear();
}
