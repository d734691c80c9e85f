package io.github.lumacontracts.contract.flow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.contract.Exchanges;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A world of a test's own on the shared stub, with a clock that only the test moves. */
record World(MockServer server, String name) {
  private static final String HEADER = "X-Luma-World";
  private static final String KEY = "test-key";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes a world whose clock stands still. */
  static World frozen(MockServer server) throws IOException, InterruptedException {
    World world = new World(server, UUID.randomUUID().toString());
    assumeTrue(world.canBeSteered(), "this server has no clock to steer");
    world.steer("PATCH", "/clock", "{\"frozen\": true}");
    return world;
  }

  private boolean canBeSteered() throws IOException, InterruptedException {
    URI clock = URI.create(server.baseUri() + "/__admin/luma/clock");
    return HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(clock).build(), BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  void advance(Duration by) throws IOException, InterruptedException {
    steer("POST", "/clock/advance", "{\"by\": \"" + by + "\"}");
  }

  /** Returns a client of this world. */
  TaskFlow client(Provider provider) {
    return client(provider, KEY, Map.of());
  }

  TaskFlow client(Provider provider, String scenario) {
    return client(provider, KEY, Map.of("Prefer", "scenario=" + scenario));
  }

  TaskFlow client(Provider provider, String key, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(HEADER, name);
    return TaskFlow.of(provider, new TaskFlow.Settings(server.baseUri(provider), key, all));
  }

  /** Returns what the document does not allow in all that was said in this world. */
  List<String> problems(Provider provider) throws IOException, InterruptedException {
    return Exchanges.problems(server, provider, HEADER, name);
  }

  /** Calls the admin API for this world. */
  JsonNode steer(String method, String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.baseUri() + "/__admin/luma" + path))
                    .header(HEADER, name)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new AssertionError(method + " " + path + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
