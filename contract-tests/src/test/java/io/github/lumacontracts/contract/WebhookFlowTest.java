package io.github.lumacontracts.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.spec.Provider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Submit with the address of a webhook, then do nothing but wait. */
class WebhookFlowTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Received(String secret, JsonNode body) {}

  @ParameterizedTest(name = "{0} · POST {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          APIFRAME | /luma-imagine                  | {"prompt": "p", "webhook_url": "HOOK", "webhook_secret": "abc"} | /task_id | /status | staged starting processing - | abc
          VAPI     | /luma/generations              | {"user_prompt": "p", "notify_hook": "HOOK"}                     | /id      | /state  | completed           | none
          """)
  void tells_the_client_what_became_of_its_task(
      Provider provider,
      String path,
      String body,
      String id,
      String state,
      String states,
      String secret)
      throws Exception {
    BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String sent = exchange.getRequestHeaders().getFirst("x-webhook-secret");
          received.add(
              new Received(sent == null ? "none" : sent, JSON.readTree(exchange.getRequestBody())));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    String hook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    try (MockServer server =
        MockServer.start(MockServerOptions.builder().taskLength(Duration.ofMillis(500)).build())) {
      HttpResponse<String> created =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server.baseUri(provider) + path))
                      .header("Authorization", "Bearer key")
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(body.replace("HOOK", hook)))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      String task = JSON.readTree(created.body()).at(id).asText();

      assertThat(task).isNotEmpty();
      for (String expected : states.split(" ")) {
        Received webhook = received.poll(10, TimeUnit.SECONDS);
        assertThat(webhook).isNotNull();
        assertThat(webhook.body().at(id).asText()).isEqualTo(task);
        assertThat(webhook.body().at(state).asText())
            .isEqualTo(expected.equals("-") ? "" : expected); // what is finished has none
        assertThat(webhook.secret()).isEqualTo(secret);
      }
      assertThat(received.poll(300, TimeUnit.MILLISECONDS)).isNull(); // nor the callback of old
    } finally {
      receiver.stop(0);
    }
  }
}
