package io.github.lumacontracts.contract.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.lumacontracts.client.TaskSnapshot;
import io.github.lumacontracts.client.TaskState;
import io.github.lumacontracts.client.UnreadableException;
import io.github.lumacontracts.client.WebhookReceiver;
import io.github.lumacontracts.client.WebhookSecretException;
import io.github.lumacontracts.client.apiframe.ApiframeApi;
import io.github.lumacontracts.client.apiframe.model.GenerationRequest;
import io.github.lumacontracts.client.http.Secret;
import io.github.lumacontracts.contract.Stub;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockWorld;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The receiver that WEBHOOKS.md shows for a bare JDK, and what the stub server sends it. */
@ExtendWith(Stub.class)
@Timeout(60)
class WebhooksPageTest {
  private static final Duration WHOLE_TASK = Duration.ofSeconds(10);

  private final BlockingQueue<TaskSnapshot> stored = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final String secret = "s3cr3t";
  private HttpServer http;
  private int port;

  @BeforeEach
  void listen() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    http = start();
  }

  private HttpServer start() throws IOException {
    // README
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME, secret);
    HttpServer http = HttpServer.create(new InetSocketAddress(port), 0);
    http.createContext(
        "/luma",
        exchange -> {
          byte[] body = exchange.getRequestBody().readNBytes(WebhookReceiver.MAX_BODY + 1);
          int status = 500; // if the handler throws
          try {
            receiver.receive(exchange.getRequestHeaders(), body, this::store);
            status = 200;
          } catch (WebhookSecretException stranger) {
            status = 401;
          } catch (UnreadableException nonsense) {
            status = 400;
          } finally {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          }
        });
    http.start();
    // README
    return http;
  }

  private void store(TaskSnapshot snapshot) {
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("no database");
    }
    stored.add(snapshot);
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  @Test
  void is_told_each_change_once(MockServer server) throws Exception {
    String task = submit(server, "a paper boat", secret);

    assertThat(storedUntilFinal())
        .containsExactly(
            "apiframe:" + task + " QUEUED (staged)",
            "apiframe:" + task + " RUNNING (starting) 10 %",
            "apiframe:" + task + " RUNNING (processing) 15 %",
            "apiframe:" + task + " COMPLETED");
  }

  @Test
  void is_told_once_what_is_sent_twice(MockServer server) throws Exception {
    submit(server, "[scenario:webhook-duplicated]", secret);

    assertThat(storedUntilFinal()).hasSize(4).doesNotHaveDuplicates();
    assertThat(stored.poll(1, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void is_told_nothing_more_after_the_end_although_something_comes(MockServer server)
      throws Exception {
    submit(server, "[scenario:webhook-unordered]", secret);

    storedUntilFinal();
    assertThat(stored.poll(2, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void is_told_again_what_it_could_not_store(MockServer server) throws Exception {
    failures.set(1);
    submit(server, "a paper boat", secret);

    assertThat(storedUntilFinal()).hasSize(4).anyMatch(told -> told.contains("QUEUED (staged)"));
  }

  @Test
  void refuses_strangers_and_nonsense_and_what_never_ends() throws Exception {
    assertThat(post("{\"task_id\":\"t\"}", "s3cr3t")).isEqualTo(200);
    assertThat(post("{\"task_id\":\"t\"}", "another")).isEqualTo(401);
    assertThat(post("{}", "s3cr3t")).isEqualTo(400);
    assertThat(post(" ".repeat(2 * WebhookReceiver.MAX_BODY), "s3cr3t")).isEqualTo(400);
    failures.set(1);
    assertThat(post("{\"task_id\":\"t-2\"}", "s3cr3t")).isEqualTo(500);
    assertThat(post("{\"task_id\":\"t-2\"}", "s3cr3t")).isEqualTo(200);

    assertThat(stored)
        .extracting(snapshot -> snapshot.task() + " " + snapshot.state())
        .containsExactly("apiframe:t " + TaskState.RUNNING, "apiframe:t-2 " + TaskState.RUNNING);
  }

  /** Submits in a world of its own, and lets the whole task pass. */
  private String submit(MockServer server, String prompt, String secret) {
    String name = UUID.randomUUID().toString();
    MockWorld world = server.world(name);
    world.clock().freeze();
    try (ApiframeApi api =
        ApiframeApi.builder()
            .apiKey(name + "~key")
            .baseUrl(server.baseUri(Provider.APIFRAME))
            .build()) {
      String task =
          api.createGeneration(
                  GenerationRequest.builder()
                      .prompt(prompt)
                      .webhookUrl("http://127.0.0.1:" + port + "/luma")
                      .webhookSecret(Secret.of(secret))
                      .build())
              .taskId();
      for (int step = 0; step < 10; step++) {
        world.clock().advance(WHOLE_TASK.dividedBy(10));
      }
      return task;
    }
  }

  private List<String> storedUntilFinal() throws InterruptedException {
    List<String> told = new ArrayList<>();
    TaskSnapshot next;
    do {
      next = stored.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("a webhook after %s", told).isNotNull();
      told.add(next.toString());
    } while (!next.state().isFinal());
    return told;
  }

  private int post(String body, String secret) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/luma"))
                .header("X-Webhook-Secret", secret)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
