package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lumacontracts.client.http.ApiBuilder;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A provider that answers each path as told, all others with 404, and the adapter that calls it.
 */
final class ScriptedProvider implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Adapter adapter;

  ScriptedProvider(Provider provider) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
    URI url = url();
    adapter =
        Adapters.of(
            provider,
            new Adapters.Settings() {
              @Override
              public <A> A client(ApiBuilder<A> builder) {
                return builder.apiKey("key-1").baseUrl(url).build();
              }
            });
  }

  /** Sets what a path is answered with; the path {@code *} stands for all that are not set. */
  ScriptedProvider on(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
    return this;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Adapter adapter() {
    return adapter;
  }

  /** Returns what came: method, path, and the body after a space if there is one. */
  List<String> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add((exchange.getRequestMethod() + " " + path + " " + body).trim());
    Answer answer =
        answers.getOrDefault(path, answers.getOrDefault("*", new Answer(404, "not scripted")));
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    adapter.close();
    server.stop(0);
  }
}
