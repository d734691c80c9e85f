package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static io.github.lumacontracts.mock.Http.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
  private static final String JSON = "application/json";

  @TempDir Path folder;

  private MockServer proxy(Receiver upstream) {
    return proxy(upstream.uri(), options -> options);
  }

  private MockServer proxy(URI upstream, UnaryOperator<MockServerOptions.Builder> more) {
    Path file =
        Http.file(
            folder,
            "api.yaml",
            """
            openapi: 3.0.3
            paths:
              /pets:
                get:
                  operationId: listPets
                  parameters:
                    - {in: query, name: limit, schema: {type: integer}}
                    - {in: query, name: old, deprecated: true, schema: {type: string}}
                  responses:
                    '200':
                      description: d
                      headers: {X-Total: {schema: {type: integer}}}
                      content: {application/json: {schema: {type: array, items: {type: string}}, example: [mocked]}}
                    '422': {description: d, content: {text/plain: {example: mocked refusal}}}
                post:
                  deprecated: true
                  requestBody: {required: true, content: {application/json: {schema: {type: object, required: [name]}}}}
                  responses: {'201': {description: d}}
              /files:
                put:
                  requestBody: {content: {application/octet-stream: {}}}
                  responses: {'200': {description: d, content: {application/octet-stream: {}}}}
              /secret:
                get: {security: [{key: []}], responses: {'200': {description: d}}}
            components: {securitySchemes: {key: {type: http, scheme: bearer}}}
            """);
    return MockServer.start(
        more.apply(MockServerOptions.builder().mount(Mount.of(file)).upstream(upstream)).build());
  }

  @Test
  void hands_on_path_query_headers_and_body_as_they_came() throws Exception {
    try (Receiver upstream = Receiver.answering(201, "", "");
        MockServer server = proxy(upstream.uri().resolve("/api/"), options -> options)) {
      post(
          server,
          "/pets?b=1&a=%20x&c[0]=d&a=2",
          "{\"name\":\"Ünal\"}",
          "Content-Type",
          "application/json; charset=utf-8",
          "X-Trace",
          "t1",
          "Authorization",
          "Bearer k");

      Receiver.Received sent = upstream.next();
      assertThat(sent.method()).isEqualTo("POST");
      assertThat(sent.target()).isEqualTo("/api/pets?b=1&a=%20x&c[0]=d&a=2");
      assertThat(sent.text()).isEqualTo("{\"name\":\"Ünal\"}");
      assertThat(sent.header("content-type")).isEqualTo("application/json; charset=utf-8");
      assertThat(sent.header("x-trace")).isEqualTo("t1");
      assertThat(sent.header("authorization")).isEqualTo("Bearer k");
      assertThat(sent.header("host")).isEqualTo("127.0.0.1:" + upstream.port());
    }
  }

  @Test
  void keeps_headers_that_are_for_the_next_hop_only() throws Exception {
    try (Receiver upstream =
            new Receiver(
                exchange -> {
                  exchange.getResponseHeaders().add("Keep-Alive", "timeout=5");
                  exchange.getResponseHeaders().add("Connection", "X-Internal");
                  exchange.getResponseHeaders().add("X-Internal", "i");
                  exchange.getResponseHeaders().add("X-Public", "p");
                  exchange.getResponseHeaders().add("Set-Cookie", "a=1");
                  exchange.getResponseHeaders().add("Set-Cookie", "b=2");
                  Receiver.send(exchange, 200, JSON, "[]".getBytes(StandardCharsets.UTF_8));
                });
        MockServer server = proxy(upstream)) {
      HttpResponse<String> response =
          get(server, "/pets", "TE", "trailers", "Proxy-Authorization", "Basic x", "X-Kept", "k");

      Receiver.Received sent = upstream.next();
      assertThat(sent.headers())
          .doesNotContainKeys("te", "proxy-authorization")
          .containsKey("x-kept");
      assertThat(response.headers().map()).doesNotContainKeys("keep-alive", "x-internal");
      assertThat(header(response, "x-public")).isEqualTo("p");
      assertThat(response.headers().allValues("set-cookie"))
          .containsExactlyInAnyOrder("a=1", "b=2");
      assertThat(response.headers().allValues("date")).hasSize(1);
    }
  }

  @Test
  void hands_on_any_bytes_both_ways() throws Exception {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    try (Receiver upstream =
            new Receiver(
                exchange -> Receiver.send(exchange, 200, "application/octet-stream", bytes));
        MockServer server = proxy(upstream)) {
      HttpResponse<byte[]> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server.baseUri() + "/files"))
                      .version(HttpClient.Version.HTTP_1_1)
                      .header("Content-Type", "application/octet-stream")
                      .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());

      assertThat(Arrays.equals(upstream.next().body(), bytes)).isTrue();
      assertThat(Arrays.equals(response.body(), bytes)).isTrue();
      assertThat(header(response, "sl-violations")).isEmpty();
    }
  }

  @Test
  void checks_a_gzipped_answer_and_leaves_it_gzipped() throws Exception {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
      gzip.write("[1]".getBytes(StandardCharsets.UTF_8));
    }
    try (Receiver upstream =
            new Receiver(
                exchange -> {
                  exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                  Receiver.send(exchange, 200, JSON, small.toByteArray());
                });
        MockServer server = proxy(upstream)) {
      HttpResponse<byte[]> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server.baseUri() + "/pets"))
                      .header("Accept-Encoding", "gzip, br")
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());

      assertThat(upstream.next().header("accept-encoding")).isEqualTo("gzip"); // not br
      assertThat(header(response, "content-encoding")).isEqualTo("gzip");
      assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("[1]");
      assertThat(header(response, "sl-violations"))
          .contains("Response body property 0 must be string");
    }
  }

  @Test
  void sends_a_body_with_get_as_well() throws Exception {
    try (Receiver upstream = Receiver.answering(200, JSON, "[]");
        MockServer server = proxy(upstream)) {
      Http.send(server, "GET", "/pets", "{}", "Content-Type", JSON);

      assertThat(upstream.next().text()).isEqualTo("{}");
    }
  }

  @Test
  void an_answer_to_head_has_no_body_and_is_not_missed() throws Exception {
    try (Receiver upstream = Receiver.answering(200, "text/plain", "unseen");
        MockServer server = proxy(upstream)) {
      HttpResponse<String> response = Http.send(server, "HEAD", "/elsewhere", "");

      assertThat(upstream.next().method()).isEqualTo("HEAD");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void reports_a_wrong_request_and_a_wrong_answer_and_hands_both_on() throws Exception {
    List<Exchange> exchanges = new ArrayList<>();
    try (Receiver upstream =
            new Receiver(
                exchange -> {
                  exchange.getResponseHeaders().set("X-Total", "many");
                  Receiver.send(exchange, 200, JSON, "{}".getBytes(StandardCharsets.UTF_8));
                });
        MockServer server = proxy(upstream.uri(), options -> options.listener(exchanges::add))) {
      HttpResponse<String> response = get(server, "/pets?limit=x");

      assertThat(upstream.next().target()).isEqualTo("/pets?limit=x");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{}");
      assertThat(header(response, "sl-violations"))
          .isEqualTo(
              "[{\"location\":[\"request\",\"query\",\"limit\"],\"severity\":\"Error\",\"code\":\"type\","
                  + "\"message\":\"Request query parameter limit must be integer\"},"
                  + "{\"location\":[\"response\",\"body\"],\"severity\":\"Error\",\"code\":\"type\","
                  + "\"message\":\"Response body must be array\"},"
                  + "{\"location\":[\"response\",\"header\",\"x-total\"],\"severity\":\"Error\","
                  + "\"code\":\"type\",\"message\":\"Response header parameter x-total must be"
                  + " integer\"}]");
      assertThat(exchanges).singleElement().extracting(Exchange::status).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | application/json | {}  | "severity":"Warning","message":"Unable to match the returned status code with those defined in the document: 200,422"
          204 |                  |     | "severity":"Error","message":"Unable to match the returned status code with those defined in the document: 200,422"
          200 | text/plain       | []  | "message":"The received media type \\"text/plain\\" does not match the one specified in the current response: application/json"
          200 | application/json | [   | Response body is not JSON
          200 | application/json; charset=utf-8 | [] |
          """)
  void tells_an_answer_that_the_document_does_not_have(
      int status, String type, String body, String violation) {
    try (Receiver upstream =
            Receiver.answering(status, type == null ? "" : type, body == null ? "" : body);
        MockServer server = proxy(upstream)) {
      HttpResponse<String> response = get(server, "/pets");

      assertThat(response.statusCode()).isEqualTo(status);
      if (violation == null) {
        assertThat(header(response, "sl-violations")).isEmpty();
      } else {
        assertThat(header(response, "sl-violations")).contains(violation);
      }
    }
  }

  @Test
  void marks_a_deprecated_operation() {
    try (Receiver upstream = Receiver.answering(201, "", "");
        MockServer server = proxy(upstream)) {
      HttpResponse<String> response =
          post(server, "/pets", "{\"name\":\"Rex\"}", "Content-Type", JSON);

      assertThat(header(response, "deprecation")).isEqualTo("true");
    }
  }

  @Test
  void with_errors_a_wrong_request_does_not_reach_the_server() {
    try (Receiver upstream = Receiver.answering(200, JSON, "[]");
        MockServer server = proxy(upstream.uri(), options -> options.errors(true))) {
      assertThat(get(server, "/pets?limit=x").body())
          .startsWith("{\"type\":\"https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY\"");
      assertThat(get(server, "/secret").statusCode()).isEqualTo(401);
      assertThat(header(get(server, "/secret"), "www-authenticate")).isEqualTo("Bearer");
      assertThat(post(server, "/pets", "{", "Content-Type", JSON).statusCode()).isEqualTo(400);
      assertThat(get(server, "/nowhere").statusCode()).isEqualTo(404);
      assertThat(Http.send(server, "DELETE", "/pets", "").statusCode()).isEqualTo(405);

      assertThat(upstream.count()).isZero();
    }
  }

  @Test
  void with_errors_a_wrong_answer_is_a_problem_and_a_warning_is_none() {
    try (Receiver upstream = Receiver.answering(200, JSON, "{}");
        MockServer server = proxy(upstream.uri(), options -> options.errors(true))) {
      HttpResponse<String> response = get(server, "/pets?old=1");

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains("errors#VIOLATIONS").doesNotContain("deprecated");
      assertThat(upstream.count()).isOne();
    }
  }

  @Test
  void without_errors_a_body_that_cannot_be_read_is_for_the_server_to_refuse() throws Exception {
    try (Receiver upstream = Receiver.answering(201, "", "");
        MockServer server = proxy(upstream)) {
      HttpResponse<String> response = post(server, "/pets", "{", "Content-Type", JSON);

      assertThat(upstream.next().text()).isEqualTo("{");
      assertThat(header(response, "sl-violations")).contains("The request body is not JSON");
    }
  }

  @Test
  void checks_only_credentials_when_requests_are_not_to_be_checked() {
    try (Receiver upstream = Receiver.answering(200, JSON, "[]");
        MockServer server = proxy(upstream.uri(), options -> options.validateRequests(false))) {
      assertThat(header(get(server, "/pets?limit=x"), "sl-violations")).isEmpty();
      assertThat(header(get(server, "/secret"), "sl-violations"))
          .isEqualTo(
              "[{\"location\":[\"request\"],\"severity\":\"Error\",\"code\":401,\"message\":\"Invalid"
                  + " security scheme used\"}]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere/%7Bx%7D?y", "/a//double", "/pets/", "/a|b"})
  void hands_on_what_the_document_does_not_know(String path) throws Exception {
    try (Receiver upstream = Receiver.answering(418, "text/plain", "teapot");
        MockServer server = proxy(upstream)) {
      HttpResponse<String> response = raw(server, path);

      assertThat(upstream.next().target()).isEqualTo(path.replace("|", "%7C"));
      assertThat(response.statusCode()).isEqualTo(418);
      assertThat(response.body()).isEqualTo("teapot");
      assertThat(header(response, "sl-violations"))
          .isEqualTo(
              "[{\"location\":[\"request\"],\"severity\":\"Warning\",\"message\":\"Selected route not"
                  + " found\"}]");
    }
  }

  private static HttpResponse<String> raw(MockServer server, String path) {
    return get(server, path.replace("|", "%7C"));
  }

  @Test
  void mocks_what_the_server_has_not_implemented() {
    try (Receiver upstream = Receiver.answering(501, "text/plain", "later");
        MockServer server = proxy(upstream)) {
      assertThat(get(server, "/pets").body()).isEqualTo("[\"mocked\"]");
      assertThat(get(server, "/pets?limit=x").body()).isEqualTo("mocked refusal");
      assertThat(get(server, "/nowhere").statusCode()).isEqualTo(501);
    }
  }

  @Test
  void does_not_follow_redirects() throws Exception {
    try (Receiver upstream =
            new Receiver(
                exchange -> {
                  exchange.getResponseHeaders().set("Location", "/elsewhere");
                  Receiver.send(exchange, 302, "", new byte[0]);
                });
        MockServer server = proxy(upstream)) {
      HttpResponse<String> response = get(server, "/pets");

      assertThat(response.statusCode()).isEqualTo(302);
      assertThat(header(response, "location")).isEqualTo("/elsewhere");
      assertThat(upstream.count()).isOne();
    }
  }

  @Test
  void a_server_that_is_down_is_a_bad_gateway_until_it_is_up() {
    Receiver gone = Receiver.answering(200, JSON, "[]");
    URI address = gone.uri();
    gone.close();
    try (MockServer server = proxy(address, options -> options)) {
      for (String path : List.of("/pets", "/nowhere")) {
        HttpResponse<String> response = get(server, path, "Authorization", "Bearer secret-key");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(header(response, "content-type")).isEqualTo("application/problem+json");
        assertThat(response.body())
            .contains("errors#UPSTREAM_UNREACHABLE")
            .contains(address + " gave no answer to GET " + path)
            .doesNotContain("secret-key");
      }
    }
  }

  @Test
  void an_answer_that_breaks_off_is_a_bad_gateway() {
    try (Receiver upstream =
            new Receiver(
                exchange -> {
                  exchange.sendResponseHeaders(200, 100);
                  exchange.getResponseBody().write(1);
                  exchange.getResponseBody().flush();
                  throw new IOException("hangs up");
                });
        MockServer server = proxy(upstream)) {
      assertThat(get(server, "/pets").statusCode()).isEqualTo(502);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_is_too_slow_is_a_gateway_timeout(boolean begins) {
    CountDownLatch released = new CountDownLatch(1);
    try (Receiver upstream =
            new Receiver(
                exchange -> {
                  if (begins) {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('[');
                    exchange.getResponseBody().flush();
                  }
                  try {
                    released.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        MockServer server =
            proxy(upstream.uri(), options -> options.upstreamTimeout(Duration.ofMillis(200)))) {
      HttpResponse<String> response = get(server, "/pets");

      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(response.body())
          .contains("errors#UPSTREAM_TIMEOUT")
          .contains("GET /pets within 200 ms");
      released.countDown();
    }
  }

  @Test
  void goes_through_a_proxy() throws Exception {
    try (Receiver way =
            new Receiver(
                exchange -> {
                  if (exchange.getRequestHeaders().containsKey("Proxy-Authorization")) {
                    Receiver.send(exchange, 200, JSON, "[]".getBytes(StandardCharsets.UTF_8));
                  } else {
                    exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"way\"");
                    Receiver.send(exchange, 407, "", new byte[0]);
                  }
                });
        MockServer server =
            proxy(
                URI.create("http://upstream.invalid/base"),
                options ->
                    options.upstreamProxy(
                        URI.create("http://user:word@127.0.0.1:" + way.port())))) {
      HttpResponse<String> response = get(server, "/pets");

      assertThat(response.body()).isEqualTo("[]");
      way.next();
      Receiver.Received second = way.next();
      assertThat(second.target()).isEqualTo("http://upstream.invalid/base/pets");
      assertThat(second.header("proxy-authorization")).isEqualTo("Basic dXNlcjp3b3Jk");
    }
  }

  @Test
  void appears_in_the_journal_with_the_name_of_the_operation() {
    try (Receiver upstream = Receiver.answering(200, JSON, "[\"Rex\"]");
        MockServer server = proxy(upstream)) {
      get(server, "/pets");

      assertThat(get(server, "/__admin/requests").body())
          .contains("GET /pets")
          .contains("listPets")
          .contains("Rex");
    }
  }

  @Test
  void a_users_stub_comes_before_the_server() {
    try (Receiver upstream = Receiver.answering(200, JSON, "[]");
        MockServer server = proxy(upstream)) {
      post(
          server,
          "/__admin/mappings",
          "{\"request\":{\"url\":\"/pets\"},\"response\":{\"status\":418}}");

      assertThat(get(server, "/pets").statusCode()).isEqualTo(418);
      assertThat(upstream.count()).isZero();
    }
  }

  @Test
  void serves_many_while_the_server_is_slow() throws Exception {
    CountDownLatch all = new CountDownLatch(40);
    try (Receiver upstream =
            new Receiver(
                exchange -> {
                  all.countDown();
                  try {
                    all.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  Receiver.send(exchange, 200, JSON, "[]".getBytes(StandardCharsets.UTF_8));
                });
        MockServer server = proxy(upstream)) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUri() + "/pets")).build();
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      var calls =
          java.util.stream.IntStream.range(0, 40)
              .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
              .toList();

      assertThat(calls).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localhost:8080       | Upstream is not an address of a server; expected something like http://host:8080.
          ftp://host           | Upstream is not an address of a server; expected something like http://host:8080.
          http://host/?a=b     | Upstream host must not have a query or a fragment.
          http://u:secret@host | Upstream host must not have a user; clients send their own.
          """)
  void refuses_an_upstream_that_is_none(String upstream, String message) {
    assertThatThrownBy(() -> MockServerOptions.builder().upstream(URI.create(upstream)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
