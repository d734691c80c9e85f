package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The time by which tasks live: that of the system, faster or slower, standing still, or moved by
 * hand. States, webhooks, expiry and rate windows of one world all read the same. What is not the
 * system's time is kept in the store, so it goes on after a restart and on other servers, whose
 * systems must agree about the time. Safe for threads.
 */
public final class TaskClock {
  /** Beyond this a minute is less than a tick of most systems. */
  public static final double MAX_SPEED = 1_000_000;

  /** What the store calls it. */
  static final String VALUE = "clock";

  private final Clock system;
  private final TaskStore store;
  private final String world;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile State state;

  /**
   * How time passes.
   *
   * @param version grows with each change
   * @param since when that was so by the system
   * @param at when that was so by this clock
   * @param usual speed that the server was started with
   */
  private record State(
      long version, Instant since, Instant at, double speed, boolean frozen, double usual) {

    Instant now(Clock system) {
      return frozen ? at : at.plus(passed(system));
    }

    private Duration passed(Clock system) {
      Duration passed = Duration.between(since, system.instant());
      if (passed.isNegative()) {
        return Duration.ZERO;
      }
      return speed == 1
          ? passed
          : Duration.ofNanos((long) Math.min(passed.toNanos() * speed, Long.MAX_VALUE));
    }

    State from(Clock system) {
      Instant instant = system.instant();
      return new State(version + 1, instant, now(system), speed, frozen, usual);
    }

    State by(Duration further) {
      return new State(version, since, at.plus(further), speed, frozen, usual);
    }

    State frozen(boolean now) {
      return new State(version, since, at, speed, now, usual);
    }

    State speed(double now) {
      return new State(version, since, at, now, frozen, usual);
    }

    State usual(double now) {
      return new State(version, since, at, now, frozen, now);
    }

    ObjectNode json() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("version", version)
          .put("since", since.toString())
          .put("at", at.toString())
          .put("speed", speed)
          .put("frozen", frozen)
          .put("usual", usual);
    }

    static State of(JsonNode json) {
      return new State(
          json.path("version").asLong(),
          Instant.parse(json.path("since").asText()),
          Instant.parse(json.path("at").asText()),
          json.path("speed").asDouble(),
          json.path("frozen").asBoolean(),
          json.path("usual").asDouble());
    }
  }

  /**
   * Makes a clock of its own that shows the time of the system now, and goes on from there.
   *
   * @param speed how many seconds pass in one of the system's, above 0 and at most {@link
   *     #MAX_SPEED}
   * @throws IllegalArgumentException if the speed is out of range
   */
  public TaskClock(Clock system, double speed) {
    this(system, speed, new MemoryTaskStore(1), "");
  }

  /**
   * Makes the clock of a world, which goes on as the store says if it has gone before. If the
   * server was started with another speed then, it changes to the new one.
   */
  TaskClock(Clock system, double speed, TaskStore store, String world) {
    this.system = system;
    this.store = store;
    this.world = world;
    Instant now = system.instant();
    this.state = new State(0, now, now, checked(speed), false, speed);
    show(Optional.ofNullable(store.values(world, List.of(VALUE)).get(VALUE)));
    boolean isSystems = state.version() == 0 && speed == 1;
    if (!isSystems && (state.version() == 0 || state.usual() != speed)) {
      change(known -> known.usual() == speed ? known : known.usual(speed));
    }
  }

  static double checked(double speed) {
    if (!(speed > 0 && speed <= MAX_SPEED)) {
      throw new IllegalArgumentException(
          "The speed is " + speed + ", expected more than 0 and at most " + (long) MAX_SPEED + ".");
    }
    return speed;
  }

  public Instant now() {
    return state.now(system);
  }

  public double speed() {
    return state.speed();
  }

  public boolean isFrozen() {
    return state.frozen();
  }

  /** Returns how long to wait until it is so late; nothing if it stands still and will not be. */
  public Optional<Duration> until(Instant moment) {
    State known = state;
    Duration left = Duration.between(known.now(system), moment);
    if (left.isNegative() || left.isZero()) {
      return Optional.of(Duration.ZERO);
    }
    return known.frozen()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) Math.ceil(left.toNanos() / known.speed())));
  }

  /** Stops the clock. */
  public void freeze() {
    change(known -> known.frozen(true));
  }

  /** Lets a stopped clock go on from where it stands. */
  public void resume() {
    change(known -> known.frozen(false));
  }

  /**
   * Changes how fast time passes from now on.
   *
   * @throws IllegalArgumentException if the speed is out of range
   */
  public void setSpeed(double factor) {
    double next = checked(factor);
    change(known -> known.speed(next));
  }

  /**
   * Moves the clock forward, whether it stands still or not.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("The clock cannot go back by " + by.negated() + ".");
    }
    change(known -> known.by(by));
  }

  /** Shows the time of the system again, as fast as the server was started. */
  void reset() {
    change(
        known ->
            new State(
                known.version(),
                known.since(),
                known.since(),
                known.usual(),
                false,
                known.usual()));
  }

  private void change(UnaryOperator<State> change) {
    store.change(
        world,
        VALUE,
        old -> {
          State known = old.map(State::of).orElse(state);
          return Changed.to(change.apply(known.from(system)).json());
        });
    look();
  }

  /** Looks at what other servers have changed. */
  public void look() {
    show(Optional.ofNullable(store.values(world, List.of(VALUE)).get(VALUE)));
  }

  /** Goes on as the store says, unless that is older than what is known. */
  void show(Optional<JsonNode> json) {
    if (json.isEmpty() || json.get().path("version").asLong() <= state.version()) {
      return;
    }
    State next = State.of(json.get());
    synchronized (this) {
      if (next.version() <= state.version()) {
        return;
      }
      state = next;
    }
    listeners.forEach(Runnable::run);
  }

  /** Has somebody told that whatever was computed from {@link #until} no longer holds. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
