package io.github.lumacontracts.contract.flow;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.lumacontracts.contract.Stub;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockWorld;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Submit with the address of a webhook, then do nothing but wait. */
@ExtendWith(Stub.class)
class WebhookFlowTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final int STEPS = 20;

  /**
   * A provider that sends webhooks: path and body of the submission; method, path and body that
   * read a task; where the id and the state stand; the secret that comes with the webhook; the
   * states that are told.
   */
  private enum Sender {
    APIFRAME(
        "/luma-imagine",
        "{\"prompt\": \"PROMPT\", \"webhook_url\": \"HOOK\", \"webhook_secret\": \"abc123\"}",
        "POST /fetch {\"task_id\":\"ID\"}",
        "/task_id",
        "/status",
        "abc123",
        "staged starting processing "),
    RIXAPI(
        "/luma/generations",
        "{\"user_prompt\": \"PROMPT\", \"aspect_ratio\": \"16:9\", \"loop\": false,"
            + " \"notify_hook\": \"HOOK\"}",
        "GET /luma/generations/ID ",
        "/id",
        "/state",
        "",
        "completed"),
    VAPI(
        "/luma/generations",
        "{\"user_prompt\": \"PROMPT\", \"notify_hook\": \"HOOK\"}",
        "GET /luma/generations/ID ",
        "/id",
        "/state",
        "",
        "completed");

    private final String path;
    private final String body;
    private final String fetch;
    private final String id;
    private final String state;
    private final String secret;
    private final String states;

    Sender(
        String path,
        String body,
        String fetch,
        String id,
        String state,
        String secret,
        String states) {
      this.path = path;
      this.body = body;
      this.fetch = fetch;
      this.id = id;
      this.state = state;
      this.secret = secret;
      this.states = states;
    }

    String submit(World world, String prompt, String hook) throws Exception {
      String sent = body.replace("PROMPT", prompt).replace("HOOK", hook);
      return call(world, "POST", path, sent).at(id).asText();
    }

    JsonNode fetch(World world, String task) throws Exception {
      String[] request = fetch.replace("ID", task).split(" ", -1);
      return call(world, request[0], request[1], request[2]);
    }

    private JsonNode call(World world, String method, String path, String body) throws Exception {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(world.server().baseUri(Provider.valueOf(name())) + path))
                      .header(MockWorld.HEADER, world.name())
                      .header("Authorization", "Bearer key")
                      .header("Content-Type", "application/json")
                      .method(method, BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
      return JSON.readTree(answer.body());
    }
  }

  /** An application that waits for webhooks. */
  private static final class Receiver implements AutoCloseable {
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final HttpServer server;

    /**
     * Listens on a free port.
     *
     * @param statuses of its first answers; the others are 200
     */
    Receiver(Integer... statuses) throws IOException {
      BlockingQueue<Integer> answers = new LinkedBlockingQueue<>(List.of(statuses));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String secret = exchange.getRequestHeaders().getFirst("x-webhook-secret");
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            Integer status = answers.poll();
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
            exchange.close();
            received.add(new Received(secret == null ? "" : secret, body));
          });
      server.start();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    Received next() throws InterruptedException {
      Received next = received.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("a webhook").isNotNull();
      return next;
    }

    void assertNothingMore() throws InterruptedException {
      assertThat(received.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private record Received(String secret, JsonNode body) {}

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void tells_each_change_once_as_a_fetch_shows_it(Sender sender, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (Receiver receiver = new Receiver()) {
      String task = sender.submit(world, "a paper boat", receiver.address());
      List<JsonNode> fetched = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        world.advance(LENGTH.dividedBy(STEPS));
        fetched.add(sender.fetch(world, task));
      }

      List<Received> received = new ArrayList<>();
      while (received.isEmpty() || !last(received).body().equals(last(fetched))) {
        received.add(receiver.next());
      }

      assertThat(received).extracting(Received::secret).containsOnly(sender.secret);
      assertThat(received)
          .extracting(webhook -> webhook.body().at(sender.id).asText())
          .containsOnly(task);
      assertThat(fetched).containsSubsequence(received.stream().map(Received::body).toList());
      assertThat(
              received.stream()
                  .map(webhook -> webhook.body().at(sender.state).asText())
                  .collect(joining(" ")))
          .isEqualTo(sender.states);
      receiver.assertNothingMore();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void tells_of_failure(Sender sender, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (Receiver receiver = new Receiver()) {
      String task = sender.submit(world, "[scenario:failed]", receiver.address());
      world.advance(LENGTH);

      Received webhook = receiver.next();
      while (!webhook.body().at(sender.state).asText().equals("failed")) {
        webhook = receiver.next();
      }
      assertThat(webhook.body()).isEqualTo(sender.fetch(world, task));
      receiver.assertNothingMore();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void tries_again_when_the_application_fails(Sender sender, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (Receiver receiver = new Receiver(500)) {
      sender.submit(world, "a paper boat", receiver.address());
      world.advance(LENGTH);

      Received refused = receiver.next();
      Received taken = receiver.next();

      assertThat(taken).isEqualTo(refused);
      for (int more = sender.states.split(" ", -1).length; more > 1; more--) {
        receiver.next();
      }
      receiver.assertNothingMore();
    }
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
