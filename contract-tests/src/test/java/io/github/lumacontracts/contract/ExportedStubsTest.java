package io.github.lumacontracts.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.StubExport;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A stock WireMock with the exported documents answers as the stub does without tasks. */
@ExtendWith(Stub.WithoutTasks.class)
class ExportedStubsTest {
  @TempDir private static Path folder;
  private static WireMockServer wireMock;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void export() {
    StubExport.write(MockServerOptions.defaults(), folder, false);
    wireMock =
        new WireMockServer(
            WireMockConfiguration.options()
                .dynamicPort()
                .usingFilesUnderDirectory(folder.toString()));
    wireMock.start();
  }

  @AfterAll
  static void stop() {
    wireMock.stop();
  }

  static Stream<Contract.Answer> answers() {
    return Contract.all().flatMap(Contract::operations).flatMap(Contract.Operation::answers);
  }

  static Stream<Contract.Request> requests() {
    return Contract.all().flatMap(Contract::operations).flatMap(Contract.Operation::requests);
  }

  static Stream<Contract.Operation> operations() {
    return Contract.all().flatMap(Contract::operations);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void gives_every_documented_answer(Contract.Answer answer, MockServer server) throws Exception {
    Contract.Request sample = sample(answer.operation());

    assertSame(server, sample, true, "Prefer", answer.preference());
    assertSame(server, sample, true, "Prefer", "code=" + answer.status());
    if (answer.isSuccess()) {
      assertSame(server, sample, true, "Prefer", "example=\"" + answer.example() + "\"");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void takes_every_documented_request(Contract.Request request, MockServer server)
      throws Exception {
    if (request.mediaType().startsWith("multipart/")) {
      return; // a form of many parts is not looked into by either stub; StubAnswersTest sends them
    }
    assertSame(server, request, true);
    assertSame(server, request, true, "Accept", "application/json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void refuses_a_request_without_a_key(Contract.Operation operation, MockServer server)
      throws Exception {
    assertSame(server, sample(operation), false);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void tells_an_unknown_path_and_method(Provider provider, MockServer server) throws Exception {
    Contract.Operation operation = Contract.of(provider).operations().findFirst().orElseThrow();
    String known = "/" + provider.slug() + operation.samplePath();

    for (String path : List.of("/" + provider.slug() + "/no-such-path", known)) {
      assertThat(shown(send(wireMock.baseUrl() + path, "TRACE")))
          .isEqualTo(shown(send(server.baseUri() + path, "TRACE")));
    }
  }

  private static Contract.Request sample(Contract.Operation operation) {
    return operation
        .requests()
        .filter(candidate -> !candidate.mediaType().startsWith("multipart/"))
        .findFirst()
        .orElseThrow();
  }

  private void assertSame(
      MockServer server, Contract.Request sample, boolean withKey, String... headers)
      throws Exception {
    String path =
        "/" + sample.operation().contract().provider().slug() + target(sample.operation());
    HttpResponse<String> ours = send(server.baseUri() + path, sample, withKey, headers);
    HttpResponse<String> theirs = send(wireMock.baseUrl() + path, sample, withKey, headers);

    assertThat(shown(theirs)).isEqualTo(shown(ours));
  }

  private static String shown(HttpResponse<String> response) {
    return response.statusCode()
        + " "
        + response.headers().firstValue("content-type").orElse("")
        + "\n"
        + response.body();
  }

  private HttpResponse<String> send(String uri, String method) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(uri)).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> send(
      String uri, Contract.Request sample, boolean withKey, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
    if (sample.value().isMissingNode()) {
      request.method(sample.operation().method(), BodyPublishers.noBody());
    } else {
      request.header("Content-Type", sample.mediaType());
      request.method(
          sample.operation().method(), BodyPublishers.ofString(sample.value().toString()));
    }
    if (withKey) {
      request.header("Authorization", Credentials.header(sample.operation().contract()));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String target(Contract.Operation operation) {
    StringBuilder target = new StringBuilder(operation.samplePath());
    char separator = '?';
    for (JsonNode parameter : operation.parameters("query")) {
      for (JsonNode value : Contract.example(parameter)) {
        target.append(separator).append(parameter.get("name").asText()).append("%5B0%5D=");
        target.append(value.asText());
        separator = '&';
      }
    }
    return target.toString();
  }
}
