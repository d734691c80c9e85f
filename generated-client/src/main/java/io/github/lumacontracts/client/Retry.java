package io.github.lumacontracts.client;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Which calls are made again, and after what pause. */
final class Retry {
  /** How often a call is made at most. */
  private static final int ATTEMPTS = 3;

  private static final PollingPolicy BACKOFF =
      new PollingPolicy(Duration.ofMillis(300), 2, Duration.ofSeconds(2), 0.5);

  /** The longest pause for which a provider may ask; if it asks for more, the caller decides. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Clock clock;

  Retry(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns after what pause to make a call again, if that is of use and does no harm.
   *
   * @param paid whether the call is to buy something
   * @param attempt number of the one that failed, from 1
   */
  Optional<Duration> pause(LumaException failure, boolean paid, int attempt) {
    boolean again = paid ? isNeverSent(failure) : isTemporary(failure);
    if (!again || attempt >= ATTEMPTS || isInterrupted(failure)) {
      return Optional.empty();
    }
    Duration pause = BACKOFF.pause(attempt - 1, ThreadLocalRandom.current());
    Duration wanted = after(failure).orElse(Duration.ZERO);
    if (wanted.compareTo(LONGEST) > 0) {
      return Optional.empty();
    }
    return Optional.of(wanted.compareTo(pause) > 0 ? wanted : pause);
  }

  private static boolean isInterrupted(LumaException failure) {
    return failure.getCause() instanceof InterruptedException;
  }

  private static boolean isNeverSent(LumaException failure) {
    return failure instanceof ConnectionException connection && connection.neverSent();
  }

  /** Whether the same call may go well the next time. */
  static boolean isTemporary(LumaException failure) {
    if (failure instanceof RefusedException refused) {
      // The subclasses but one know for sure what is wrong, whatever the status.
      return refused instanceof RateLimitedException
          || (refused.getClass() == RefusedException.class
              && (refused.statusCode() >= 500 || refused.statusCode() == 408));
    }
    return failure instanceof ConnectionException;
  }

  /** Returns how long the provider wants to be left alone. */
  Optional<Duration> after(LumaException failure) {
    return failure instanceof RefusedException refused
        ? refused.answer().flatMap(answer -> after(answer.headers(), clock))
        : Optional.empty();
  }

  /** Reads {@code Retry-After}, which is a number of seconds or a date. */
  static Optional<Duration> after(HttpHeaders headers, Clock clock) {
    String value = headers.firstValue("Retry-After").orElse("").trim();
    if (value.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
      Duration wait = Duration.between(clock.instant(), date);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
