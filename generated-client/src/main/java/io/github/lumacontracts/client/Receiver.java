package io.github.lumacontracts.client;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of an answer, as it comes, and ends if nothing comes for too long. To end it early
 * closes the connection.
 */
final class Receiver implements Flow.Subscriber<List<ByteBuffer>> {
  /** Where the bytes go. */
  @FunctionalInterface
  interface Sink {
    /** Takes bytes; returns whether it wants more. What it throws ends the receiving. */
    boolean take(ByteBuffer bytes);
  }

  private final Sink sink;
  private final Duration idle;
  private final Executor executor;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private volatile CompletableFuture<@Nullable Void> alarm = new CompletableFuture<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile long lastByte = System.nanoTime();
  private volatile boolean taking;

  Receiver(Sink sink, Duration idle, Executor executor) {
    this.sink = sink;
    this.idle = idle;
    this.executor = executor;
  }

  /** Returns what ends with the body, or with an {@link IOException} if the connection broke. */
  CompletableFuture<@Nullable Void> done() {
    return done;
  }

  void stop() {
    end(new IOException("stopped"));
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    if (done.isDone()) {
      subscription.cancel();
      return;
    }
    watch(idle.toNanos());
    subscription.request(1);
  }

  @Override
  @SuppressWarnings("IllegalCatch") // Whatever goes wrong, nobody else would end the connection.
  public void onNext(List<ByteBuffer> buffers) {
    taking = true;
    try {
      for (ByteBuffer bytes : buffers) {
        if (done.isDone()) {
          return;
        }
        if (!sink.take(bytes)) {
          end(null);
          return;
        }
      }
    } catch (RuntimeException e) {
      end(e);
      return;
    }
    lastByte = System.nanoTime();
    taking = false;
    Flow.Subscription open = subscription;
    if (open != null) {
      open.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    end(failure);
  }

  @Override
  public void onComplete() {
    end(null);
  }

  private void end(@Nullable Throwable failure) {
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
    if (failure == null) {
      done.complete(null);
    } else {
      done.completeExceptionally(failure);
    }
    alarm.cancel(false);
  }

  private void watch(long nanos) {
    CompletableFuture<@Nullable Void> next = new CompletableFuture<>();
    alarm = next;
    CompletableFuture<?> unused = next.thenRunAsync(this::look, executor);
    unused = next.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
    if (done.isDone()) {
      next.cancel(false);
    }
  }

  private void look() {
    // A slow disk is not the host's fault.
    long left = taking ? idle.toNanos() : idle.toNanos() - (System.nanoTime() - lastByte);
    if (left > 0) {
      watch(left);
    } else {
      end(new HttpTimeoutException("no byte for " + idle.toMillis() + " ms"));
    }
  }
}
