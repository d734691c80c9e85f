package io.github.lumacontracts.mock.internal.callback;

import io.github.lumacontracts.mock.CallbackReport;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.http.AllowedHosts;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.LenientUri;
import io.github.lumacontracts.mock.internal.http.OutgoingClient;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends callbacks on a few threads of its own. A bounded number waits; more than that are given up
 * with a report. Threads and client are made when the first callback is due. Safe for threads.
 */
public final class CallbackSender implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int LONGEST_QUEUE = 1000;
  private static final int LONGEST_ANSWER = 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final AllowedHosts allowed;
  private final Consumer<CallbackReport> listener;
  private @Nullable ThreadPoolExecutor workers;
  private @Nullable OutgoingClient client;
  private boolean closed;

  /**
   * Makes a sender.
   *
   * @param hosts that may be called besides this machine; {@code *} for any
   */
  public CallbackSender(Collection<String> hosts, Consumer<CallbackReport> listener) {
    this.allowed = new AllowedHosts(hosts);
    this.listener = listener;
  }

  /**
   * Whether a request is itself a callback of a stub server; answering it with others could go on
   * forever.
   */
  public static boolean isCallback(StubRequest request) {
    return request.header("user-agent").filter(OutgoingClient.CALLBACK_AGENT::equals).isPresent();
  }

  /** Sends the callbacks of an operation, later and elsewhere. */
  public void send(CallbackPlan plan, StubRequest request, StubResponse response) {
    Optional<ThreadPoolExecutor> pool = workers();
    for (Callback callback : plan.callbacks()) {
      RuntimeExpressions values = new RuntimeExpressions(request, plan.pathParameters(), response);
      pool.ifPresent(workers -> workers.execute(new Delivery(callback, values, plan.generation())));
    }
  }

  /** One callback on its way. */
  private final class Delivery implements Runnable {
    private final Callback callback;
    private final RuntimeExpressions values;
    private final Generation generation;

    Delivery(Callback callback, RuntimeExpressions values, Generation generation) {
      this.callback = callback;
      this.values = values;
      this.generation = generation;
    }

    @Override
    public void run() {
      call(callback, values, generation);
    }

    void giveUp() {
      report(callback, callback.urlTemplate(), LONGEST_QUEUE + " others are waiting already");
    }
  }

  private synchronized Optional<ThreadPoolExecutor> workers() {
    if (workers == null && !closed) {
      workers =
          new ThreadPoolExecutor(
              THREADS,
              THREADS,
              30,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(LONGEST_QUEUE),
              task -> {
                Thread thread = new Thread(task, "luma-mock-callback");
                thread.setDaemon(true);
                return thread;
              },
              CallbackSender::giveUp);
      workers.allowCoreThreadTimeOut(true);
    }
    return Optional.ofNullable(workers);
  }

  private static void giveUp(Runnable task, ThreadPoolExecutor pool) {
    if (task instanceof Delivery delivery && !pool.isShutdown()) {
      delivery.giveUp();
    }
  }

  private synchronized OutgoingClient client() {
    if (client == null) {
      client = new OutgoingClient(TIMEOUT, LONGEST_ANSWER, Optional.empty());
    }
    return client;
  }

  private void call(Callback callback, RuntimeExpressions values, Generation generation) {
    Optional<String> nonsense = RuntimeExpressions.nonsense(callback.urlTemplate());
    if (nonsense.isPresent()) {
      report(callback, callback.urlTemplate(), "{" + nonsense.get() + "} is no runtime expression");
      return;
    }
    Optional<String> text = values.fill(callback.urlTemplate());
    if (text.isEmpty() || text.get().isBlank()) {
      return; // the client left no address, so it wants no callback
    }
    Optional<URI> url = LenientUri.parse(text.get());
    if (url.isEmpty()) {
      String address = text.get().substring(0, Math.min(200, text.get().length()));
      report(callback, address, "this is no address of http or https");
    } else if (allowed.permit(url.get().getHost())) {
      call(callback, url.get(), values, generation);
    } else {
      String host = url.get().getHost();
      listener.accept(
          new CallbackReport(
              callback.name(),
              callback.method(),
              LenientUri.withoutSecrets(url.get()),
              Optional.empty(),
              List.of(),
              Optional.of(host + " is not on this machine and not among the allowed hosts"),
              Optional.of(host)));
    }
  }

  private void call(Callback callback, URI url, RuntimeExpressions values, Generation generation) {
    try {
      HttpResponse<byte[]> answer = client().send(callback.request(url, values, generation));
      List<Header> headers = new ArrayList<>();
      answer
          .headers()
          .map()
          .forEach((name, all) -> all.forEach(value -> headers.add(new Header(name, value))));
      List<Violation> violations =
          callback.violations(new StubResponse(answer.statusCode(), headers, answer.body()));
      listener.accept(
          new CallbackReport(
              callback.name(),
              callback.method(),
              LenientUri.withoutSecrets(url),
              Optional.of(answer.statusCode()),
              violations,
              Optional.empty(),
              Optional.empty()));
    } catch (IOException | IllegalArgumentException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      report(callback, LenientUri.withoutSecrets(url), reason);
    } catch (ProblemException e) {
      report(callback, LenientUri.withoutSecrets(url), e.problem().title());
    }
  }

  private void report(Callback callback, String address, String problem) {
    listener.accept(
        new CallbackReport(
            callback.name(),
            callback.method(),
            address,
            Optional.empty(),
            List.of(),
            Optional.of(problem),
            Optional.empty()));
  }

  /** Gives up what still waits or is on its way. */
  @Override
  public synchronized void close() {
    closed = true;
    if (workers != null) {
      workers.shutdownNow();
      workers = null;
    }
  }
}
