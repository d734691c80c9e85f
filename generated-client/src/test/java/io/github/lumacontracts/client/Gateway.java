package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that gives the answers it was told to, one after the other, and then the last of them
 * for ever, and remembers what it was sent.
 */
final class Gateway implements AutoCloseable {
  /** Fast enough for a test. */
  static final PollingPolicy FAST = PollingPolicy.every(Duration.ofMillis(20));

  record Request(String line, String body, long nanos) {}

  private record Answer(int status, String body, String retryAfter, Duration delay) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Answer last = new Answer(200, "{}", "", Duration.ZERO);

  Gateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  Gateway answers(int status, String body) {
    return add(new Answer(status, body, "", Duration.ZERO));
  }

  Gateway answersRetryAfter(int status, String retryAfter) {
    return add(new Answer(status, "{}", retryAfter, Duration.ZERO));
  }

  /** Answers when the time is up; never, if the client is not there any more. */
  Gateway answersAfter(Duration delay, int status, String body) {
    return add(new Answer(status, body, "", delay));
  }

  private Gateway add(Answer answer) {
    answers.add(answer);
    last = answer;
    return this;
  }

  LumaClient.Builder client() {
    return LumaClient.builder(Provider.VAPI).apiKey("key-1").baseUrl(url()).polling(FAST);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Request> requests() {
    return requests;
  }

  /** Returns how many requests came whose first line is so. */
  long count(String line) {
    return requests.stream().filter(request -> request.line().equals(line)).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8),
            System.nanoTime()));
    Answer next = answers.poll();
    Answer answer = next == null ? last : next;
    try {
      Thread.sleep(answer.delay().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (!answer.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
    }
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
