package io.github.lumacontracts.mock.internal.task.webhook;

import java.time.Duration;

/**
 * How hard to try.
 *
 * @param attempts how often at most, at least once
 * @param pause after the first attempt, by the clock of the system; doubles after each further one
 */
public record RetryPolicy(int attempts, Duration pause) {
  /** More would keep a webhook on its way for longer than a day. */
  public static final int MOST_ATTEMPTS = 1000;

  /** Longest pause, whatever the doubling comes to. */
  public static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** 5 attempts, with 1, 2, 4 and 8 seconds between them. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofSeconds(1));

  /**
   * Checks what it is given.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public RetryPolicy {
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "A webhook cannot be tried " + attempts + " times, expected 1 to " + MOST_ATTEMPTS + ".");
    }
    if (pause.isNegative() || pause.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException(
          "A pause of " + pause + " between attempts is not from 0 to 60 seconds.");
    }
  }

  /** Returns how long to wait after so many attempts. */
  Duration after(int failed) {
    Duration next = pause.multipliedBy(1L << Math.min(failed - 1, 20));
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }
}
