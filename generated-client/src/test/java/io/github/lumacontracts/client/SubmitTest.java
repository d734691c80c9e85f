package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lumacontracts.client.BrokenServer.Connection;
import io.github.lumacontracts.client.BrokenServer.Manners;
import io.github.lumacontracts.client.vapi.model.GenerationRequest;
import io.github.lumacontracts.client.vapi.model.SubmittedGeneration;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a video is bought, above all not twice. The tests run in a JVM in which the HTTP client is
 * told to repeat any request by itself.
 */
@Timeout(30)
class SubmitTest {
  private static final VideoRequest BOAT = VideoRequest.of("a paper boat");
  private static final String ACCEPTED = "{\"id\":\"a\",\"state\":\"pending\"}";

  /** Where the connection breaks, and how many whole requests have arrived until then. */
  private enum Break {
    AFTER_THE_CONNECT(0, connection -> {}),
    WITH_A_RESET_AFTER_THE_HEADERS(
        0,
        connection -> {
          connection.readHeaders();
          connection.reset();
        }),
    AFTER_THE_HEADERS(0, Connection::readHeaders),
    AFTER_THE_BODY(1, Connection::readRequest),
    WITH_A_RESET_AFTER_THE_BODY(
        1,
        connection -> {
          connection.readRequest();
          connection.reset();
        }),
    IN_THE_STATUS_LINE_OF_THE_ANSWER(
        1,
        connection -> {
          connection.readRequest();
          connection.write("HTTP/1.1 2");
        }),
    IN_THE_HEADERS_OF_THE_ANSWER(
        1,
        connection -> {
          connection.readRequest();
          connection.write("HTTP/1.1 200 OK\r\nContent-Le");
        }),
    IN_THE_BODY_OF_THE_ANSWER(
        1,
        connection -> {
          connection.readRequest();
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"a\"");
        }),
    WITH_ANOTHER_PROTOCOL(
        1,
        connection -> {
          connection.readRequest();
          connection.write("220 mail.example.com ESMTP\r\n\r\n");
        });

    private final int arrived;
    private final Manners manners;

    Break(int arrived, Manners manners) {
      this.arrived = arrived;
      this.manners = manners;
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void a_submit_that_breaks_after_it_may_have_left_is_not_sent_again(Break stage) {
    try (var server = new BrokenServer(stage.manners);
        var luma = server.client().build()) {
      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, () -> luma.submit(BOAT));

      assertThat(failure.mayBePaid()).isTrue();
      assertThat(failure)
          .hasMessageContaining("look at the provider before you submit again")
          .hasMessageNotContaining("key-1");
      assertThat(server.arrived()).isEqualTo(stage.arrived);
      assertThat(server.begun()).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void an_extension_that_breaks_after_it_may_have_left_is_not_sent_again(Break stage) {
    try (var server = new BrokenServer(stage.manners);
        var luma = server.client().build()) {
      ConnectionException failure =
          catchThrowableOfType(
              ConnectionException.class, () -> luma.extend(Task.parse("vapi:a"), BOAT));

      assertThat(failure.mayBePaid()).isTrue();
      assertThat(server.arrived()).isEqualTo(stage.arrived);
      assertThat(server.begun()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void a_submit_on_a_connection_that_has_gone_stale_is_not_sent_twice() {
    Manners oneAnswerForTwoRequests =
        connection -> {
          connection.readRequest();
          connection.answer(200, "", ACCEPTED);
          connection.readRequest();
        };
    try (var server = new BrokenServer(oneAnswerForTwoRequests);
        var luma = server.client().build()) {
      assertThat(luma.submit(BOAT)).hasToString("vapi:a");

      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, () -> luma.submit(BOAT));

      assertThat(failure.mayBePaid()).isTrue();
      assertThat(server.arrived()).isEqualTo(2);
      assertThat(server.begun()).isEqualTo(2);
    }
  }

  @Test
  void a_submit_that_nobody_answers_ends_with_the_timeout() {
    try (var server = new BrokenServer(SubmitTest::neverAnswer);
        var luma = server.client().timeout(Duration.ofMillis(300)).build()) {
      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, () -> luma.submit(BOAT));

      assertThat(failure.mayBePaid()).isTrue();
      assertThat(failure).hasMessageContaining("no whole answer within PT0.3S");
      assertThat(server.arrived()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>maintenance</html>", "", "null", "[]", "{\"id\":", "\"a\""})
  void a_submit_with_an_answer_that_makes_no_sense_may_be_paid(String body) {
    try (var gateway = new Gateway().answers(200, body);
        var luma = gateway.client().build()) {
      UnreadableException failure =
          catchThrowableOfType(UnreadableException.class, () -> luma.submit(BOAT));

      assertThat(failure.mayBePaid()).isTrue();
      assertThat(failure.body()).isEqualTo(body);
      assertThat(failure).hasMessageContaining("POST " + gateway.url() + "/luma/generations");
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":\"\"}", "{\"id\":null}", "{\"code\":\"busy\"}"})
  void a_submit_that_is_accepted_without_an_id_may_be_paid(String body) {
    try (var gateway = new Gateway().answers(201, body);
        var luma = gateway.client().build()) {
      UnreadableException failure =
          catchThrowableOfType(UnreadableException.class, () -> luma.submit(BOAT));

      assertThat(failure.mayBePaid()).isTrue();
      assertThat(failure).hasMessageContaining("without the id of a task");
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @Test
  void the_message_about_an_answer_has_the_beginning_of_it() {
    try (var gateway = new Gateway().answers(200, "<html>" + "x".repeat(100_000));
        var luma = gateway.client().build()) {
      UnreadableException failure =
          catchThrowableOfType(UnreadableException.class, () -> luma.submit(BOAT));

      assertThat(failure.getMessage()).contains("<html>xxx").hasSizeLessThan(1000);
      assertThat(failure.body()).hasSize(100_006);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 408, 500, 502, 503, 504, 529})
  void a_submit_with_an_answer_that_leaves_it_open_may_be_paid(int status) {
    try (var gateway = new Gateway().answersRetryAfter(status, "0").answers(200, ACCEPTED);
        var luma = gateway.client().build()) {
      RefusedException failure =
          catchThrowableOfType(RefusedException.class, () -> luma.submit(BOAT));

      assertThat(failure.mayBePaid()).isTrue();
      assertThat(failure.statusCode()).isEqualTo(status);
      assertThat(failure).hasMessageContaining("look at the provider before you submit again");
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidRequestException",
    "401, InvalidKeyException",
    "402, NoCreditsException",
    "403, InvalidRequestException",
    "404, NotFoundException",
    "405, RefusedException",
    "409, InvalidRequestException",
    "413, InvalidRequestException",
    "415, InvalidRequestException",
    "422, InvalidRequestException",
    "429, RateLimitedException",
  })
  void a_submit_that_is_refused_is_not_paid_and_not_sent_again(int status, String exception) {
    try (var gateway = new Gateway().answersRetryAfter(status, "0").answers(200, ACCEPTED);
        var luma = gateway.client().build()) {
      RefusedException failure =
          catchThrowableOfType(RefusedException.class, () -> luma.submit(BOAT));

      assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
      assertThat(failure.mayBePaid()).isFalse();
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @Test
  void a_refusal_that_speaks_of_moderation_is_one() {
    String body = "{\"error\":{\"message\":\"Prompt failed moderation\",\"code\":\"x\"}}";
    try (var gateway = new Gateway().answers(400, body);
        var luma = gateway.client().build()) {
      ModerationException failure =
          catchThrowableOfType(ModerationException.class, () -> luma.submit(BOAT));

      assertThat(failure.reason()).isEqualTo("Prompt failed moderation");
      assertThat(failure.mayBePaid()).isFalse();
      assertThat(failure.task()).isEmpty();
    }
  }

  @Test
  void a_failure_of_the_server_that_speaks_of_moderation_leaves_it_open() {
    String body = "{\"error\":{\"message\":\"The moderation service is down\",\"code\":\"x\"}}";
    try (var gateway = new Gateway().answers(503, body);
        var luma = gateway.client().build()) {
      RefusedException failure =
          catchThrowableOfType(RefusedException.class, () -> luma.submit(BOAT));

      assertThat(failure.mayBePaid()).isTrue();
      assertThat(failure.messages()).containsExactly("The moderation service is down");
    }
  }

  @Test
  void a_submit_is_tried_three_times_if_no_connection_comes_about() {
    List<String> told = new CopyOnWriteArrayList<>();
    try (var luma =
        LumaClient.builder(Provider.VAPI)
            .apiKey("key-1")
            .baseUrl(URI.create("http://127.0.0.1:" + BrokenServer.closedPort()))
            .listener(exchange -> told.add(exchange.operation() + " " + exchange.attempt()))
            .build()) {
      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, () -> luma.submit(BOAT));

      assertThat(failure.mayBePaid()).isFalse();
      assertThat(failure)
          .hasMessageContaining("no connection. Nothing was sent; check the base URL");
      assertThat(told).containsExactly("submit 1", "submit 2", "submit 3");
    }
  }

  @Test
  void a_submit_is_tried_three_times_if_the_host_is_unknown() {
    List<String> told = new CopyOnWriteArrayList<>();
    try (var luma =
        LumaClient.builder(Provider.VAPI)
            .apiKey("key-1")
            .baseUrl(URI.create("http://nowhere.invalid"))
            .listener(exchange -> told.add(exchange.operation() + " " + exchange.attempt()))
            .build()) {
      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, () -> luma.submit(BOAT));

      assertThat(failure.mayBePaid()).isFalse();
      assertThat(failure).hasMessageContaining("no such host. Nothing was sent");
      assertThat(told).containsExactly("submit 1", "submit 2", "submit 3");
    }
  }

  @Test
  void a_submit_without_a_connection_in_time_is_not_paid() throws IOException {
    try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> guests = new ArrayList<>();
      for (int i = 0; i < 4; i++) { // as many as the backlog takes; the rest waits outside
        var guest = new Socket();
        guests.add(guest);
        try {
          guest.connect(full.getLocalSocketAddress(), 200);
        } catch (IOException noRoom) {
          break;
        }
      }
      try (var luma =
          LumaClient.builder(Provider.VAPI)
              .apiKey("key-1")
              .baseUrl(URI.create("http://127.0.0.1:" + full.getLocalPort()))
              .connectTimeout(Duration.ofMillis(200))
              .build()) {
        ConnectionException failure =
            catchThrowableOfType(ConnectionException.class, () -> luma.submit(BOAT));

        assertThat(failure.mayBePaid()).isFalse();
        assertThat(failure).hasMessageContaining("HTTP connect timed out. Nothing was sent");
      }
      for (Socket guest : guests) {
        guest.close();
      }
    }
  }

  @Test
  void a_submit_finds_a_server_that_comes_up_late_and_buys_once() {
    int port = BrokenServer.closedPort();
    List<BrokenServer> servers = new CopyOnWriteArrayList<>();
    try (var luma =
        LumaClient.builder(Provider.VAPI)
            .apiKey("key-1")
            .baseUrl(URI.create("http://127.0.0.1:" + port))
            .listener(
                exchange -> {
                  if (servers.isEmpty()) {
                    servers.add(new BrokenServer(port, SubmitTest::accept));
                  }
                })
            .build()) {
      assertThat(luma.submit(BOAT)).hasToString("vapi:a");
      assertThat(servers.get(0).arrived()).isEqualTo(1);
    } finally {
      servers.forEach(BrokenServer::close);
    }
  }

  @Test
  void an_upload_before_a_submit_is_tried_again_and_the_submit_is_not() {
    List<String> told = new CopyOnWriteArrayList<>();
    try (var gateway =
            new Gateway()
                .answers(503, "{}")
                .answers(200, "[{\"public_url\":\"http://127.0.0.1/boat.png\"}]")
                .answers(500, "{}");
        var luma =
            gateway
                .client(Provider.AIMLAPI)
                .listener(exchange -> told.add(exchange.operation() + " " + exchange.attempt()))
                .build()) {
      Frame frame = Frame.ofBytes(new byte[] {1}, "image/png");

      LumaException failure =
          catchThrowableOfType(LumaException.class, () -> luma.submit(BOAT.startFrame(frame)));

      assertThat(failure.mayBePaid()).isTrue();
      assertThat(told).containsExactly("prepare 1", "prepare 2", "submit 1");
    }
  }

  @Test
  void an_upload_that_fails_costs_nothing() {
    try (var gateway = new Gateway().answers(500, "{}");
        var luma = gateway.client(Provider.AIMLAPI).build()) {
      Frame frame = Frame.ofBytes(new byte[] {1}, "image/png");

      LumaException failure =
          catchThrowableOfType(LumaException.class, () -> luma.submit(BOAT.startFrame(frame)));

      assertThat(failure.mayBePaid()).isFalse();
      assertThat(gateway.requests()).hasSize(3);
    }
  }

  @Test
  void the_provider_s_own_request_is_accepted_and_its_own_answer_is_kept() {
    try (var gateway = new Gateway().answers(200, ACCEPTED);
        var luma = gateway.client().build()) {
      Task task = luma.submitGenerated(GenerationRequest.builder().userPrompt("boat").build());

      assertThat(task.raw(SubmittedGeneration.class)).map(SubmittedGeneration::id).contains("a");
      assertThat(gateway.requests().get(0).body()).isEqualTo("{\"user_prompt\":\"boat\"}");
    }
  }

  @Test
  void what_is_wrong_before_anything_is_sent_is_said_and_nothing_is_sent() {
    try (var gateway = new Gateway();
        var luma = gateway.client().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> luma.submitGenerated("a paper boat"))
          .withMessageContaining("The request is a java.lang.String, expected a");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> luma.extend(Task.parse("rixapi:a"), BOAT))
          .withMessage(
              "The task rixapi:a is of RIXAPI, but this is a client of VAPI."
                  + " Ask a client of RIXAPI.");
      UnsupportedFeatureException failure =
          catchThrowableOfType(
              UnsupportedFeatureException.class, () -> luma.submit(BOAT.resolution("720p")));
      assertThat(failure.feature()).isEqualTo(Feature.RESOLUTION);
      assertThat(failure.mayBePaid()).isFalse();
      assertThat(luma.submitAsync(BOAT.resolution("720p")))
          .failsWithin(Duration.ofSeconds(1))
          .withThrowableThat()
          .withCauseInstanceOf(UnsupportedFeatureException.class);
      assertThat(gateway.requests()).isEmpty();
    }
  }

  @Test
  void an_interrupt_ends_a_submit_and_says_that_it_may_be_paid() throws Exception {
    var arrived = new CountDownLatch(1);
    var failure = new CompletableFuture<ConnectionException>();
    try (var server =
            new BrokenServer(
                connection -> {
                  connection.readRequest();
                  arrived.countDown();
                  connection.waitForTheEnd();
                  throw new IOException("hung up");
                });
        var luma = server.client().build()) {
      var caller =
          new Thread(
              () -> {
                var thrown =
                    catchThrowableOfType(ConnectionException.class, () -> luma.submit(BOAT));
                if (Thread.currentThread().isInterrupted()) {
                  failure.complete(thrown);
                }
              });
      caller.start();
      arrived.await();
      caller.interrupt();

      assertThat(failure.get(10, TimeUnit.SECONDS))
          .hasMessageStartingWith("submit: interrupted. A task may exist and be paid")
          .hasCauseInstanceOf(InterruptedException.class)
          .satisfies(thrown -> assertThat(thrown.mayBePaid()).isTrue());
      assertThat(server.arrived()).isEqualTo(1);
    }
  }

  @Test
  void a_thread_that_is_interrupted_already_sends_nothing() {
    try (var gateway = new Gateway().answers(200, ACCEPTED);
        var luma = gateway.client().build()) {
      Thread.currentThread().interrupt();

      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, () -> luma.submit(BOAT));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.mayBePaid()).isFalse();
      assertThat(gateway.requests()).isEmpty();
    }
  }

  @Test
  void to_cancel_the_future_ends_the_exchange() throws Exception {
    var arrived = new CountDownLatch(1);
    var hungUp = new CountDownLatch(1);
    try (var server =
            new BrokenServer(
                connection -> {
                  connection.readRequest();
                  arrived.countDown();
                  connection.waitForTheEnd();
                  hungUp.countDown();
                });
        var luma = server.client().build()) {
      var task = luma.submitAsync(BOAT);
      arrived.await();
      task.cancel(true);

      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(task).isCancelled();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void to_close_the_client_ends_a_submit_and_says_that_it_may_be_paid() throws Exception {
    var arrived = new CountDownLatch(1);
    try (var server =
        new BrokenServer(
            connection -> {
              connection.readRequest();
              arrived.countDown();
              connection.waitForTheEnd();
            })) {
      var luma = server.client().build();
      var task = luma.submitAsync(BOAT);
      arrived.await();
      luma.close();

      assertThat(task)
          .failsWithin(Duration.ofSeconds(1))
          .withThrowableThat()
          .withCauseInstanceOf(ConnectionException.class)
          .withMessageContaining("closed")
          .satisfies(
              thrown -> assertThat(((ConnectionException) thrown.getCause()).mayBePaid()).isTrue());
      assertThat(server.arrived()).isEqualTo(1);
      assertThatIllegalStateException()
          .isThrownBy(() -> luma.submit(BOAT))
          .withMessage("The client is closed. Build a new one.");
    }
  }

  @Test
  void no_exception_shows_the_key_or_the_secret_of_a_webhook() {
    String body = "{\"errors\":[{\"msg\":\"who is key-1? what is s3cret?\"}]}";
    try (var gateway = new Gateway().answers(400, body);
        var luma =
            LumaClient.builder(Provider.APIFRAME).apiKey("key-1").baseUrl(gateway.url()).build()) {
      RefusedException failure =
          catchThrowableOfType(
              RefusedException.class,
              () -> luma.submit(BOAT.webhook(URI.create("http://127.0.0.1/hook"), "s3cret")));

      var trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(gateway.requests().get(0).body()).contains("s3cret");
      assertThat(trace.toString()).contains("who is ***? what is ***?");
      assertThat(trace + " " + failure.messages() + failure.answer().orElseThrow().body())
          .doesNotContain("key-1")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void an_exception_has_the_stack_of_the_caller() {
    try (var gateway = new Gateway().answers(400, "{}");
        var luma = gateway.client().build()) {
      RefusedException failure =
          catchThrowableOfType(RefusedException.class, () -> luma.submit(BOAT));

      assertThat(failure.getStackTrace())
          .extracting(StackTraceElement::getMethodName)
          .contains("an_exception_has_the_stack_of_the_caller");
    }
  }

  private static void accept(Connection connection) throws IOException {
    connection.readRequest();
    connection.answer(200, "", ACCEPTED);
  }

  private static void neverAnswer(Connection connection) throws IOException {
    connection.readRequest();
    connection.waitForTheEnd();
  }
}
