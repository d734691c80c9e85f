package io.github.lumacontracts.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The stub gives every documented answer word for word, to a plain HTTP client. */
@ExtendWith(Stub.class)
class StubAnswersTest {
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();

  static Stream<Contract.Answer> answers() {
    return Contract.all().flatMap(Contract::operations).flatMap(Contract.Operation::answers);
  }

  static Stream<Contract.Operation> operations() {
    return Contract.all().flatMap(Contract::operations);
  }

  static Stream<Contract.Operation> operationsWithRequiredMembers() {
    return operations()
        .filter(
            operation ->
                operation.bodies().stream()
                    .map(body -> operation.contract().resolve(body.getValue().get("schema")))
                    .anyMatch(schema -> schema.has("required")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void gives_the_documented_answer(Contract.Answer answer, MockServer server) throws Exception {
    HttpResponse<String> got =
        send(server, answer.operation(), true, "Prefer", answer.preference());

    assertThat(got.statusCode()).as(got.body()).isEqualTo(answer.status());
    assertThat(got.headers().firstValue("content-type")).hasValue(answer.mediaType());
    assertThat(json.readTree(got.body())).isEqualTo(answer.value());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void answers_a_request_without_a_key_with_the_documented_401(
      Contract.Operation operation, MockServer server) throws Exception {
    HttpResponse<String> got = send(server, operation, false);

    Contract.Answer documented =
        operation.answers().filter(answer -> answer.status() == 401).findFirst().orElseThrow();
    assertThat(got.statusCode()).isEqualTo(401);
    assertThat(json.readTree(got.body())).isEqualTo(documented.value());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operationsWithRequiredMembers")
  void answers_an_empty_object_with_the_documented_400(
      Contract.Operation operation, MockServer server) throws Exception {
    HttpResponse<String> got =
        http.send(
            request(server, operation, true)
                .header("Content-Type", "application/json")
                .method(operation.method(), BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());

    Contract.Answer documented =
        operation.answers().filter(answer -> answer.status() == 400).findFirst().orElseThrow();
    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(json.readTree(got.body())).isEqualTo(documented.value());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void keeps_apart_what_only_another_provider_has(Provider provider, MockServer server)
      throws Exception {
    URI nowhere = URI.create(server.baseUri(provider) + "/no-such-path");

    HttpResponse<String> got =
        http.send(HttpRequest.newBuilder(nowhere).build(), BodyHandlers.ofString());

    assertThat(got.statusCode()).isEqualTo(404);
    assertThat(got.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = json.readTree(got.body());
    assertThat(problem.get("type").asText())
        .isEqualTo("https://stoplight.io/prism/errors#NO_PATH_MATCHED_ERROR");
  }

  private HttpResponse<String> send(
      MockServer server, Contract.Operation operation, boolean withKey, String... headers)
      throws Exception {
    HttpRequest.Builder request = request(server, operation, withKey);
    // A form goes out as JSON here, where the document allows both: the clients send real forms.
    Contract.Request sample =
        operation
            .requests()
            .filter(candidate -> !candidate.mediaType().startsWith("multipart/"))
            .findFirst()
            .orElseThrow();
    if (sample.value().isMissingNode()) {
      request.method(operation.method(), BodyPublishers.noBody());
    } else {
      request.header("Content-Type", sample.mediaType());
      request.method(operation.method(), BodyPublishers.ofString(sample.value().toString()));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(
      MockServer server, Contract.Operation operation, boolean withKey) {
    StringBuilder uri = new StringBuilder();
    uri.append(operation.contract().on(server)).append(operation.samplePath());
    char separator = '?';
    for (JsonNode parameter : operation.parameters("query")) {
      for (JsonNode value : Contract.example(parameter)) {
        // The one array parameter of the documents is written with indexes.
        uri.append(separator).append(parameter.get("name").asText()).append("%5B0%5D=");
        uri.append(value.asText());
        separator = '&';
      }
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri.toString()));
    if (withKey) {
      request.header("Authorization", Credentials.header(operation.contract()));
    }
    return request;
  }
}
