package io.github.lumacontracts.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackTest {
  private static final String JSON = "application/json";

  @TempDir Path folder;

  private final BlockingQueue<CallbackReport> reports = new LinkedBlockingQueue<>();

  /** Serves one operation whose callback goes to an address in a document. */
  private MockServer serve(String url) {
    return serve(url, "");
  }

  private MockServer serve(String url, String parameters, String... allowedHosts) {
    Path file =
        Http.file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /jobs/{id}:
                post:
                  requestBody: {content: {'*/*': {schema: {}}}}
                  responses:
                    '201':
                      description: d
                      headers: {X-Job: {schema: {type: string}, example: j7}}
                      content: {application/json: {example: {job: {id: 7, tags: [a, b]}}}}
                    '400': {description: d}
                  callbacks:
                    onDone:
                      '%s':
                        post:
                          parameters: [%s]
                          requestBody:
                            content:
                              application/json:
                                schema: {type: object}
                                examples: {first: {value: {state: done}}, second: {value: {state: failed}}}
                          responses: {'2XX': {description: d, content: {application/json: {schema: {type: object}}}}}
            """
                .formatted(url, parameters));
    return MockServer.start(
        MockServerOptions.builder()
            .mount(Mount.of(file))
            .callbackHosts(allowedHosts)
            .callbackListener(reports::add)
            .build());
  }

  private CallbackReport report() throws InterruptedException {
    CallbackReport report = reports.poll(10, TimeUnit.SECONDS);
    assertThat(report).as("a report within 10 s").isNotNull();
    return report;
  }

  @Test
  void sends_the_first_example_to_the_address_in_the_request() throws Exception {
    try (Receiver receiver = Receiver.answering(200, JSON, "{}");
        MockServer server = serve("{$request.body#/hook}")) {
      Http.post(
          server,
          "/jobs/1",
          "{\"hook\":\"" + receiver.uri() + "/done?key=secret\"}",
          "Content-Type",
          JSON);

      Receiver.Received callback = receiver.next();
      assertThat(callback.method()).isEqualTo("POST");
      assertThat(callback.target()).isEqualTo("/done?key=secret");
      assertThat(callback.header("content-type")).isEqualTo(JSON);
      assertThat(callback.text()).isEqualTo("{\"state\":\"done\"}");
      CallbackReport report = report();
      assertThat(report.status()).contains(200);
      assertThat(report.address()).isEqualTo(receiver.uri() + "/done"); // the query holds keys
      assertThat(report.violations()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {$method}                            | POST
          {$statusCode}                        | 201
          {$request.path.id}                   | a b
          {$request.query.q}                   | x&y
          {$request.header.X-Thing}            | thing
          {$request.body#/a/1/b}               | 2.5
          {$request.body#/a~1b}                | slash
          {$response.header.x-job}             | j7
          {$response.body#/job/id}             | 7
          {$response.body#/job/tags}           | ["a","b"]
          {$request.query.q}-{$statusCode}-end | x&y-201-end
          """)
  void evaluates_runtime_expressions(String expression, String value) throws Exception {
    try (Receiver receiver = Receiver.answering(200, JSON, "{}");
        MockServer server =
            serve(
                receiver.uri() + "/hook",
                "{in: header, name: X-Value, schema: {type: string}, example: '"
                    + expression
                    + "'}")) {
      Http.post(
          server,
          "/jobs/a%20b?q=x%26y",
          "{\"a\":[0,{\"b\":2.5}],\"a/b\":\"slash\"}",
          "Content-Type",
          JSON,
          "x-thing",
          "thing");

      assertThat(receiver.next().header("x-value")).isEqualTo(value);
    }
  }

  @Test
  void knows_the_called_address_and_the_whole_body() throws Exception {
    try (Receiver receiver = Receiver.answering(200, JSON, "{}");
        MockServer server =
            serve(
                receiver.uri() + "/{$request.body}",
                "{in: header, name: X-Url, schema: {type: string}, example: $url}")) {
      Http.post(server, "/jobs/1?a=%20", "plain text", "Content-Type", "text/plain");

      Receiver.Received callback = receiver.next();
      assertThat(callback.header("x-url")).isEqualTo(server.baseUri() + "/jobs/1?a=%20");
      assertThat(callback.target()).isEqualTo("/plain%20text");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/x-www-form-urlencoded | x=1&hook=%s/a%%20b
          multipart/form-data; boundary=B   | --B~Content-Disposition: form-data; name="hook"~~%s/a%%20b~--B--~
          """)
  void finds_the_address_in_a_form(String type, String body) throws Exception {
    try (Receiver receiver = Receiver.answering(200, JSON, "{}");
        MockServer server = serve("{$request.body#/hook}")) {
      Http.post(
          server,
          "/jobs/1",
          body.formatted(receiver.uri()).replace("~", "\r\n"),
          "Content-Type",
          type);

      assertThat(receiver.next().target()).isEqualTo("/a%20b");
    }
  }

  @Test
  void sends_nothing_without_an_address_or_after_an_error() throws Exception {
    try (Receiver receiver = Receiver.answering(200, JSON, "{}");
        MockServer server = serve("{$request.body#/hook}")) {
      String hook = "{\"hook\":\"" + receiver.uri() + "/%s\"}";
      Http.post(server, "/jobs/1", "{}", "Content-Type", JSON);
      Http.post(server, "/jobs/1", "{\"hook\":null}", "Content-Type", JSON);
      Http.post(
          server, "/jobs/1", hook.formatted("error"), "Content-Type", JSON, "Prefer", "code=400");
      Http.post(
          server,
          "/jobs/1",
          hook.formatted("loop"),
          "Content-Type",
          JSON,
          "User-Agent",
          "luma-mock-callback");
      Http.post(server, "/jobs/1", hook.formatted("last"), "Content-Type", JSON);

      assertThat(receiver.next().target()).isEqualTo("/last");
      assertThat(report().status()).contains(200);
      assertThat(reports).isEmpty();
    }
  }

  @Test
  void does_not_wait_for_the_receiver() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    try (Receiver receiver =
            new Receiver(
                exchange -> {
                  try {
                    released.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  Receiver.send(exchange, 200, JSON, "{}".getBytes());
                });
        MockServer server = serve("{$request.body#/hook}")) {
      for (int i = 0; i < 20; i++) {
        HttpResponse<String> response =
            Http.post(
                server, "/jobs/1", "{\"hook\":\"" + receiver.uri() + "\"}", "Content-Type", JSON);
        assertThat(response.statusCode()).isEqualTo(201);
      }
      assertThat(reports).isEmpty();
      released.countDown();
      assertThat(report().status()).contains(200);
    }
  }

  @Test
  void checks_what_the_receiver_answers() throws Exception {
    try (Receiver receiver = Receiver.answering(200, JSON, "[]");
        MockServer server = serve(receiver.uri() + "/hook")) {
      Http.post(server, "/jobs/1", "");

      CallbackReport report = report();
      assertThat(report.status()).contains(200);
      assertThat(report.violations())
          .extracting(Violation::message)
          .containsExactly("Response body must be object");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://........                      | this is no address of http or https |
          not an address                        | this is no address of http or https |
          file:///etc/passwd                    | this is no address of http or https |
          http://example.com/hook               | example.com is not on this machine and not among the allowed hosts | example.com
          http://localhost:1@example.com/       | example.com is not on this machine and not among the allowed hosts | example.com
          http://127.0.0.1.example.com/         | 127.0.0.1.example.com is not on this machine and not among the allowed hosts | 127.0.0.1.example.com
          http://10.0.0.1/                      | 10.0.0.1 is not on this machine and not among the allowed hosts | 10.0.0.1
          http://2130706433/                    | 2130706433 is not on this machine and not among the allowed hosts | 2130706433
          """)
  void reports_an_address_that_it_does_not_call(String hook, String problem, String blocked)
      throws Exception {
    try (MockServer server = serve("{$request.body#/hook}")) {
      HttpResponse<String> response =
          Http.post(server, "/jobs/1", "{\"hook\":\"" + hook + "\"}", "Content-Type", JSON);

      assertThat(response.statusCode()).isEqualTo(201);
      CallbackReport report = report();
      assertThat(report.problem()).contains(problem);
      assertThat(report.blockedHost().orElse(null)).isEqualTo(blocked);
    }
  }

  @Test
  void reports_a_receiver_that_refuses_or_hangs_up() throws Exception {
    Receiver gone = Receiver.answering(200, JSON, "{}");
    int closedPort = gone.port();
    gone.close();
    try (Receiver rude = new Receiver(exchange -> exchange.getResponseBody().close());
        MockServer server = serve("{$request.body#/hook}")) {
      for (int port : List.of(closedPort, rude.port())) {
        Http.post(
            server,
            "/jobs/1",
            "{\"hook\":\"http://localhost:" + port + "/\"}",
            "Content-Type",
            JSON);

        CallbackReport report = report();
        assertThat(report.status()).isEmpty();
        assertThat(report.problem()).isPresent();
      }
    }
  }

  @Test
  void does_not_show_a_secret_that_no_header_can_have() throws Exception {
    String secret =
        "{in: header, name: X-Secret, schema: {type: string}, example: $request.body#/secret}";
    try (MockServer server = serve("http://localhost:1/", secret)) {
      Http.post(server, "/jobs/1", "{\"secret\":\"s3cret\\n\"}", "Content-Type", JSON);

      assertThat(report().problem())
          .contains("the header X-Secret cannot have the value that it is to have");
    }
  }

  @Test
  void reports_an_expression_that_is_none() throws Exception {
    try (MockServer server = serve("http://localhost/{id}")) {
      Http.post(server, "/jobs/1", "");

      assertThat(report().problem()).contains("{id} is no runtime expression");
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "hooks.invalid,   http://hooks.invalid/x",
    "*.invalid,       http://a.b.invalid/x",
    "*,               http://other.invalid/x",
  })
  void calls_a_host_that_is_allowed(String allowed, String hook) throws Exception {
    try (MockServer server = serve(hook, "", allowed)) {
      Http.post(server, "/jobs/1", "");

      CallbackReport report = report();
      assertThat(report.blockedHost()).isEmpty();
      assertThat(report.problem()).isPresent(); // nothing listens there
    }
  }

  @Test
  void default_documents_with_a_placeholder_for_the_address_make_no_trouble() throws Exception {
    try (MockServer server =
        MockServer.start(MockServerOptions.builder().callbackListener(reports::add).build())) {
      SampleRequest sample = server.sampleRequest().orElseThrow();

      HttpResponse<String> response =
          Http.post(
              server,
              sample.uri().getRawPath(),
              sample.body().orElse(""),
              sample.headers().entrySet().stream()
                  .flatMap(header -> java.util.stream.Stream.of(header.getKey(), header.getValue()))
                  .toArray(String[]::new));

      assertThat(response.statusCode()).isEqualTo(200);
    }
  }
}
