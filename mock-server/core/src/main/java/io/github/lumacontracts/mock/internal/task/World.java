package io.github.lumacontracts.mock.internal.task;

import java.util.Optional;

/** What parallel tests do not share: a clock, money, and scenarios to come. Safe for threads. */
public final class World {
  private final String name;
  private final TaskClock clock;
  private final Ledger ledger = new Ledger();
  private String scenario = "";
  private int requests;

  World(String name, TaskClock clock) {
    this.name = name;
    this.clock = clock;
  }

  /** Returns the name; the one of clients that name none is empty. */
  public String name() {
    return name;
  }

  public TaskClock clock() {
    return clock;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** A scenario for the next so many requests. */
  public record Queued(String scenario, int requests) {}

  /** Sets how the next so many requests go; 0 for as usual. */
  public synchronized void queue(String name, int next) {
    scenario = name;
    requests = next;
  }

  public synchronized Optional<Queued> queued() {
    return requests > 0 ? Optional.of(new Queued(scenario, requests)) : Optional.empty();
  }

  synchronized Optional<String> nextScenario() {
    if (requests == 0) {
      return Optional.empty();
    }
    requests--;
    return Optional.of(scenario);
  }
}
