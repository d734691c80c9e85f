package io.github.lumacontracts.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A server whose document bakes loaves, tasks of 8 seconds; its clock stands still. */
final class Bakery implements AutoCloseable {
  static final Path DOCUMENT = Path.of("src/test/resources/tasks/bakery.yaml");

  private static final ObjectMapper JSON = new ObjectMapper();

  final MockServer server;

  private Bakery(MockServerOptions options) {
    server = MockServer.start(options);
  }

  static Bakery open() {
    return open(options -> options);
  }

  static Bakery open(UnaryOperator<MockServerOptions.Builder> options) {
    Bakery bakery =
        new Bakery(options.apply(MockServerOptions.builder().mount(Mount.of(DOCUMENT))).build());
    bakery.server.world().clock().freeze();
    return bakery;
  }

  /** Lets time pass in the usual world. */
  Bakery after(Duration time) {
    server.world().clock().advance(time);
    return this;
  }

  /** Orders a loaf with a text for flour; returns its id. */
  String bake(String flour, String... headers) {
    return json(post("/loaves", "{\"flour\": \"" + flour + "\"}", headers)).path("id").asText();
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    return Http.post(server, path, json, with(headers, "Content-Type", "application/json"));
  }

  HttpResponse<String> get(String path, String... headers) {
    return Http.get(server, path, with(headers));
  }

  /** Adds a key, unless there is one. */
  private static String[] with(String[] headers, String... more) {
    boolean keyed = headers.length > 0 && headers[0].equals("X-Key");
    return Stream.of(keyed ? new String[0] : new String[] {"X-Key", "k"}, more, headers)
        .flatMap(Arrays::stream)
        .toArray(String[]::new);
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
