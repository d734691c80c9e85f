package io.github.lumacontracts.client;

import io.github.lumacontracts.spec.Provider;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes the calls of one client: again where that does no harm, with failures in the words of this
 * package, and told to the listener. Safe for threads.
 */
final class Calls implements AutoCloseable {
  private final Provider provider;
  private final LumaListener listener;
  private final Executor executor;
  private final Failures failures;
  private final Retry retry;
  private final Set<Steps<?>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  Calls(Settings settings, Adapter adapter) {
    provider = settings.provider();
    listener = settings.listener();
    executor = settings.executor();
    failures = new Failures(adapter::refusal, settings.clock());
    retry = new Retry(settings.clock());
  }

  Retry retry() {
    return retry;
  }

  /** Begins some work; what it throws is how its future ends, and so is a close of the client. */
  @SuppressWarnings("CollectionUndefinedEquality") // a future is equal to itself only
  <T> Steps<T> start(Consumer<Steps<T>> work) {
    Steps<T> result = new Steps<>(executor);
    underWay.add(result);
    CompletableFuture<?> unused = result.whenComplete((value, failure) -> underWay.remove(result));
    result.run(() -> work.accept(result));
    return result;
  }

  /** Makes a call that costs nothing, a few times if need be. */
  <T> void read(Steps<T> result, String operation, Supplier<CompletableFuture<T>> call) {
    attempt(result, new Call<>(operation, call, false), 1);
  }

  /** Makes a call that costs money, again only if the one before provably was not sent. */
  <T> void pay(Steps<T> result, String operation, Supplier<CompletableFuture<T>> call) {
    attempt(result, new Call<>(operation, call, true), 1);
  }

  /**
   * Makes a call that costs nothing, just once.
   *
   * @param attempt how often it was made before in a row and failed, and one more
   */
  <T> CompletableFuture<T> once(
      String operation, Supplier<CompletableFuture<T>> call, int attempt) {
    return exchange(new Call<>(operation, call, false), attempt);
  }

  private record Call<T>(String operation, Supplier<CompletableFuture<T>> send, boolean isPaid) {}

  private <T> void attempt(Steps<T> result, Call<T> call, int number) {
    result.inDoubt(call.isPaid());
    result.then(
        exchange(call, number),
        result::complete,
        thrown -> {
          LumaException failure = failures.of(call.operation(), thrown, call.isPaid());
          result.inDoubt(failure.mayBePaid());
          Optional<Duration> pause =
              stopped ? Optional.empty() : retry.pause(failure, call.isPaid(), number);
          if (pause.isEmpty()) {
            result.completeExceptionally(failure);
          } else {
            result.pause(pause.get(), () -> attempt(result, call, number + 1));
          }
        });
  }

  /** Makes a call; what the generated client refuses to send is thrown at once. */
  private <T> CompletableFuture<T> exchange(Call<T> call, int number) {
    long start = System.nanoTime();
    CompletableFuture<T> exchange = call.send().get();
    Steps<T> told = new Steps<>(executor);
    told.then(
        exchange,
        value -> {
          tell(call, number, start, Optional.empty());
          told.complete(value);
        },
        thrown -> {
          LumaException failure = failures.of(call.operation(), thrown, call.isPaid());
          tell(call, number, start, Optional.of(failure));
          told.completeExceptionally(failure);
        });
    return told;
  }

  private void tell(Call<?> call, int number, long start, Optional<LumaException> failure) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    try {
      listener.exchanged(
          new LumaListener.Exchange(provider, call.operation(), number, took, failure));
    } catch (RuntimeException ofTheListener) {
      // What a listener does wrong must not cost a task.
    }
  }

  /** Begins some work, unless the thread is interrupted already, and waits for what it brings. */
  static <T> T join(String operation, Supplier<Steps<T>> work) {
    if (Thread.currentThread().isInterrupted()) {
      throw new ConnectionException(
          operation + ": interrupted before anything was sent.", new InterruptedException(), false);
    }
    Steps<T> result = work.get();
    try {
      return result.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      boolean doubt = result.inDoubt();
      if (result.cancel(true)) {
        throw new ConnectionException(
            operation + ": interrupted." + (doubt ? Failures.DOUBT : ""), interrupted, doubt);
      }
      return outcome(result); // which came at the last moment, and may be a task that is paid
    } catch (ExecutionException failed) {
      return outcome(result);
    }
  }

  private static <T> T outcome(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException failed) {
      Throwable cause = Steps.cause(failed);
      if (cause instanceof LumaException failure) {
        failure.fillInStackTrace(); // where the caller waits tells more than where the answer came
        throw failure;
      }
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      throw failed;
    }
  }

  /** Lets no call be made again. */
  void stop() {
    stopped = true;
  }

  /** Ends what still waits for something else than an answer. */
  @Override
  public void close() {
    stop();
    for (Steps<?> steps : underWay) {
      boolean doubt = steps.inDoubt();
      steps.completeExceptionally(
          new ConnectionException(
              "The client was closed." + (doubt ? Failures.DOUBT : ""),
              new CancellationException("The client was closed."),
              doubt));
    }
  }
}
