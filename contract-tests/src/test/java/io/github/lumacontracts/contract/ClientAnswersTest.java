package io.github.lumacontracts.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.client.http.ApiResponse;
import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.mock.MockServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated clients send what the documents ask for and read what the documents show. */
@ExtendWith(Stub.class)
class ClientAnswersTest {
  private final ObjectMapper json = new ObjectMapper();

  static Stream<Contract.Answer> answers() {
    return StubAnswersTest.answers();
  }

  static Stream<Contract.Request> requests() {
    return StubAnswersTest.operations().flatMap(Contract.Operation::requests);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void reads_the_documented_answer(Contract.Answer answer, MockServer server) throws Exception {
    Contract contract = answer.operation().contract();
    URI base = contract.on(server);
    Contract.Request request = answer.operation().requests().findFirst().orElseThrow();

    try (GeneratedClient client =
        GeneratedClient.of(contract, base, Map.of("Prefer", answer.preference()))) {
      if (answer.isSuccess()) {
        ApiResponse<?> response = client.call(request);
        assertThat(response.statusCode()).isEqualTo(answer.status());
        assertThat(UnknownMembers.in(response.body())).as("members the client lacks").isEmpty();
        assertThat(WithoutNulls.of(written(response.body())))
            .isEqualTo(WithoutNulls.of(answer.value()));
      } else {
        ServiceException refused =
            catchThrowableOfType(ServiceException.class, () -> client.call(request));
        assertThat(refused.statusCode()).isEqualTo(answer.status());
        assertThat(json.readTree(refused.body())).isEqualTo(answer.value());
        Object error = refused.error(Object.class).orElseThrow();
        assertThat(UnknownMembers.in(error)).as("members the client lacks").isEmpty();
        assertThat(WithoutNulls.of(written(error))).isEqualTo(WithoutNulls.of(answer.value()));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void sends_the_documented_request(Contract.Request request, MockServer server) throws Exception {
    Contract contract = request.operation().contract();
    URI base = contract.on(server);
    String id = UUID.randomUUID().toString();

    try (GeneratedClient client = GeneratedClient.of(contract, base, Map.of("X-Case", id))) {
      assertThat(client.call(request).statusCode()).isBetween(200, 299);
    }

    SentRequest sent = SentRequest.find(server, base, "X-Case", id);
    List<String> problems = new Judge(contract).problems(request.operation(), sent);
    assertThat(problems).isEmpty();
    if (!request.value().isMissingNode()) {
      JsonNode expected =
          request.mediaType().startsWith("multipart/") ? texts(request.value()) : request.value();
      assertThat(sent.value()).isEqualTo(expected);
    }
  }

  /** Through text, so that a number has the type that JSON gives it and not that of a model. */
  private JsonNode written(Object model) throws JsonProcessingException {
    return json.readTree(json.writeValueAsString(model));
  }

  /** A form carries texts only. */
  private JsonNode texts(JsonNode object) {
    var texts = json.createObjectNode();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
