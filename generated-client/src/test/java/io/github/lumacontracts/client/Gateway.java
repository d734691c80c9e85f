package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A server that gives the answers it was told to, one after the other, and then the last of them
 * for ever, and remembers what it was sent.
 */
final class Gateway implements AutoCloseable {
  /** Fast enough for a test. */
  static final PollingPolicy FAST = PollingPolicy.every(Duration.ofMillis(20));

  record Request(String line, Map<String, String> headers, String body, long nanos) {}

  private record Answer(int status, String body, String retryAfter, Duration delay) {}

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> new Thread(work, "gateway"));
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile boolean echo;
  private volatile Answer last = new Answer(200, "{}", "", Duration.ZERO);

  Gateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
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

  /** Answers a batch of V-API with all the tasks that it asks for but those called "unknown". */
  Gateway echoesBatches() {
    echo = true;
    return this;
  }

  private Gateway add(Answer answer) {
    answers.add(answer);
    last = answer;
    return this;
  }

  LumaClient.Builder client() {
    return client(Provider.VAPI);
  }

  LumaClient.Builder client(Provider provider) {
    return LumaClient.builder(provider).apiKey("key-1").baseUrl(url()).polling(FAST);
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

  /** Returns how long it took from a request, counted from 0, to the next. */
  Duration pause(int index) {
    return Duration.ofNanos(requests.get(index + 1).nanos() - requests.get(index).nanos());
  }

  /** Returns how many requests were under way at the same time at most. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  void awaitRequests(int count) throws InterruptedException {
    while (requests.size() < count) {
      Thread.sleep(5);
    }
  }

  /** Checks that no more requests come, but for one that may be under way. */
  void assertQuiet() {
    sleep(100);
    int count = requests.size();
    sleep(200);
    assertThat(requests).hasSize(count);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String batch(String request) {
    return Pattern.compile("\"(\\w+)\"")
        .matcher(request)
        .results()
        .map(id -> id.group(1))
        .filter(id -> !id.equals("ids") && !id.equals("unknown"))
        .map(id -> "{\"task_id\":\"" + id + "\",\"status\":\"IN_PROGRESS\"}")
        .collect(joining(",", "{\"code\":\"success\",\"data\":[", "]}"));
  }

  private void handle(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    requests.add(
        new Request(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers, body, now));
    Answer next = answers.poll();
    Answer answer =
        echo
            ? new Answer(200, batch(body), "", Duration.ZERO)
            : Objects.requireNonNullElse(next, last);
    sleep(answer.delay().toMillis());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (!answer.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    underWay.decrementAndGet(); // before the client can know that this is over
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
