package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.MockClock;
import io.github.lumacontracts.mock.internal.task.World;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The clock of a world. */
record SteeredClock(Supplier<World> world) implements MockClock {
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
    return world.get().clock().now();
  }

  @Override
  public boolean isFrozen() {
    return world.get().clock().isFrozen();
  }

  @Override
  public double speed() {
    return world.get().clock().speed();
  }

  @Override
  public void freeze() {
    world.get().clock().freeze();
  }

  @Override
  public void resume() {
    world.get().clock().resume();
  }

  @Override
  public void setSpeed(double speed) {
    world.get().clock().setSpeed(speed);
  }

  @Override
  public void advance(Duration by) {
    world.get().clock().advance(checked(by));
  }
}
