package io.github.lumacontracts.mock.internal.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What parallel tests do not share: a clock, money, and scenarios to come. Safe for threads. */
public final class World {
  private static final int MOST_QUEUED = 1000;

  private final String name;
  private final TaskClock clock;
  private final Ledger ledger = new Ledger();
  private final Deque<Queued> queue = new ArrayDeque<>();

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

  /** A scenario for so many requests. */
  public record Queued(String scenario, int requests) {}

  /**
   * Sets how the next so many requests go, after those that are queued already. Who queues too much
   * loses what was queued first.
   */
  public synchronized void queue(String scenario, int requests) {
    queue.addLast(new Queued(scenario, requests));
    if (queue.size() > MOST_QUEUED) {
      queue.removeFirst();
    }
  }

  /** Returns what waits for requests, next one first. */
  public synchronized List<Queued> queued() {
    return List.copyOf(queue);
  }

  /** Lets the next requests go as usual. */
  public synchronized void clearQueue() {
    queue.clear();
  }

  synchronized Optional<String> nextScenario() {
    Queued next = queue.pollFirst();
    if (next == null) {
      return Optional.empty();
    }
    if (next.requests() > 1) {
      queue.addFirst(new Queued(next.scenario(), next.requests() - 1));
    }
    return Optional.of(next.scenario());
  }

  /** Makes clock, money and queue what they are in a world that nobody has used. */
  public void reset() {
    clock.reset();
    ledger.clear();
    clearQueue();
  }
}
