package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ApiBuilder;
import io.github.lumacontracts.client.http.Transport;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Buys, awaits and downloads videos from one provider. Another provider is another constant.
 *
 * <pre>{@code
 * try (LumaClient luma = LumaClient.create(Provider.VAPI, apiKey)) {
 *   Task task = luma.submit(VideoRequest.of("a paper boat").aspectRatio("16:9"));
 *   Video video = luma.await(task, Duration.ofMinutes(10));
 *   luma.download(video, Path.of("boat.mp4"));
 * }
 * }</pre>
 *
 * <p>{@link #submit} and {@link #extend} cost money. They are sent again only if the request
 * provably never left, that is if no connection came about. In any other case of doubt they throw,
 * and {@link LumaException#mayBePaid} says that there is doubt. All else costs nothing and is tried
 * again by itself, a few times.
 *
 * <p>Each method has a twin with a {@link CompletableFuture}, which ends with the same exceptions;
 * to cancel it ends the work. An interrupt ends a method that waits, with a {@link
 * ConnectionException}, and leaves the thread's flag set.
 *
 * <p>Safe for threads. Close it after use; what is under way then ends.
 */
public final class LumaClient implements AutoCloseable {
  private final Provider provider;
  private final Threads threads;
  private final Operations operations;

  private LumaClient(Settings settings) {
    provider = settings.provider();
    threads = settings.threads();
    operations = new Operations(settings);
  }

  /**
   * Returns a client with the usual settings.
   *
   * @throws IllegalArgumentException if the key cannot stand in a header
   */
  public static LumaClient create(Provider provider, String apiKey) {
    return builder(provider).apiKey(apiKey).build();
  }

  /** Starts the settings of a client. */
  public static Builder builder(Provider provider) {
    return new Builder(provider);
  }

  /** Returns whom it calls. */
  public Provider provider() {
    return provider;
  }

  /** Returns what the provider can do. */
  public Capabilities capabilities() {
    return operations.capabilities();
  }

  /**
   * Buys a video.
   *
   * @throws UnsupportedFeatureException if the provider cannot do what the request wants; nothing
   *     was sent
   * @throws LumaException if no task came of it; {@link LumaException#mayBePaid} says whether one
   *     may exist all the same
   */
  public Task submit(VideoRequest request) {
    return here("submit", () -> operations.submit(request));
  }

  /** Does what {@link #submit} does, and does not wait. */
  public CompletableFuture<Task> submitAsync(VideoRequest request) {
    return threads.handOver(operations.submit(request));
  }

  /**
   * Buys a video that is described in the provider's own words, for what only this provider has.
   *
   * @param request an object of its generated package, for example a {@code GenerationRequest}
   * @throws IllegalArgumentException if it is an object of another class
   * @throws LumaException as {@link #submit} does
   */
  public Task submitGenerated(Object request) {
    return here("submit", () -> operations.submitGenerated(request));
  }

  /** Does what {@link #submitGenerated} does, and does not wait. */
  public CompletableFuture<Task> submitGeneratedAsync(Object request) {
    return threads.handOver(operations.submitGenerated(request));
  }

  /**
   * Buys the continuation of a completed video, as a new task.
   *
   * @throws LumaException as {@link #submit} does
   */
  public Task extend(Task parent, VideoRequest request) {
    return here("extend", () -> operations.extend(parent, request));
  }

  /** Does what {@link #extend} does, and does not wait. */
  public CompletableFuture<Task> extendAsync(Task parent, VideoRequest request) {
    return threads.handOver(operations.extend(parent, request));
  }

  /**
   * Buys a continuation that is described in the provider's own words.
   *
   * @throws IllegalArgumentException if the request is an object of another class
   * @throws LumaException as {@link #submit} does
   */
  public Task extendGenerated(Task parent, Object request) {
    return here("extend", () -> operations.extendGenerated(parent, request));
  }

  /** Does what {@link #extendGenerated} does, and does not wait. */
  public CompletableFuture<Task> extendGeneratedAsync(Task parent, Object request) {
    return threads.handOver(operations.extendGenerated(parent, request));
  }

  /**
   * Returns where a task stands. That a task has failed is no exception here.
   *
   * @throws LumaException if no answer could be had
   */
  public TaskSnapshot fetch(Task task) {
    return here("fetch", () -> operations.fetch(task));
  }

  /** Does what {@link #fetch} does, and does not wait. */
  public CompletableFuture<TaskSnapshot> fetchAsync(Task task) {
    return threads.handOver(operations.fetch(task));
  }

  /**
   * Returns where several tasks stand, in the order of the tasks, and without those that the
   * provider does not know. Many are read with several calls, as the provider's limits want it.
   *
   * @throws UnsupportedFeatureException if the provider has no {@link Feature#BATCH}
   * @throws LumaException if no answer could be had
   */
  public List<TaskSnapshot> fetchMany(List<Task> tasks) {
    return here("fetchMany", () -> operations.fetchMany(tasks));
  }

  /** Does what {@link #fetchMany} does, and does not wait. */
  public CompletableFuture<List<TaskSnapshot>> fetchManyAsync(List<Task> tasks) {
    return threads.handOver(operations.fetchMany(tasks));
  }

  /** Waits as {@link #await(Task, Duration, Consumer)} does, and tells nobody how it goes. */
  public Video await(Task task, Duration longest) {
    return await(task, longest, snapshot -> {});
  }

  /**
   * Waits until a task has its video. It is read again and again, with pauses after the {@link
   * PollingPolicy}; a read that fails is repeated as if nothing had happened, unless the provider
   * says that key or task are wrong; only of a task that {@link #submit} has just returned, it may
   * say twice that it does not know it. A task that is completed without the address of a video
   * counts as still under way, and so does, for a minute at most, one whose video {@linkplain
   * Video#mayHaveWatermark may have a watermark}.
   *
   * @param longest the longest wait, counted from the call
   * @param progress is told of each read, in order, on a thread of the client or of its executor
   * @throws StillRunningException if the time is up; carries the task, to wait again later
   * @throws TaskFailedException if the task has failed
   * @throws ModerationException if it has failed for what it would show
   * @throws LumaException if it cannot be read
   */
  public Video await(Task task, Duration longest, Consumer<TaskSnapshot> progress) {
    return Calls.join("await", () -> operations.await(task, longest, progress));
  }

  /** Waits as {@link #await(Task, Duration)} does, on no thread at all. */
  public CompletableFuture<Video> awaitAsync(Task task, Duration longest) {
    return awaitAsync(task, longest, snapshot -> {});
  }

  /** Waits as {@link #await(Task, Duration, Consumer)} does, on no thread at all. */
  public CompletableFuture<Video> awaitAsync(
      Task task, Duration longest, Consumer<TaskSnapshot> progress) {
    return threads.handOver(operations.await(task, longest, progress));
  }

  /** Downloads as {@link #download(Video, Path, DownloadListener)} does, and tells nobody. */
  public Path download(Video video, Path target) {
    return download(video, target, (bytes, total) -> {});
  }

  /**
   * Downloads a video. The target appears when it is complete, or not at all; what was there before
   * is replaced. If the address has expired, the provider is asked for a fresh one, once. The API
   * key is never sent to where the video is.
   *
   * <p>What has come is in a file beside the target, called {@code target.….part}. If the
   * connection breaks, the download goes on where it was, a few times while hardly anything comes,
   * and longer while more does. After a failure, a cancellation or a crash the file stays, and the
   * next download of the same video to the same target goes on with it, if the host says that the
   * video is still the same; where it cannot say so nothing stays. A download that succeeds removes
   * what others to the same target have left, but not what is still being written. Several at once
   * to one target do not harm each other; the last one to end wins.
   *
   * @param target the file; its folder must exist
   * @param progress is called on a thread of the client or of its executor; what it throws ends the
   *     download, and is thrown
   * @return the target
   * @throws DownloadException if it cannot be had
   * @throws java.io.UncheckedIOException if the target cannot be written
   */
  public Path download(Video video, Path target, DownloadListener progress) {
    return Calls.join("download", () -> operations.download(video, target, progress));
  }

  /** Does what {@link #download(Video, Path)} does, and does not wait. */
  public CompletableFuture<Path> downloadAsync(Video video, Path target) {
    return downloadAsync(video, target, (bytes, total) -> {});
  }

  /** Does what {@link #download(Video, Path, DownloadListener)} does, and does not wait. */
  public CompletableFuture<Path> downloadAsync(
      Video video, Path target, DownloadListener progress) {
    return threads.handOver(operations.download(video, target, progress));
  }

  /**
   * Returns what is left of the caller's money.
   *
   * @throws UnsupportedFeatureException if the provider has no {@link Feature#BALANCE}
   * @throws LumaException if no answer could be had
   */
  public Balance balance() {
    return here("balance", operations::balance);
  }

  /** Does what {@link #balance} does, and does not wait. */
  public CompletableFuture<Balance> balanceAsync() {
    return threads.handOver(operations.balance());
  }

  /** Ends what is under way, with a {@link ConnectionException}, and closes the connections. */
  /** Does something on the thread of the caller, who waits for it. */
  private <T> T here(String operation, Supplier<Steps<T>> work) {
    return Calls.join(operation, () -> threads.here(work));
  }

  @Override
  public void close() {
    operations.close();
    threads.close();
  }

  /** The settings of a client. Not safe for threads; what it builds is. */
  public static final class Builder {
    // Nothing is ever built from it, but its setters know what is wrong with a value.
    private final ApiBuilder<Transport> check =
        new ApiBuilder<>(transport -> transport, "http://localhost", Map.of());
    private final Provider provider;
    private @Nullable String apiKey;
    private @Nullable URI baseUrl;
    private Duration connectTimeout = ApiBuilder.DEFAULT_CONNECT_TIMEOUT;
    private Duration timeout = ApiBuilder.DEFAULT_TIMEOUT;
    private @Nullable Executor executor;
    private @Nullable Clock clock;
    private PollingPolicy polling = PollingPolicy.DEFAULT;
    private String userAgent = "luma-contracts-java";
    private LumaListener listener = exchange -> {};

    private Builder(Provider provider) {
      this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * Returns the client. Later changes of this builder do not affect it.
     *
     * @throws IllegalStateException if no key is set
     */
    public LumaClient build() {
      if (apiKey == null) {
        throw new IllegalStateException(
            "A client of " + provider + " needs an API key. Set it with apiKey(…).");
      }
      return new LumaClient(
          new Settings(
              provider,
              apiKey,
              baseUrl,
              connectTimeout,
              timeout,
              new Threads(executor),
              clock,
              polling,
              userAgent,
              listener));
    }

    /**
     * Sets the key, without a word such as {@code Bearer} before it.
     *
     * @throws IllegalArgumentException if it is empty or has a character that cannot stand in a
     *     header, such as the line break at the end of a file
     */
    public Builder apiKey(String apiKey) {
      check.apiKey(apiKey);
      this.apiKey = apiKey;
      return this;
    }

    /**
     * Sets another address than the provider's own, for example that of a stub server.
     *
     * @throws IllegalArgumentException if it is not an http or https address of a host, or has a
     *     user, query or fragment
     */
    public Builder baseUrl(URI baseUrl) {
      check.baseUrl(baseUrl);
      this.baseUrl = baseUrl;
      return this;
    }

    /**
     * Sets the longest wait for a connection, by default ten seconds.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder connectTimeout(Duration timeout) {
      check.connectTimeout(timeout);
      this.connectTimeout = timeout;
      return this;
    }

    /**
     * Sets the longest wait for a whole answer, by default a minute; in a download, for the next
     * byte of it.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeout(Duration timeout) {
      check.timeout(timeout);
      this.timeout = timeout;
      return this;
    }

    /**
     * Sets what runs the work between the waits, with that of the HTTP client and of the listeners
     * of {@link #await}, for example {@code Executors.newVirtualThreadPerTaskExecutor()}. It needs
     * a thread left while listeners wait, and is not closed by the client. By default a client has
     * a few threads of its own.
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /**
     * Sets what tells the time, for tests: the date for {@code Retry-After}, and how long {@link
     * #await} has waited. Pauses last as long as they do. By default the date is that of the
     * system, and waits are measured so that a change of that date does not matter.
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** Sets how often a task is looked at while somebody waits. */
    public Builder polling(PollingPolicy polling) {
      this.polling = Objects.requireNonNull(polling, "polling");
      return this;
    }

    /**
     * Sets the header {@code User-Agent}.
     *
     * @throws IllegalArgumentException if it is empty or has a character that cannot stand in a
     *     header
     */
    public Builder userAgent(String userAgent) {
      check.userAgent(userAgent);
      this.userAgent = userAgent;
      return this;
    }

    /** Sets who is told of each exchange with the provider. */
    public Builder listener(LumaListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }
  }
}
