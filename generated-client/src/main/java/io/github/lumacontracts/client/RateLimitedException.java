package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There were too many requests in too short a time. */
public final class RateLimitedException extends RefusedException {
  private static final long serialVersionUID = 1;

  private final @Nullable Duration retryAfter;

  RateLimitedException(
      String message,
      List<String> messages,
      ServiceException answer,
      @Nullable Duration retryAfter) {
    super(message, messages, answer, false);
    this.retryAfter = retryAfter;
  }

  /** Returns how long to wait before the next request, if the provider says so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
