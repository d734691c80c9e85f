package io.github.lumacontracts.mock.internal.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The time by which tasks live: that of the system, faster or slower, standing still, or moved by
 * hand. States, webhooks, expiry and rate windows of one world all read the same. Safe for threads.
 */
public final class TaskClock {
  /** Beyond this a minute is less than a tick of most systems. */
  public static final double MAX_SPEED = 1_000_000;

  private final Clock system;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Instant since;
  private Instant atThatTime;
  private final double usualSpeed;
  private double speed;
  private boolean frozen;

  /**
   * Makes a clock that shows the time of the system now, and goes on from there.
   *
   * @param speed how many seconds pass in one of the system's, above 0 and at most {@link
   *     #MAX_SPEED}
   * @throws IllegalArgumentException if the speed is out of range
   */
  public TaskClock(Clock system, double speed) {
    this.system = system;
    this.since = system.instant();
    this.atThatTime = since;
    this.usualSpeed = checked(speed);
    this.speed = speed;
  }

  private static double checked(double speed) {
    if (!(speed > 0 && speed <= MAX_SPEED)) {
      throw new IllegalArgumentException(
          "The speed is " + speed + ", expected more than 0 and at most " + (long) MAX_SPEED + ".");
    }
    return speed;
  }

  public synchronized Instant now() {
    return frozen ? atThatTime : atThatTime.plus(passed());
  }

  private Duration passed() {
    double nanos = Duration.between(since, system.instant()).toNanos() * speed;
    return Duration.ofNanos((long) Math.min(Math.max(nanos, 0), Long.MAX_VALUE));
  }

  public synchronized double speed() {
    return speed;
  }

  public synchronized boolean isFrozen() {
    return frozen;
  }

  /** Returns how long to wait until it is so late; nothing if it stands still and will not be. */
  public synchronized Optional<Duration> until(Instant moment) {
    Duration left = Duration.between(now(), moment);
    if (left.isNegative() || left.isZero()) {
      return Optional.of(Duration.ZERO);
    }
    return frozen
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) Math.ceil(left.toNanos() / speed)));
  }

  /** Stops the clock. */
  public void freeze() {
    change(() -> frozen = true);
  }

  /** Lets a stopped clock go on from where it stands. */
  public void resume() {
    change(() -> frozen = false);
  }

  /**
   * Changes how fast time passes from now on.
   *
   * @throws IllegalArgumentException if the speed is out of range
   */
  public void setSpeed(double factor) {
    double next = checked(factor);
    change(() -> speed = next);
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
    change(() -> atThatTime = atThatTime.plus(by));
  }

  /** Shows the time of the system again, and runs as at the start. */
  public void reset() {
    change(
        () -> {
          atThatTime = since;
          frozen = false;
          speed = usualSpeed;
        });
  }

  private void change(Runnable change) {
    synchronized (this) {
      atThatTime = now();
      since = system.instant();
      change.run();
    }
    listeners.forEach(Runnable::run);
  }

  /** Has somebody told that whatever was computed from {@link #until} no longer holds. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
