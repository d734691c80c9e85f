package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ApiBuilder;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a builder was told, for the parts of one client. */
record Settings(
    Provider provider,
    String apiKey,
    @Nullable URI baseUrl,
    Duration connectTimeout,
    Duration timeout,
    Threads threads,
    @Nullable Clock ownClock,
    PollingPolicy polling,
    String userAgent,
    LumaListener listener)
    implements Adapters.Settings {

  @Override
  public <A> A client(ApiBuilder<A> api) {
    api.apiKey(apiKey).connectTimeout(connectTimeout).timeout(timeout).userAgent(userAgent);
    if (baseUrl != null) {
      api.baseUrl(baseUrl);
    }
    // Answers are read on the thread on which they come, which belongs to nobody else.
    return api.executor(Runnable::run)
        .callerWaits(threads::callerWaits)
        .httpClient(http -> http.executor(threads.http()))
        .build();
  }

  /** Returns what runs the work of the caller, and that after a pause. */
  Executor executor() {
    return threads.work();
  }

  /** Returns what tells the date. */
  Clock clock() {
    return Objects.requireNonNullElseGet(ownClock, Clock::systemUTC);
  }

  /** Returns what measures how long something takes: nanoseconds from any point in time. */
  LongSupplier ticker() {
    Clock clock = ownClock;
    if (clock == null) {
      return System::nanoTime; // unlike the clock of the system, nobody sets it
    }
    return () -> {
      Instant now = clock.instant();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    };
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "Settings[" + provider + "]";
  }
}
