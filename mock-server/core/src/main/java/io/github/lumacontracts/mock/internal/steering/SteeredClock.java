package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.MockClock;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The clock of a world. */
record SteeredClock(Supplier<TaskClock> clock) implements MockClock {
  private static final Duration LONGEST_ADVANCE = Duration.ofDays(3650);

  /**
   * Returns the time if somebody can be moved by it.
   *
   * @throws IllegalArgumentException if not
   */
  static Duration checked(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("Time cannot go back by " + by.negated() + ".");
    }
    if (by.compareTo(LONGEST_ADVANCE) > 0) {
      throw new IllegalArgumentException(
          "Time cannot go on by " + by + " at once, expected at most P3650D.");
    }
    return by;
  }

  @Override
  public Instant now() {
    return clock.get().now();
  }

  @Override
  public boolean isFrozen() {
    return clock.get().isFrozen();
  }

  @Override
  public double speed() {
    return clock.get().speed();
  }

  @Override
  public void freeze() {
    clock.get().freeze();
  }

  @Override
  public void resume() {
    clock.get().resume();
  }

  @Override
  public void setSpeed(double speed) {
    clock.get().setSpeed(speed);
  }

  @Override
  public void advance(Duration by) {
    clock.get().advance(checked(by));
  }
}
