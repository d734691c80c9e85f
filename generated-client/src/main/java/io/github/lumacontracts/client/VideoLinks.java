package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.client.http.UnreadableAnswerException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the video of a task is in the family of V-API and RixAPI. A completed task has an address
 * with a watermark at once; the clean one may come later, in the task or from an operation of its
 * own, which some gateways have dropped and others keep for some accounts.
 *
 * <p>The rule: take the clean address, from the task or else from the operation. If the operation
 * refuses for good, take the one with a watermark, since there is no other. If it may do better
 * later, take none yet: who waits for the task reads it again, until the time is up.
 *
 * @param clean address in the task of the video without watermark
 * @param marked address of the video that may have a watermark
 */
record VideoLinks(
    Task task, @Nullable String clean, @Nullable String marked, @Nullable String thumbnail) {

  @Nullable Video cleanVideo() {
    return Video.at(task, clean, thumbnail);
  }

  /**
   * Adds the video to a snapshot, after the rule.
   *
   * @param operation asks for the clean address; is called only if the task is completed without
   */
  CompletableFuture<TaskSnapshot> addTo(
      TaskSnapshot.Builder snapshot, Supplier<CompletableFuture<String>> operation) {
    TaskSnapshot now = snapshot.video(cleanVideo()).build();
    if (now.state() != TaskState.COMPLETED || now.video().isPresent()) {
      return CompletableFuture.completedFuture(now);
    }
    return operation.get().handle((url, failure) -> snapshot.video(chosen(url, failure)).build());
  }

  private @Nullable Video chosen(@Nullable String url, @Nullable Throwable failure) {
    boolean hopeless = failure != null && isForGood(failure);
    return Video.at(task, hopeless ? marked : url, thumbnail);
  }

  /**
   * Returns an address that is good now.
   *
   * @param asked what the operation answers
   * @param otherwise reads the task, which may have a new address too
   */
  static CompletableFuture<URI> freshAddress(
      CompletableFuture<String> asked, Supplier<CompletableFuture<URI>> otherwise) {
    return asked
        .handle((url, failure) -> Optional.ofNullable(Video.address(url)))
        .thenCompose(url -> url.map(CompletableFuture::completedFuture).orElseGet(otherwise));
  }

  private static boolean isForGood(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ServiceException refusal) {
      return switch (refusal.statusCode()) {
        case 400 -> false; // "not completed", in the words of the family
        case 408, 429 -> false;
        default -> refusal.statusCode() < 500;
      };
    }
    // Gateways answer an address that they no longer have with the page of their web site.
    return cause instanceof UnreadableAnswerException;
  }
}
