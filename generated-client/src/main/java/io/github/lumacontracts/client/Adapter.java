package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What one provider calls things: turns the words of this package into calls of its generated
 * client and the answers back. Knows nothing of retrying, waiting or money. Safe for threads.
 *
 * <p>A call that the generated client refuses to make throws at once; whatever happens later ends
 * the future with an exception of the generated client.
 */
interface Adapter extends AutoCloseable {
  Capabilities capabilities();

  /** Whether a request can be sent as it is; else {@link #prepare} comes first. */
  default boolean isPrepared(VideoRequest request) {
    return true;
  }

  /**
   * Does what has to be done before a request can be sent and costs nothing, such as an upload. May
   * be repeated.
   */
  default CompletableFuture<VideoRequest> prepare(VideoRequest request) {
    return CompletableFuture.completedFuture(request);
  }

  /** Buys a video. The request was checked and prepared. */
  CompletableFuture<Task> submit(VideoRequest request);

  /** Buys a video that is described in the provider's own words. */
  CompletableFuture<Task> submitGenerated(Object request);

  /** Buys an extension. The request was checked and prepared. */
  CompletableFuture<Task> extend(Task parent, VideoRequest request);

  /** Buys an extension that is described in the provider's own words. */
  CompletableFuture<Task> extendGenerated(Task parent, Object request);

  /** Reads a task. */
  CompletableFuture<TaskSnapshot> fetch(Task task);

  /**
   * Reads several tasks, within the limits of {@link Capabilities}; in any order, and without those
   * that the provider does not know.
   */
  default CompletableFuture<List<TaskSnapshot>> fetchMany(List<Task> tasks) {
    throw new UnsupportedFeatureException(capabilities().provider(), Feature.BATCH, "");
  }

  /** Reads what is left of the caller's money. */
  default CompletableFuture<Balance> balance() {
    throw new UnsupportedFeatureException(capabilities().provider(), Feature.BALANCE, "");
  }

  /**
   * Asks for an address of a video that is good now; not for one with a watermark, if the video has
   * none.
   */
  default CompletableFuture<URI> freshAddress(Video video) {
    Task task = video.task();
    return fetch(task)
        .thenApply(
            now ->
                now.video()
                    .filter(fresh -> video.mayHaveWatermark() || !fresh.mayHaveWatermark())
                    .map(Video::url)
                    .orElseThrow(
                        () ->
                            new DownloadException(
                                task,
                                task + " no longer has the address of its video.",
                                true,
                                null)));
  }

  /** Returns what the provider means with a status and body. */
  Refusal refusal(ServiceException answer);

  @Override
  void close();

  /**
   * Returns a request as the class of the generated package that it has to be.
   *
   * @throws IllegalArgumentException if it is another one
   */
  static <T> T as(Class<T> type, Object request) {
    if (!type.isInstance(request)) {
      throw new IllegalArgumentException(
          "The request is a " + request.getClass().getName() + ", expected a " + type.getName());
    }
    return type.cast(request);
  }

  /**
   * A refusal in the words of this package.
   *
   * @param messages what the body says, in the provider's words
   */
  record Refusal(Kind kind, List<String> messages) {
    enum Kind {
      INVALID_KEY,
      NO_CREDITS,
      MODERATED,
      RATE_LIMITED,
      INVALID_REQUEST,
      NOT_FOUND,
      OTHER
    }

    public Refusal {
      messages = messages.stream().filter(message -> !message.isBlank()).toList();
    }

    /** Returns what a status means where the provider has no words of its own. */
    static Kind of(int status) {
      return switch (status) {
        case 401 -> Kind.INVALID_KEY;
        case 402 -> Kind.NO_CREDITS;
        case 404 -> Kind.NOT_FOUND;
        case 429 -> Kind.RATE_LIMITED;
        case 400, 403, 409, 413, 415, 422 -> Kind.INVALID_REQUEST;
        default -> Kind.OTHER;
      };
    }
  }
}
