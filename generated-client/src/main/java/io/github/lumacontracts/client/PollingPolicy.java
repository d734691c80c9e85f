package io.github.lumacontracts.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a task is looked at while somebody waits: first after {@code first}, then each time
 * after a {@code factor} longer, up to {@code most}. What a provider asks for with {@code
 * Retry-After} is waited for in any case. Immutable.
 *
 * @param first pause before the second look, more than zero
 * @param factor growth of the pause, at least 1
 * @param most longest pause
 * @param jitter share by which each pause is longer or shorter at random, from 0 to 0.9, so that
 *     many who wait do not ask at the same time
 */
public record PollingPolicy(Duration first, double factor, Duration most, double jitter) {
  /** Two seconds, half as long again each time, up to ten seconds, a fifth more or less. */
  public static final PollingPolicy DEFAULT =
      new PollingPolicy(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(10), 0.2);

  /**
   * Checks what it is given.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public PollingPolicy {
    if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "The pauses are " + first + " to " + most + ", expected more than zero and growing.");
    }
    if (!(factor >= 1 && factor <= 100)) {
      throw new IllegalArgumentException("The factor is " + factor + ", expected 1 to 100.");
    }
    if (!(jitter >= 0 && jitter <= 0.9)) {
      throw new IllegalArgumentException("The jitter is " + jitter + ", expected 0 to 0.9.");
    }
  }

  /** Returns a policy that always waits as long, for tests. */
  public static PollingPolicy every(Duration pause) {
    return new PollingPolicy(pause, 1, pause, 0);
  }

  /** Returns the pause after so many looks, from 0. */
  Duration pause(int looks, RandomGenerator random) {
    double nanos = (double) Steps.nanos(first) * Math.pow(factor, Math.min(looks, 1000));
    double limited = Math.min(nanos, (double) Steps.nanos(most));
    double spread = jitter == 0 ? 1 : 1 - jitter + random.nextDouble() * 2 * jitter;
    return Duration.ofNanos((long) (limited * spread));
  }
}
