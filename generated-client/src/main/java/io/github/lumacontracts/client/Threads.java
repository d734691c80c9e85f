package io.github.lumacontracts.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one client: a few, however many tasks are under way, and none when nothing is.
 *
 * <p>What belongs to the caller, such as a listener, has other threads than the HTTP client, so
 * that it may wait for an answer. Both are the caller's own executor if there is one.
 */
final class Threads implements AutoCloseable {
  private static final int EACH = 4;

  private final Executor http;
  private final Executor work;
  private final @Nullable ForkJoinPool pool;
  private final ThreadLocal<Boolean> waits = ThreadLocal.withInitial(() -> false);

  Threads(@Nullable Executor own) {
    if (own != null) {
      http = own;
      work = own;
      pool = null;
    } else {
      // By default an HTTP client has as many threads as there are answers at the same time.
      http = threads("luma-client");
      pool = threads("luma-work");
      work = pool;
    }
  }

  /**
   * Makes a pool that wakes the thread that worked last, whose data are still at hand, and unlike
   * others adds a thread while one of its own waits for a future.
   */
  private static ForkJoinPool threads(String name) {
    return new ForkJoinPool(
        EACH,
        pool -> {
          var thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
          thread.setName(name);
          return thread;
        },
        null,
        true);
  }

  /**
   * Returns what the HTTP client uses. It is not shut down, since idle connections still need it.
   */
  Executor http() {
    return http;
  }

  /** Returns what runs the work of the caller, and that after a pause. */
  Executor work() {
    return work;
  }

  /** Begins some work for which this thread will wait, and which it can therefore do itself. */
  <T> T here(Supplier<T> work) {
    waits.set(true);
    try {
      return work.get();
    } finally {
      waits.remove();
    }
  }

  /** Whether this thread waits for what it begins. */
  boolean callerWaits() {
    return waits.get();
  }

  /** Returns a future that ends as another does, but on a thread on which the caller may wait. */
  <T> CompletableFuture<T> handOver(Steps<T> result) {
    Steps<T> handed = new Steps<>(work);
    handed.then(
        result,
        value -> run(() -> handed.complete(value)),
        failure -> run(() -> handed.completeExceptionally(failure)));
    return handed;
  }

  private void run(Runnable end) {
    try {
      work.execute(end);
    } catch (RuntimeException closed) {
      end.run(); // better on this thread than lost: it may be a task that is paid
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
  }
}
