package io.github.lumacontracts.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.Mount;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract tests turn red when document, stub and client drift apart. Each case runs the very
 * checks of the other classes on a copy of V-API's document that is broken in one place.
 */
class BrokenContractTest {
  private static final Provider PROVIDER = Provider.VAPI;

  @TempDir Path folder;

  @Test
  void passes_on_an_unbroken_copy() throws IOException {
    String document = PROVIDER.documentText();

    withStub(
        document,
        server ->
            assertThatCode(checkAnswer(Contract.of(PROVIDER), "getGeneration", "200", server))
                .doesNotThrowAnyException());
  }

  @Test
  void a_member_renamed_in_the_document_fails_the_client() throws IOException {
    String renamed = replace(PROVIDER.documentText(), "failure_reason:", "fail_reason:");
    Contract today = Contract.parse(PROVIDER, renamed);

    withStub(
        renamed,
        server ->
            assertThatThrownBy(checkAnswer(today, "getGeneration", "200", server))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("members the client lacks")
                .hasMessageContaining("fail_reason"));
  }

  @Test
  void a_request_member_renamed_in_the_document_fails_the_client() throws IOException {
    String renamed = replace(PROVIDER.documentText(), "user_prompt", "prompt_text");
    Contract today = Contract.parse(PROVIDER, renamed);

    withStub(
        renamed,
        server ->
            assertThatThrownBy(checkRequest(today, "createGeneration", server))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("members that the client lacks: [/prompt_text]"));
  }

  @Test
  void a_status_that_the_stub_dropped_fails_the_stub() throws IOException {
    String withoutTooMany =
        replace(
            PROVIDER.documentText(),
            "        '429':\n          $ref: '#/components/responses/TooManyRequests'\n",
            "");

    withStub(
        withoutTooMany,
        server ->
            assertThatThrownBy(
                    () ->
                        new StubAnswersTest()
                            .gives_the_documented_answer(
                                answer(Contract.of(PROVIDER), "getTasks", "429"), server))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("429"));
  }

  @Test
  void a_client_that_sends_what_the_document_does_not_know_fails_the_judge() throws IOException {
    Contract contract = Contract.of(PROVIDER);
    SentRequest sent =
        new SentRequest(
            "POST",
            "/luma/generations",
            List.of(),
            Map.of("Authorization", "test-key", "Content-Type", "application/json"),
            "{\"prompt\": \"a paper boat\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(new Judge(contract).problems(operation(contract, "createGeneration"), sent))
        .anyMatch(problem -> problem.equals("Authorization is test-key"))
        .anyMatch(problem -> problem.contains("user_prompt"))
        .anyMatch(problem -> problem.equals("body: prompt is not in the document"));
  }

  @Test
  void an_answer_that_the_document_does_not_know_fails_the_judge() throws IOException {
    Contract contract = Contract.of(PROVIDER);
    Contract.Operation read = operation(contract, "getGeneration");
    Judge judge = new Judge(contract);

    assertThat(judge.problems(read, 200, "{\"id\": 17}"))
        .singleElement(STRING)
        .contains("expected type: string");
    assertThat(judge.problems(read, 404, "{\"message\": \"Not found\"}"))
        .containsExactly("no error of the document for status 404: {\"message\": \"Not found\"}");
    assertThat(judge.problems(read, 418, "{}"))
        .containsExactly("status 418 is not in the document: {}");
  }

  private interface Check {
    void on(MockServer server);
  }

  private void withStub(String document, Check check) throws IOException {
    Path file = Files.writeString(folder.resolve("openapi.yaml"), document);
    MockServerOptions options =
        MockServerOptions.builder().mount(Mount.of(file).at("/" + PROVIDER.slug())).build();
    try (MockServer server = MockServer.start(options)) {
      check.on(server);
    }
  }

  private static ThrowingCallable checkAnswer(
      Contract contract, String operationId, String status, MockServer server) {
    return () ->
        new ClientAnswersTest()
            .reads_the_documented_answer(answer(contract, operationId, status), server);
  }

  private static ThrowingCallable checkRequest(
      Contract contract, String operationId, MockServer server) {
    return () ->
        new ClientAnswersTest()
            .sends_the_documented_request(
                operation(contract, operationId).requests().findFirst().orElseThrow(), server);
  }

  private static Contract.Answer answer(Contract contract, String operationId, String status) {
    return operation(contract, operationId)
        .answers()
        .filter(answer -> answer.statusKey().equals(status))
        .findFirst()
        .orElseThrow();
  }

  private static Contract.Operation operation(Contract contract, String operationId) {
    return contract
        .operations()
        .filter(operation -> operation.id().equals(operationId))
        .findFirst()
        .orElseThrow();
  }

  private static String replace(String document, String old, String replacement) {
    assertThat(document).contains(old);
    return document.replace(old, replacement);
  }
}
