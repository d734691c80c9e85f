package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What parallel tests do not share: a clock, money, and scenarios to come. All of it is kept in the
 * store. Safe for threads.
 */
public final class World {
  /** How many different scenarios can wait. */
  public static final int MOST_QUEUED = 100;

  private static final String QUEUE = "scenarios";
  private static final List<String> SEEN = List.of(TaskClock.VALUE, QUEUE);

  private final String name;
  private final TaskStore store;
  private final TaskClock clock;
  private final Ledger ledger;
  private volatile @Nullable JsonNode queue;

  World(String name, Clock system, double speed, TaskStore store) {
    this.name = name;
    this.store = store;
    this.clock = new TaskClock(system, speed, store, name);
    this.ledger = new Ledger(store, name);
  }

  /** Looks at what other servers have changed. */
  void look() {
    Map<String, JsonNode> seen = store.values(name, SEEN);
    clock.show(Optional.ofNullable(seen.get(TaskClock.VALUE)));
    queue = seen.get(QUEUE);
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

  /** Returns something else that is kept with this world; nobody may change it in place. */
  public Optional<JsonNode> value(String name) {
    return Optional.ofNullable(store.values(this.name, List.of(name)).get(name));
  }

  /**
   * Changes something else that is kept with this world, while nobody else does.
   *
   * @param name with a colon if there are many of its kind, as {@code rate:client}; the store then
   *     forgets those that were not changed for longest
   * @param change may be asked several times; the last time counts
   */
  public void change(String name, Function<Optional<JsonNode>, Changed> change) {
    store.change(this.name, name, change);
  }

  /** A scenario for the next so many requests. */
  public record Queued(String scenario, int requests) {}

  /**
   * Adds how the next so many requests go, after those that wait already.
   *
   * @throws IllegalArgumentException if too many wait
   */
  public void queue(String scenario, int requests) {
    if (requests <= 0) {
      return;
    }
    changeQueue(
        waiting -> {
          List<Queued> next = new ArrayList<>(waiting);
          Queued last = waiting.isEmpty() ? new Queued("", 0) : waiting.get(waiting.size() - 1);
          if (last.scenario().equals(scenario)) {
            next.remove(next.size() - 1);
            next.add(
                new Queued(scenario, (int) Math.min(0L + last.requests() + requests, 1 << 30)));
          } else if (next.size() < MOST_QUEUED) {
            next.add(new Queued(scenario, requests));
          } else {
            throw new IllegalArgumentException(
                MOST_QUEUED + " scenarios wait already. Send requests first, or clear them.");
          }
          return next;
        });
  }

  /** Lets requests go as usual again. */
  public void clearQueue() {
    changeQueue(waiting -> List.of());
  }

  /** Returns what waits, first things first. */
  public List<Queued> queued() {
    return queued(value(QUEUE));
  }

  /** Makes all of it what it is in a world that nobody has used. */
  public void reset() {
    for (String value : store.values(name).keySet()) {
      if (!value.equals(TaskClock.VALUE)) {
        store.change(name, value, old -> Changed.to(Optional.empty()));
      }
    }
    ledger.clear();
    clock.reset();
    look();
  }

  Optional<String> nextScenario() {
    if (queue == null) {
      return Optional.empty();
    }
    List<String> taken = new ArrayList<>(1);
    changeQueue(
        waiting -> {
          taken.clear();
          if (waiting.isEmpty()) {
            return waiting;
          }
          List<Queued> rest = new ArrayList<>(waiting);
          Queued first = rest.remove(0);
          taken.add(first.scenario());
          if (first.requests() > 1) {
            rest.add(0, new Queued(first.scenario(), first.requests() - 1));
          }
          return rest;
        });
    return taken.stream().findFirst();
  }

  private void changeQueue(Function<List<Queued>, List<Queued>> change) {
    store.change(name, QUEUE, old -> Changed.to(json(change.apply(queued(old)))));
    look();
  }

  private static Optional<JsonNode> json(List<Queued> queued) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    queued.forEach(
        each -> json.addObject().put("scenario", each.scenario()).put("requests", each.requests()));
    return json.isEmpty() ? Optional.empty() : Optional.of(json);
  }

  private static List<Queued> queued(Optional<JsonNode> json) {
    List<Queued> queued = new ArrayList<>();
    json.ifPresent(
        all ->
            all.forEach(
                each ->
                    queued.add(
                        new Queued(
                            each.path("scenario").asText(), each.path("requests").asInt()))));
    return queued;
  }
}
