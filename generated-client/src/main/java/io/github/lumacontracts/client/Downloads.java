package io.github.lumacontracts.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Fetches videos from wherever their addresses lead. It has connections of its own, which know
 * nothing of the provider's key. Safe for threads.
 */
final class Downloads implements AutoCloseable {
  private static final PollingPolicy BACKOFF =
      new PollingPolicy(Duration.ofMillis(500), 2, Duration.ofSeconds(10), 0.2);

  private final HttpClient http;
  private final Settings settings;
  private final PollingPolicy backoff;
  private final Function<Video, CompletableFuture<URI>> freshAddress;

  Downloads(Settings settings, Adapter adapter, Calls calls) {
    this(
        settings,
        BACKOFF,
        video ->
            calls.start(fresh -> calls.read(fresh, "download", () -> adapter.freshAddress(video))));
  }

  /**
   * Makes what downloads.
   *
   * @param backoff pauses between two attempts
   * @param freshAddress asks the provider for an address that is good now
   */
  Downloads(
      Settings settings,
      PollingPolicy backoff,
      Function<Video, CompletableFuture<URI>> freshAddress) {
    // NORMAL leads to http and https only, and never from https to http. With HTTP 1.1 whoever
    // stops reading closes the connection.
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .executor(settings.threads().http())
            .build();
    this.settings = settings;
    this.backoff = backoff;
    this.freshAddress = freshAddress;
  }

  /** Starts a download as {@link LumaClient#downloadAsync} describes it. */
  void start(Steps<Path> result, Video video, Path target, DownloadListener progress) {
    Download download = new Download(this, result, video, target, progress);
    result.later(download::begin);
  }

  HttpClient http() {
    return http;
  }

  Settings settings() {
    return settings;
  }

  PollingPolicy backoff() {
    return backoff;
  }

  CompletableFuture<URI> freshAddress(Video video) {
    return freshAddress.apply(video);
  }

  /** Closes the connections. */
  @Override
  public void close() {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(http);
    } catch (NoSuchMethodException beforeJava21) {
      // An HttpClient of Java 17 ends by itself when nothing refers to it any more.
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException("The HTTP client could not be closed.", failed);
    }
  }
}
