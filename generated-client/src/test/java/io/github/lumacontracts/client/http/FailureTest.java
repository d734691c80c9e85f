package io.github.lumacontracts.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.client.sample.SampleApi;
import io.github.lumacontracts.client.sample.model.Drawing;
import io.github.lumacontracts.client.sample.model.DrawingRequest;
import io.github.lumacontracts.client.sample.model.Failure;
import io.github.lumacontracts.client.sample.model.Refusal;
import io.github.lumacontracts.client.sample.model.StudioError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a call fails. */
@Timeout(30)
class FailureTest {
  private static final DrawingRequest REQUEST = DrawingRequest.builder().userPrompt("p").build();
  private static final DrawingRequest REQUEST_WITH_SECRET =
      DrawingRequest.builder().userPrompt("p").notifySecret(Secret.of("s3cr3t")).build();

  @Test
  void an_error_has_the_body_that_the_document_describes_for_its_status() {
    assertThat(refusal(400, "{\"error\":{\"message\":\"no\"}}").error(StudioError.class))
        .hasValueSatisfying(e -> assertThat(e.error().message()).isEqualTo("no"));
    assertThat(refusal(401, "{}").error(JsonNode.class))
        .hasValueSatisfying(e -> assertThat(e.toString()).isEqualTo("{}"));
    assertThat(refusal(418, "{\"reason\":\"teapot\"}").error(Refusal.class))
        .hasValueSatisfying(e -> assertThat(e.reason()).isEqualTo("teapot"));
    assertThat(refusal(503, "{\"message\":\"busy\"}").error(Failure.class))
        .hasValueSatisfying(e -> assertThat(e.message()).isEqualTo("busy"));
  }

  @Test
  void an_error_has_status_headers_and_text_and_says_what_was_called() {
    ServiceException refusal = refusal(400, "{\"error\":{\"message\":\"nö\"}}");

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.headers().firstValue("x-studio")).contains("7");
    assertThat(refusal.body()).isEqualTo("{\"error\":{\"message\":\"nö\"}}");
    assertThat(refusal.error(Failure.class)).isEmpty();
    assertThat(refusal.requestId()).contains("r-1");
    assertThat(refusal.getMessage())
        .matches(
            "createDrawing: POST http://127\\.0\\.0\\.1:\\d+/drawings answered 400\\. Not valid\\."
                + " Request id: r-1\\. Body: \\{\"error\":\\{\"message\":\"nö\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Bad gateway</html>", "[", "\"text\""})
  void an_error_with_another_body_than_documented_keeps_the_text(String body) {
    ServiceException refusal = refusal(502, body);

    assertThat(refusal.error(Failure.class)).isEmpty();
    assertThat(refusal.body()).isEqualTo(body);
  }

  @Test
  void a_redirect_is_an_error_since_following_it_would_hand_the_key_to_another_host() {
    assertThat(refusal(302, "").getMessage()).contains("answered 302");
  }

  @Test
  void a_key_that_a_provider_repeats_is_not_in_the_message() {
    ServiceException refusal = refusal(401, "{\"error\":\"no such key: key-1\"}");

    assertThat(refusal.getMessage()).contains("no such key: ***").doesNotContain("key-1");
    assertThat(refusal.toString()).doesNotContain("key-1");
  }

  @Test
  void a_secret_that_a_provider_repeats_is_neither_in_the_message_nor_in_the_body() {
    String body = "{\"reason\":\"secret s3cr3t of key-1 is too short\"}";
    try (var server = new StudioServer().answers(418, body);
        var api = server.client().build()) {
      assertThatExceptionOfType(ServiceException.class)
          .isThrownBy(() -> api.createDrawing(REQUEST_WITH_SECRET))
          .withMessageEndingWith("Body: {\"reason\":\"secret *** of *** is too short\"}")
          .satisfies(
              e ->
                  assertThat(e.body()).isEqualTo("{\"reason\":\"secret *** of *** is too short\"}"))
          .satisfies(
              e ->
                  assertThat(e.error(Refusal.class).map(Refusal::reason))
                      .contains("secret *** of *** is too short"));
    }
  }

  @Test
  void a_secret_in_an_answer_that_makes_no_sense_is_not_even_in_what_a_log_shows() {
    try (var server = new StudioServer().answers(200, "s3cr3t " + "x".repeat(290) + " s3cr3t");
        var api = server.client().build()) {
      UnreadableAnswerException e =
          catchThrowableOfType(
              UnreadableAnswerException.class, () -> api.createDrawing(REQUEST_WITH_SECRET));

      var log = new StringWriter();
      e.printStackTrace(new PrintWriter(log));
      assertThat(log.toString()).contains("x ***").doesNotContain("s3");
    }
  }

  @Test
  void an_address_that_lets_its_reader_download_loses_its_query_in_the_message_only() {
    String body = "{\"id\":7.5,\"url\":\"https:\\/\\/cdn.example/a.mp4?Signature=abc&Expires=1\"";
    try (var server = new StudioServer().answers(200, body);
        var api = server.client().build()) {
      assertThatExceptionOfType(UnreadableAnswerException.class)
          .isThrownBy(() -> api.getDrawing("1"))
          .withMessageEndingWith("\"url\":\"https:\\/\\/cdn.example/a.mp4?…\"")
          .satisfies(e -> assertThat(e.body()).isEqualTo(body));
    }
  }

  @Test
  void an_error_of_an_asynchronous_call_is_the_cause() {
    try (var server = new StudioServer().answers(400, "{}");
        var api = server.client().build()) {
      assertThat(api.createDrawingAsync(REQUEST))
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(ServiceException.class);
    }
  }

  @Test
  void asynchronous_calls_run_side_by_side() {
    try (var server = new StudioServer().answers(200, "{\"id\":\"a\"}");
        var api = server.client().build()) {
      var calls =
          java.util.stream.IntStream.range(0, 20)
              .mapToObj(i -> api.getDrawingAsync("a").thenApply(Drawing::id))
              .toList();

      assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo("a"));
      assertThat(api.getDrawingWithResponseAsync("a").join().statusCode()).isEqualTo(200);
      assertThat(server.count()).isEqualTo(21);
    }
  }

  @Test
  void a_refused_connection_tells_that_nothing_was_sent() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (var api =
        SampleApi.builder()
            .apiKey("key-1")
            .baseUrl(URI.create("http://127.0.0.1:" + port))
            .build()) {
      assertThatExceptionOfType(WireException.class)
          .isThrownBy(() -> api.createDrawing(REQUEST))
          .withMessageContaining("createDrawing: POST http://127.0.0.1:" + port + "/drawings")
          .withMessageContaining("Nothing was sent")
          .withCauseInstanceOf(ConnectException.class)
          .satisfies(e -> assertThat(e.neverSent()).isTrue());
    }
  }

  @Test
  void a_server_that_hangs_up_may_have_received_the_request() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var api = clientOf(socket)) {
      var call = api.createDrawingAsync(REQUEST);
      try (var connection = socket.accept()) {
        assertThat(connection.getInputStream().read()).isEqualTo('P');
      }

      assertThat(call)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(WireException.class)
          .satisfies(e -> assertThat(((WireException) e.getCause()).neverSent()).isFalse());
    }
  }

  @Test
  void the_timeout_covers_the_body_too() {
    try (var server = new StudioServer().getsStuckInTheBody();
        var api = server.client().timeout(Duration.ofMillis(300)).build()) {
      assertThatExceptionOfType(WireException.class)
          .isThrownBy(() -> api.getDrawing("1"))
          .withMessageContaining("no whole answer within PT0.3S")
          .withCauseInstanceOf(HttpTimeoutException.class)
          .satisfies(e -> assertThat(e.neverSent()).isFalse());
      assertThat(api.getDrawingAsync("1"))
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(WireException.class);
    }
  }

  @Test
  void an_interrupt_ends_the_exchange_and_stays_set() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var api = clientOf(socket)) {
      var seen = new CompletableFuture<Boolean>();
      var caller =
          new Thread(
              () -> {
                WireException failure =
                    catchThrowableOfType(WireException.class, () -> api.getDrawing("1"));
                seen.complete(
                    failure.getCause() instanceof InterruptedException
                        && Thread.currentThread().isInterrupted());
              });
      caller.start();
      try (var connection = socket.accept()) {
        assertThat(connection.getInputStream().read()).isEqualTo('G');
        caller.interrupt();

        assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
        assertHungUp(connection);
      }
    }
  }

  @Test
  void cancelling_the_future_ends_the_exchange() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var api = clientOf(socket)) {
      var call = api.getDrawingAsync("1");
      try (var connection = socket.accept()) {
        assertThat(connection.getInputStream().read()).isEqualTo('G');
        call.cancel(true);

        assertHungUp(connection);
      }
    }
  }

  @Test
  void closing_ends_calls_that_are_under_way_and_refuses_new_ones() {
    try (var server = new StudioServer().getsStuckInTheBody()) {
      var api = server.client().build();
      var call = api.getDrawingAsync("1");
      api.close();
      api.close();

      assertThat(call)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(WireException.class)
          .satisfies(e -> assertThat(e.getCause()).hasCauseInstanceOf(CancellationException.class));
      assertThatIllegalStateException()
          .isThrownBy(() -> api.getDrawing("1"))
          .withMessage("The client is closed. Build a new one.");
    }
  }

  private static SampleApi clientOf(ServerSocket socket) {
    return SampleApi.builder()
        .apiKey("key-1")
        .baseUrl(URI.create("http://127.0.0.1:" + socket.getLocalPort()))
        .build();
  }

  /** Waits until the client has closed its end; a client that does not is a time-out. */
  private static void assertHungUp(Socket connection) throws IOException {
    connection.setSoTimeout(10_000);
    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private static ServiceException refusal(int status, String body) {
    try (var server = new StudioServer().answers(status, body);
        var api = server.client().build()) {
      return catchThrowableOfType(ServiceException.class, () -> api.createDrawing(REQUEST));
    }
  }
}
