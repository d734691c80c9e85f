package io.github.lumacontracts.client;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the video of a task is in the family of V-API and RixAPI. A completed task has an address
 * with a watermark at once; the clean one may come later, in the task or from an operation of its
 * own, which some gateways have dropped and others keep for some accounts.
 *
 * <p>The rule: take the clean address, from the task or else from the operation. If neither has it
 * now, for whatever reason, take the other and say so; {@link LumaClient#await} then looks again
 * for a minute before it is content with that.
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
    return operation.get().handle((url, failure) -> snapshot.video(chosen(url)).build());
  }

  private @Nullable Video chosen(@Nullable String fromOperation) {
    Video found = Video.at(task, fromOperation, thumbnail);
    return found == null ? Video.marked(task, marked, thumbnail) : found;
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
}
