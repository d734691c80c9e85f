package io.github.lumacontracts.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lumacontracts.client.sample.SampleApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A server that remembers what it was sent and gives one answer to all of it. */
public final class StudioServer implements AutoCloseable {
  public record Request(
      String method, String target, Map<String, List<String>> headers, byte[] body) {
    public String text() {
      return new String(body, UTF_8);
    }

    public List<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile String contentType = "application/json";
  private volatile byte[] body = "{}".getBytes(UTF_8);
  private volatile boolean stuckInBody;

  public StudioServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public StudioServer answers(int status, String contentType, String body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body.getBytes(UTF_8);
    return this;
  }

  public StudioServer answers(int status, String json) {
    return answers(status, "application/json", json);
  }

  /** Sends the headers and the first byte, and then nothing. */
  public StudioServer getsStuckInTheBody() {
    stuckInBody = true;
    return this;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns a builder of a client of this server, with a key. */
  public ApiBuilder<SampleApi> client() {
    return SampleApi.builder().apiKey("key-1").baseUrl(url());
  }

  /** Returns the only request so far. */
  public Request request() {
    if (requests.size() != 1) {
      throw new AssertionError("expected one request, got " + requests);
    }
    return requests.get(0);
  }

  public int count() {
    return requests.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            exchange.getRequestBody().readAllBytes()));
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.getResponseHeaders().set("X-Studio", "7");
    exchange.getResponseHeaders().set("X-Studio-Request-Id", "r-1");
    if (stuckInBody) {
      exchange.sendResponseHeaders(status, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    } else {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
