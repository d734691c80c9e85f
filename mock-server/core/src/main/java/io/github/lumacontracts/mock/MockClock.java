package io.github.lumacontracts.mock;

import java.time.Duration;
import java.time.Instant;

/** The time of one world. Safe for threads. */
public interface MockClock {
  /** Returns what time it is in this world. */
  Instant now();

  /** Returns whether the clock stands still. */
  boolean isFrozen();

  /** Returns how many seconds pass in one of the system's while the clock does not stand still. */
  double speed();

  /** Stops the clock. What is due later happens when the clock goes on or is moved. */
  void freeze();

  /** Lets the clock go on from where it stands. */
  void resume();

  /**
   * Changes how fast time passes from now on, also for a clock that stands still.
   *
   * @param speed seconds in one of the system's, above 0 and at most 1,000,000
   * @throws IllegalArgumentException if the speed is out of range
   */
  void setSpeed(double speed);

  /**
   * Moves the clock forward, whether it stands still or not. Webhooks that become due are sent
   * soon, by another thread.
   *
   * @param by 0 to 3,650 days
   * @throws IllegalArgumentException if the time is negative or longer
   */
  void advance(Duration by);
}
