package io.github.lumacontracts.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A future whose work is done in steps, one at a time, on no thread of its own. Whoever ends it, be
 * it by cancelling, ends the step that is under way too, and no other follows.
 */
final class Steps<T> extends CompletableFuture<T> {
  private final Executor executor;
  private volatile @Nullable CompletableFuture<?> step;
  private volatile boolean inDoubt;

  /**
   * Makes one that has not begun.
   *
   * @param executor runs what comes after a pause
   */
  Steps(Executor executor) {
    this.executor = executor;
    CompletableFuture<?> unused = whenComplete((value, failure) -> cancelStep());
  }

  /** Whether a request may be at the provider now that could cost money. */
  boolean inDoubt() {
    return inDoubt;
  }

  void inDoubt(boolean inDoubt) {
    this.inDoubt = inDoubt;
  }

  /** Does something that may throw; what it throws is how this ends. */
  void run(Runnable work) {
    try {
      if (!isDone()) {
        work.run();
      }
    } catch (RuntimeException | Error failure) {
      completeExceptionally(failure);
    }
  }

  /** Does something as {@link #run} does, on the executor. */
  void later(Runnable work) {
    run(
        () -> {
          try {
            executor.execute(() -> run(work));
          } catch (RejectedExecutionException closed) {
            throw new IllegalStateException("The executor of the client takes no work.", closed);
          }
        });
  }

  /** Goes on when a step is done, on the thread that has done it. */
  <S> void then(CompletableFuture<S> next, Consumer<S> value, Consumer<Throwable> failure) {
    step = next;
    if (isDone()) {
      cancelStep(); // it was done before anybody could see this step
      return;
    }
    CompletableFuture<?> unused =
        next.whenComplete(
            (result, thrown) ->
                run(
                    () -> {
                      if (thrown == null) {
                        value.accept(result);
                      } else {
                        failure.accept(cause(thrown));
                      }
                    }));
  }

  /** Goes on after a pause, on the executor. */
  void pause(Duration pause, Runnable next) {
    then(alarm(pause), rings -> later(next), this::completeExceptionally);
  }

  /** Returns a future that is done when the time has come, or forgotten when it is cancelled. */
  static CompletableFuture<@Nullable Void> alarm(Duration pause) {
    // A CompletableFuture.delayedExecutor would keep what is cancelled until the time has come.
    return new CompletableFuture<@Nullable Void>()
        .completeOnTimeout(null, nanos(pause), TimeUnit.NANOSECONDS);
  }

  static long nanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration); // as long as can be, where toNanos() throws
  }

  private void cancelStep() {
    CompletableFuture<?> current = step;
    if (current != null) {
      current.cancel(true);
    }
  }

  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }
}
