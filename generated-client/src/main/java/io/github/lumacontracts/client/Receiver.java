package io.github.lumacontracts.client;

import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of an answer, as it comes. It ends with the body, with an {@link
 * java.io.IOException} if the connection breaks or nothing comes for too long, or with what the
 * sink throws. However it ends, be it by cancelling, the connection is not read any more and so
 * closed.
 */
final class Receiver extends CompletableFuture<@Nullable Void>
    implements Flow.Subscriber<List<ByteBuffer>> {
  /** Where the bytes go. */
  @FunctionalInterface
  interface Sink {
    /** Takes bytes; returns whether it wants more. What it throws ends the receiving. */
    boolean take(ByteBuffer bytes);
  }

  private final Sink sink;
  private final Duration idle;
  private final Executor executor;
  private volatile @Nullable CompletableFuture<?> alarm;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile long lastByte = System.nanoTime();
  private volatile boolean taking;
  private volatile boolean ended;
  private volatile @Nullable Throwable broken;

  Receiver(Sink sink, Duration idle, Executor executor) {
    this.sink = sink;
    this.idle = idle;
    this.executor = executor;
    CompletableFuture<?> unused = whenComplete((nothing, failure) -> release());
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    if (isDone()) {
      subscription.cancel();
      return;
    }
    watch(idle);
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    taking = true;
    hand(() -> take(buffers));
  }

  private void take(List<ByteBuffer> buffers) {
    for (ByteBuffer bytes : buffers) {
      if (!isDone() && !sink.take(bytes)) {
        complete(null);
      }
    }
    lastByte = System.nanoTime();
    taking = false;
    Flow.Subscription open = subscription;
    if (ended) {
      end();
    } else if (open != null && !isDone()) {
      open.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    broken = failure;
    onComplete();
  }

  @Override
  public void onComplete() {
    // It may come while the last bytes are still being taken.
    ended = true;
    if (!taking) {
      hand(this::end);
    }
  }

  private void end() {
    Throwable failure = broken;
    if (failure == null) {
      complete(null);
    } else {
      completeExceptionally(failure);
    }
  }

  /**
   * Does something on a thread on which the caller's code may wait, unlike on that of the bytes.
   */
  private void hand(Runnable work) {
    Runnable safe =
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            completeExceptionally(e);
          }
        };
    try {
      executor.execute(safe);
    } catch (RuntimeException closed) {
      completeExceptionally(closed);
    }
  }

  private void release() {
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
    CompletableFuture<?> set = alarm;
    if (set != null) {
      set.cancel(false);
    }
  }

  private void watch(Duration pause) {
    CompletableFuture<@Nullable Void> next = Steps.alarm(pause);
    CompletableFuture<?> unused = next.thenRunAsync(this::look, executor);
    alarm = next;
    if (isDone()) {
      next.cancel(false);
    }
  }

  private void look() {
    Duration quiet = Duration.ofNanos(System.nanoTime() - lastByte);
    if (taking) { // A slow disk is not the host's fault.
      watch(idle);
    } else if (quiet.compareTo(idle) < 0) {
      watch(idle.minus(quiet));
    } else {
      completeExceptionally(new HttpTimeoutException("no byte for " + idle));
    }
  }
}
