package io.github.lumacontracts.mock.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.configureFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.findAll;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonSchema;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.proxyAllTo;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.VerificationException;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.Metadata;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.UniformDistribution;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.StubImport;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.github.tomakehurst.wiremock.verification.NearMiss;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.Mount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WireMock's own Java client and assertions, unchanged, against a server made of a document. */
@SuppressWarnings("static") // WireMock has these as static methods, its users call them so
class WireMockClientTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      paths:
        /pets:
          post:
            requestBody:
              required: true
              content: {application/json: {schema: {type: object, required: [name]}}}
            responses: {'201': {description: made}}
        /pets/{id}:
          get:
            operationId: getPet
            responses: {'200': {content: {application/json: {example: {name: Rex}}}}}
      """;
  private static final String REX = "{\"name\":\"Rex\"}";

  @TempDir private static Path folder;
  private static MockServer server;
  private static WireMock wireMock;

  @BeforeAll
  static void start() throws IOException {
    Path file = Files.writeString(folder.resolve("pets.yaml"), DOCUMENT);
    server = MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build());
    wireMock = new WireMock("127.0.0.1", server.port());
    configureFor("127.0.0.1", server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void reset() {
    WireMock.removeAllMappings(); // recordings too, which a reset would load again
    WireMock.resetAllRequests();
    WireMock.resetAllScenarios();
    WireMock.setGlobalFixedDelay(0);
  }

  private static HttpResponse<String> call(String path) {
    return send(HttpRequest.newBuilder(URI.create(server.baseUri() + path)));
  }

  private static HttpResponse<String> call(String path, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(server.baseUri() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // mappings

  @Test
  void a_stub_is_made_read_changed_and_removed() {
    UUID id = UUID.randomUUID();
    stubFor(get("/pets/1").withId(id).willReturn(ok("first")));
    assertThat(call("/pets/1").body()).isEqualTo("first");
    assertThat(wireMock.getStubMapping(id).getItem().getRequest().getUrl()).isEqualTo("/pets/1");

    WireMock.editStub(get("/pets/1").withId(id).willReturn(ok("second")));
    assertThat(call("/pets/1").body()).isEqualTo("second");
    assertThat(WireMock.listAllStubMappings().getMappings()).hasSize(1);

    WireMock.removeStub(get("/pets/1").withId(id));
    assertThat(call("/pets/1").body()).isEqualTo(REX);
    assertThat(WireMock.listAllStubMappings().getMappings()).isEmpty();
  }

  @Test
  void the_document_is_neither_listed_nor_reset() {
    stubFor(any(anyUrl()).willReturn(serviceUnavailable()));
    assertThat(call("/pets/1").statusCode()).isEqualTo(503);

    WireMock.reset();

    assertThat(WireMock.listAllStubMappings().getMappings()).isEmpty();
    assertThat(call("/pets/1").body()).isEqualTo(REX);
  }

  @Test
  void stubs_are_found_and_removed_by_metadata() {
    stubFor(get("/a").withMetadata(Metadata.metadata().attr("team", "red")));
    stubFor(get("/b").withMetadata(Metadata.metadata().attr("team", "blue")));

    assertThat(WireMock.findStubsByMetadata(matchingJsonPath("$.team", equalTo("red"))))
        .extracting(stub -> stub.getRequest().getUrl())
        .containsExactly("/a");

    WireMock.removeStubsByMetadata(matchingJsonPath("$.team", equalTo("red")));

    assertThat(WireMock.listAllStubMappings().getMappings())
        .extracting(stub -> stub.getRequest().getUrl())
        .containsExactly("/b");
  }

  @Test
  void stubs_are_imported() {
    WireMock.importStubs(
        StubImport.stubImport()
            .stub(get("/one").willReturn(ok("1")))
            .stub(get("/two").willReturn(ok("2")))
            .build());

    assertThat(call("/one").body() + call("/two").body()).isEqualTo("12");
  }

  @Test
  void saving_writes_nothing_into_the_working_directory() throws IOException {
    List<Path> before = files(Path.of(""));
    stubFor(get("/saved").persistent());
    WireMock.saveAllMappings();

    assertThat(files(Path.of(""))).isEqualTo(before);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder, 4)) {
      return files.filter(path -> !path.startsWith("target")).sorted().toList();
    }
  }

  @Test
  void a_stub_that_never_matched_is_listed_as_such() {
    stubFor(get("/used"));
    stubFor(get("/unused"));
    call("/used");

    assertThat(call("/__admin/mappings/unmatched").body())
        .contains("/unused")
        .doesNotContain("/used\"");
  }

  // matching

  @Test
  void priority_then_age_decides() {
    stubFor(get(urlPathMatching("/pets/.*")).atPriority(3).willReturn(ok("pattern")));
    stubFor(get(urlEqualTo("/pets/1")).atPriority(7).willReturn(ok("exact")));
    assertThat(call("/pets/1").body()).isEqualTo("pattern");

    stubFor(get(urlPathEqualTo("/pets/1")).atPriority(3).willReturn(ok("newer")));
    assertThat(call("/pets/1").body()).isEqualTo("newer");
  }

  @Test
  void bodies_headers_and_hosts_are_matched() {
    stubFor(post("/pets").withRequestBody(equalToJson("{\"name\":\"Ada\"}")).willReturn(ok("ada")));
    stubFor(
        post("/pets")
            .withRequestBody(
                matchingJsonSchema(
                    "{\"properties\":{\"age\":{\"minimum\":99}}," + "\"required\":[\"age\"]}"))
            .willReturn(ok("old")));
    stubFor(get("/pets/1").withHeader("X-Kind", equalTo("cat")).willReturn(ok("cat")));
    stubFor(get("/pets/1").withHost(equalTo("other.example")).willReturn(ok("other host")));

    assertThat(call("/pets", "{\"name\":\"Ada\"}").body()).isEqualTo("ada");
    assertThat(call("/pets", "{\"age\":100}").body()).isEqualTo("old");
    assertThat(call("/pets", "{\"name\":\"Bob\"}").statusCode()).isEqualTo(201);
    assertThat(call("/pets/1").body()).isEqualTo(REX);
  }

  @Test
  void a_scenario_goes_through_its_states() {
    stubFor(
        get("/pets/1")
            .inScenario("pet")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(serviceUnavailable())
            .willSetStateTo("up"));
    stubFor(
        get("/pets/1").inScenario("pet").whenScenarioStateIs("up").willReturn(ok("from the stub")));

    assertThat(call("/pets/1").statusCode()).isEqualTo(503);
    assertThat(call("/pets/1").body()).isEqualTo("from the stub");
    assertThat(WireMock.getAllScenarios())
        .extracting(scenario -> scenario.getName() + " " + scenario.getState())
        .containsExactly("pet up");

    WireMock.setScenarioState("pet", Scenario.STARTED);
    assertThat(call("/pets/1").statusCode()).isEqualTo(503);

    WireMock.resetAllScenarios();
    assertThat(call("/pets/1").statusCode()).isEqualTo(503);
  }

  // answers

  @Test
  void a_template_of_a_stub_sees_the_request() {
    stubFor(
        post(urlPathEqualTo("/echo"))
            .willReturn(
                ok("{{request.query.q}} {{jsonPath request.body '$.name'}}")
                    .withTransformers("response-template")));

    assertThat(call("/echo?q=hello", "{\"name\":\"Ada\"}").body()).isEqualTo("hello Ada");
  }

  @Test
  void braces_in_the_answer_of_a_document_are_no_template() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("braces.yaml"),
            "openapi: 3.1.0\n"
                + "paths: {/b: {get: {responses: {'200': {content: {text/plain: {example:"
                + " '{{request.url}}'}}}}}}}\n");
    try (MockServer other =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build())) {
      assertThat(send(HttpRequest.newBuilder(URI.create(other.baseUri() + "/b"))).body())
          .isEqualTo("{{request.url}}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_fault_breaks_the_answer_and_nothing_else(Fault fault) {
    stubFor(get("/pets/1").willReturn(aResponse().withFault(fault)));

    assertThatThrownBy(() -> call("/pets/1")).isInstanceOf(java.io.UncheckedIOException.class);

    assertThat(call("/pets/2").body()).isEqualTo(REX);
  }

  @Test
  void delays_of_a_stub_hold() {
    stubFor(get("/fixed").willReturn(ok().withFixedDelay(200)));
    stubFor(get("/random").willReturn(ok().withRandomDelay(new UniformDistribution(200, 210))));
    stubFor(get("/drip").willReturn(ok("dripping").withChunkedDribbleDelay(4, 200)));

    assertThat(List.of("/fixed", "/random", "/drip"))
        .allSatisfy(path -> assertThat(millis(path)).isGreaterThanOrEqualTo(190));
  }

  @Test
  void delays_of_the_settings_hold_for_documents_too() {
    WireMock.setGlobalFixedDelay(200);
    assertThat(millis("/pets/1")).isGreaterThanOrEqualTo(190);

    WireMock.setGlobalFixedDelay(0);
    WireMock.setGlobalRandomDelay(new UniformDistribution(200, 210));
    assertThat(millis("/pets/1")).isGreaterThanOrEqualTo(190);
    WireMock.setGlobalRandomDelay(null);
  }

  private static long millis(String path) {
    long before = System.nanoTime();
    assertThat(call(path).statusCode()).isEqualTo(200);
    return (System.nanoTime() - before) / 1_000_000;
  }

  @Test
  void a_stub_can_pass_requests_on() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("upstream.yaml"),
            "openapi: 3.1.0\n"
                + "paths: {/up: {get: {responses: {'200': {content: {text/plain: {example:"
                + " upstream}}}}}}}\n");
    try (MockServer upstream =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build())) {
      stubFor(get("/up").willReturn(aResponse().proxiedFrom(upstream.baseUri().toString())));

      assertThat(call("/up").body()).isEqualTo("upstream");

      WireMock.reset();
      WireMock.startRecording(upstream.baseUri().toString());
      assertThat(call("/up").body()).isEqualTo("upstream");
      List<StubMapping> recorded = WireMock.stopRecording().getStubMappings();
      assertThat(recorded).extracting(stub -> stub.getRequest().getUrl()).containsExactly("/up");

      WireMock.reset();
      stubFor(proxyAllTo(upstream.baseUri().toString()));
      call("/up");
      assertThat(WireMock.snapshotRecord())
          .extracting(stub -> stub.getRequest().getUrl())
          .containsExactly("/up");
    }
  }

  @Test
  void what_was_recorded_is_played_back() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("played.yaml"),
            "openapi: 3.1.0\n"
                + "paths: {/tape: {get: {responses: {'200': {content: {text/plain: {example:"
                + " taped}}}}}}}\n");
    try (MockServer upstream =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build())) {
      WireMock.startRecording(upstream.baseUri().toString());
      call("/tape");
      WireMock.stopRecording();
    }

    assertThat(call("/tape").body()).isEqualTo("taped");
  }

  // verification

  @Test
  void requests_are_verified_counted_and_found() {
    call("/pets/1");
    call("/pets", "{\"name\":\"Ada\"}");

    verify(getRequestedFor(urlEqualTo("/pets/1")));
    verify(exactly(1), postRequestedFor(urlEqualTo("/pets")));
    verify(
        postRequestedFor(urlPathEqualTo("/pets"))
            .withRequestBody(matchingJsonPath("$.name", equalTo("Ada"))));
    assertThat(findAll(postRequestedFor(anyUrl())))
        .extracting(LoggedRequest::getBodyAsString)
        .containsExactly("{\"name\":\"Ada\"}");

    WireMock.resetAllRequests();
    verify(exactly(0), getRequestedFor(anyUrl()));
  }

  @Test
  void a_failed_verification_shows_what_came_instead() {
    call("/pets/1");

    assertThatThrownBy(() -> verify(getRequestedFor(urlEqualTo("/pets/2"))))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("No requests exactly matched. Most similar request was:")
        .hasMessageContaining("/pets/2")
        .hasMessageContaining("/pets/1");
    assertThatThrownBy(() -> verify(exactly(3), getRequestedFor(urlEqualTo("/pets/1"))))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining(
            "Expected exactly 3 requests matching the following pattern but" + " received 1");
  }

  @Test
  void requests_are_removed_one_by_one_and_by_pattern() {
    call("/pets/1");
    call("/pets/2");
    call("/pets/3");

    UUID first = WireMock.getAllServeEvents().get(2).getId();
    WireMock.removeServeEvent(first);
    WireMock.removeServeEvents(getRequestedFor(urlEqualTo("/pets/3")));

    assertThat(WireMock.getAllServeEvents())
        .extracting(event -> event.getRequest().getUrl())
        .containsExactly("/pets/2");
  }

  @Test
  void an_unmatched_request_shows_its_near_misses() {
    stubFor(get("/dogs/1").willReturn(okJson("{}")));
    call("/dogs/2");
    call("/pets/1");

    assertThat(WireMock.findUnmatchedRequests())
        .extracting(LoggedRequest::getUrl)
        .containsExactly("/dogs/2");
    List<NearMiss> misses = WireMock.findNearMissesForAllUnmatched();
    assertThat(misses).hasSize(1);
    assertThat(misses.get(0).getStubMapping().getRequest().getUrl()).isEqualTo("/dogs/1");
    assertThat(WireMock.findNearMissesFor(getRequestedFor(urlEqualTo("/pets/2"))))
        .extracting(miss -> miss.getRequest().getUrl())
        .contains("/pets/1");
  }

  // the rest of the admin API

  @Test
  void the_server_tells_its_health_version_and_api() {
    assertThat(call("/__admin/health").body()).contains("\"status\" : \"healthy\"");
    assertThat(call("/__admin/version").body()).contains("3.13.2");
    assertThat(call("/__admin/docs/swagger").statusCode()).isEqualTo(200);
    assertThat(call("/__admin/docs").statusCode()).isIn(200, 302);
  }

  @Test
  void a_webhook_of_a_stub_is_sent() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("hook.yaml"),
            "openapi: 3.1.0\npaths: {/hook: {post: {responses: {'204': {description: ok}}}}}\n");
    var heard = new java.util.concurrent.CompletableFuture<String>();
    try (MockServer receiver =
        MockServer.start(
            MockServerOptions.builder()
                .mount(Mount.of(file))
                .listener(exchange -> heard.complete(exchange.method() + " " + exchange.path()))
                .build())) {
      stubFor(
          get("/pets/1")
              .willReturn(ok())
              .withServeEventListener(
                  "webhook",
                  com.github.tomakehurst.wiremock.extension.Parameters.from(
                      java.util.Map.of(
                          "method", "POST", "url", receiver.baseUri() + "/hook", "body", "{}"))));
      call("/pets/1");

      assertThat(heard.get(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("POST /hook");
    }
  }

  @Test
  void a_journal_of_no_requests_is_off() throws IOException {
    try (MockServer quiet =
        MockServer.start(
            MockServerOptions.builder()
                .mount(Mount.of(Files.writeString(folder.resolve("quiet.yaml"), DOCUMENT)))
                .journalSize(0)
                .build())) {
      assertThat(send(HttpRequest.newBuilder(URI.create(quiet.baseUri() + "/pets/1"))).body())
          .isEqualTo(REX);
      assertThatThrownBy(
              () ->
                  new WireMock("127.0.0.1", quiet.port())
                      .verifyThat(getRequestedFor(urlEqualTo("/pets/1"))))
          .hasMessageContaining("journal");
    }
  }

  @Test
  void recording_from_the_server_itself_ends() {
    WireMock.startRecording(server.baseUri().toString());
    assertThat(call("/pets/1").statusCode()).isEqualTo(508);
    assertThat(call("/pets/1").body()).contains("#PROXY_LOOP");
    WireMock.stopRecording();
    WireMock.removeAllMappings();

    assertThat(call("/pets/1").body()).isEqualTo(REX);
  }
}
