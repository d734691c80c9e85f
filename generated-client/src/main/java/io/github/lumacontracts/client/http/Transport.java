package io.github.lumacontracts.client.http;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one client and its settings; for generated code only.
 *
 * <p>Safe for use by several threads.
 */
public final class Transport {
  private final String baseUrl;
  private final @Nullable String apiKey;
  private final Duration timeout;
  private final String userAgent;
  private final List<Consumer<HttpRequest.Builder>> interceptors;
  private final Executor executor;
  private final BooleanSupplier callerWaits;
  private final Deadlines deadlines;
  private final Json json = new Json();
  private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
  private volatile @Nullable HttpClient http;

  Transport(
      HttpClient http,
      String baseUrl,
      @Nullable String apiKey,
      Duration timeout,
      String userAgent,
      List<Consumer<HttpRequest.Builder>> interceptors,
      Executor executor,
      BooleanSupplier callerWaits) {
    this.http = http;
    this.baseUrl = baseUrl;
    this.apiKey = apiKey;
    this.timeout = timeout;
    this.deadlines = new Deadlines(timeout);
    this.userAgent = userAgent;
    this.interceptors = interceptors;
    this.executor = executor;
    this.callerWaits = callerWaits;
  }

  /** Starts the description of a call that is answered with one object. */
  public <T extends @Nullable Object> Call<T> call(
      String operationId, String method, String path, Class<T> type) {
    return new Call<>(this, operationId, method, path, type);
  }

  /** Starts the description of a call that is answered with a collection. */
  public <T> Call<T> call(String operationId, String method, String path, TypeReference<T> type) {
    return new Call<>(this, operationId, method, path, type.getType());
  }

  /** Ends the calls that are under way and closes the connections. */
  public void close() {
    HttpClient closing = http;
    http = null;
    underWay.forEach(exchange -> exchange.cancel(true));
    deadlines.close();
    if (closing != null) {
      shutDown(closing);
    }
  }

  String baseUrl() {
    return baseUrl;
  }

  @Nullable String apiKey() {
    return apiKey;
  }

  Json json() {
    return json;
  }

  Duration timeout() {
    return timeout;
  }

  /** Returns what reads the answers to asynchronous calls. */
  Executor executor() {
    return executor;
  }

  HttpRequest finish(HttpRequest.Builder request) {
    request.setHeader("User-Agent", userAgent);
    interceptors.forEach(interceptor -> interceptor.accept(request));
    return request.build();
  }

  /** Sends a request for an asynchronous call; on this thread if its caller waits anyway. */
  Exchange sendAsync(HttpRequest request) {
    return callerWaits.getAsBoolean() ? send(request) : exchange(start(open(), request));
  }

  /**
   * Sends a request and returns when there is an answer, or none will come. To go by another thread
   * and back costs more than all else that is done here.
   */
  Exchange send(HttpRequest request) {
    HttpClient open = open();
    var answer = new Awaited();
    var exchange = exchange(answer);
    answer.by(() -> open.send(request, BodyHandlers.ofByteArray()));
    return exchange;
  }

  private HttpClient open() {
    HttpClient open = http;
    if (open == null) {
      throw new IllegalStateException("The client is closed. Build a new one.");
    }
    return open;
  }

  /**
   * Watches over an answer. It fails with a {@link CancellationException} when the time is up or
   * the client is closed; {@link Exchange#timedOut} tells which.
   */
  @SuppressWarnings("CollectionUndefinedEquality") // one exchange is equal to itself only
  private Exchange exchange(CompletableFuture<HttpResponse<byte[]>> answer) {
    underWay.add(answer);
    // HttpRequest.timeout() ends with the headers of the answer; this one covers the body too.
    var deadline = deadlines.start(() -> cancelElsewhere(answer));
    CompletableFuture<?> unused =
        answer.whenComplete(
            (response, failure) -> {
              underWay.remove(answer);
              deadline.over();
            });
    if (http == null) {
      answer.cancel(true);
    }
    return new Exchange(answer, deadline);
  }

  /**
   * Sends a request; the future is done on the thread of the HTTP client that reads the end of the
   * body. By itself the HTTP client would have that done by another thread, which on a machine with
   * one or two processors is a new one for each answer.
   */
  private static CompletableFuture<HttpResponse<byte[]>> start(
      HttpClient http, HttpRequest request) {
    var answer = new AtomicReference<@Nullable CompletableFuture<HttpResponse<byte[]>>>();
    answer.set(
        http.sendAsync(
            request,
            info ->
                BodySubscribers.mapping(
                    BodySubscribers.ofByteArray(),
                    body -> {
                      var early = answer.get();
                      if (early != null) { // else it was so quick that nobody waits yet
                        early.complete(new Received(request, info, body));
                      }
                      return body;
                    })));
    return Objects.requireNonNull(answer.get());
  }

  /** Cancels, but not on the thread that keeps all timers: who waits for it may run for long. */
  private static void cancelElsewhere(CompletableFuture<?> answer) {
    CompletableFuture<?> unused = CompletableFuture.runAsync(() -> answer.cancel(true));
  }

  record Exchange(CompletableFuture<HttpResponse<byte[]>> answer, Deadlines.Deadline deadline) {
    boolean timedOut() {
      return deadline.passed();
    }
  }

  /** Takes the key out of a text, in case a provider repeats it in its answer. */
  String withoutKey(String text) {
    return apiKey == null ? text : text.replace(apiKey, "***");
  }

  static String requireHeaderValue(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is empty.");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        throw new IllegalArgumentException(
            "%s has the character U+%04X at position %d, which cannot stand in an HTTP header. Is it"
                    .formatted(name, (int) c, i)
                + " a line break at the end of a file?");
      }
    }
    return value;
  }

  private static void shutDown(HttpClient http) {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(http);
    } catch (NoSuchMethodException beforeJava21) {
      // An HttpClient of Java 17 ends by itself when nothing refers to it any more.
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException("The HTTP client could not be closed.", failed);
    }
  }
}
