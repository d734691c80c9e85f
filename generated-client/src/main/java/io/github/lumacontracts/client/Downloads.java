package io.github.lumacontracts.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Fetches videos from wherever their addresses lead. It has connections of its own, which know
 * nothing of the provider's key. Safe for threads.
 */
final class Downloads implements AutoCloseable {
  private final HttpClient http;
  private final Settings settings;
  private final Function<Task, CompletableFuture<URI>> freshAddress;
  private final Set<CompletableFuture<Path>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param http with timeout for connecting, executor and the like; what matters for safety is set
   *     here
   * @param freshAddress asks the provider for an address that is good now
   */
  Downloads(
      HttpClient.Builder http,
      Settings settings,
      Function<Task, CompletableFuture<URI>> freshAddress) {
    // NORMAL follows to http and https only, and never from https to http. With HTTP 1.1 whoever
    // stops reading closes the connection.
    this.http =
        http.followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    this.settings = settings;
    this.freshAddress = freshAddress;
  }

  /**
   * What a download goes by.
   *
   * @param idle longest wait for the headers of an answer, and for each next byte of its body
   * @param pause before the second attempt; it doubles each time
   * @param executor runs what is to be done between the waits
   * @param listener is told of each attempt
   */
  record Settings(
      String userAgent, Duration idle, Duration pause, Executor executor, LumaListener listener) {
    static final Duration IDLE = Duration.ofSeconds(30);
    static final Duration PAUSE = Duration.ofMillis(500);

    Settings(String userAgent, Executor executor, LumaListener listener) {
      this(userAgent, IDLE, PAUSE, executor, listener);
    }
  }

  /** Starts a download as {@link LumaClient#downloadAsync} describes it. */
  CompletableFuture<Path> start(Video video, Path target, DownloadListener progress) {
    if (closed) {
      throw new IllegalStateException("The client is closed. Build a new one.");
    }
    Download download = new Download(http, settings, freshAddress, video, target, progress);
    CompletableFuture<Path> result = download.result();
    underWay.add(result);
    CompletableFuture<?> unused = result.whenComplete((path, failure) -> forget(result));
    settings.executor().execute(download::begin);
    if (closed) {
      result.cancel(true);
    }
    return result;
  }

  @SuppressWarnings("CollectionUndefinedEquality") // one download is equal to itself only
  private void forget(CompletableFuture<Path> result) {
    underWay.remove(result);
  }

  /** Ends the downloads that are under way, and keeps what they have. */
  @Override
  public void close() {
    closed = true;
    underWay.forEach(result -> result.cancel(true));
  }
}
