package io.github.lumacontracts.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.CallbackReport;
import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.SampleRequest;
import io.github.lumacontracts.mock.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final Violation MISSING =
      Violation.error(List.of("body"), "required", "Request body must have required property 'a'");
  private static final Violation OLD =
      Violation.warning(List.of("query", "old"), "deprecated", "Query param old is deprecated");

  private static final Exchange VALID =
      new Exchange(
          "GET",
          "/pets/1",
          Optional.of("GET /pets/{id}"),
          true,
          false,
          200,
          List.of(),
          List.of(),
          Optional.of("*/*"),
          Optional.of("application/json"),
          Optional.empty());
  private static final Exchange INVALID =
      new Exchange(
          "POST",
          "/pets/1",
          Optional.of("POST /pets/{id}"),
          true,
          false,
          422,
          List.of(MISSING, OLD),
          List.of(),
          Optional.of("*/*"),
          Optional.empty(),
          Optional.empty());
  private static final Exchange UNKNOWN =
      new Exchange(
          "GET",
          "/a\u001b[2J\nb",
          Optional.empty(),
          false,
          false,
          404,
          List.of(),
          List.of(),
          Optional.of("*/*"),
          Optional.of("application/problem+json"),
          Optional.of("https://stoplight.io/prism/errors#NO_PATH_MATCHED_ERROR: no path matched"));
  private static final Exchange STUBBED =
      new Exchange(
          "GET",
          "/mine",
          Optional.of("stub mine"),
          false,
          false,
          200,
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final Exchange FORWARDED =
      new Exchange(
          "GET",
          "/pets/1",
          Optional.of("GET /pets/{id}"),
          true,
          true,
          200,
          List.of(OLD),
          List.of(
              Violation.error(List.of("body"), "type", "Response body must be object"),
              Violation.warning(List.of(), "", "Odd status")),
          Optional.of("*/*"),
          Optional.of("application/json"),
          Optional.empty());

  private static List<String> printed(VerboseLevel level, LogFormat format, Consumer<Console> use) {
    StringWriter out = new StringWriter();
    use.accept(new Console(new PrintWriter(out, true), level, format));
    return out.toString().replaceAll("\\[\\d+:\\d\\d:\\d\\d [AP]M]", "[time]").lines().toList();
  }

  private static List<String> printed(VerboseLevel level, Exchange exchange) {
    return printed(level, LogFormat.PLAIN, console -> console.exchange(exchange));
  }

  @Test
  void tells_of_a_valid_request_in_the_words_of_prism() {
    assertThat(printed(VerboseLevel.INFO, VALID))
        .containsExactly(
            "[time] › [HTTP SERVER] get /pets/1 ℹ  info      Request received",
            "[time] ›     [NEGOTIATOR] ℹ  info      Request contains an accept header: */*",
            "[time] ›     [VALIDATOR] ✔  success   The request passed the validation rules. Looking"
                + " for the best response",
            "[time] ›     [NEGOTIATOR] ✔  success   Found a compatible content for */*",
            "[time] ›     [NEGOTIATOR] ✔  success   Responding with the requested status code 200",
            "[time] ›     [NEGOTIATOR] ℹ  info      > Responding with \"200\"");
  }

  @Test
  void tells_of_a_forwarded_request_and_what_is_wrong_on_both_sides() {
    assertThat(printed(VerboseLevel.INFO, FORWARDED))
        .containsExactly(
            "[time] › [HTTP SERVER] get /pets/1 ℹ  info      Request received",
            "[time] ›     [PROXY] ℹ  info      The upstream call to /pets/1 has returned 200",
            "[time] ›     [VALIDATOR] ⚠  warning   Violation: request.query.old Query param old is"
                + " deprecated",
            "[time] ›     [VALIDATOR] ✖  error     Violation: response.body Response body must be"
                + " object",
            "[time] ›     [VALIDATOR] ⚠  warning   Violation: response Odd status");
  }

  @Test
  void tells_how_to_allow_a_callback_that_was_not_sent() {
    CallbackReport blocked =
        new CallbackReport(
            "onDone",
            "POST",
            "http://example.com/\u001bhook",
            Optional.empty(),
            List.of(),
            Optional.of("example.com is not on this machine"),
            Optional.of("example.com"));

    assertThat(printed(VerboseLevel.INFO, LogFormat.PLAIN, console -> console.callback(blocked)))
        .containsExactly(
            "[time] › [CALLBACK] ⚠  warning   onDone: post http://example.com/?hook was not"
                + " answered: example.com is not on this machine. Allow it with --callback-hosts"
                + " example.com.");
  }

  @Test
  void tells_what_a_callback_was_answered() {
    CallbackReport sent =
        new CallbackReport(
            "onDone",
            "POST",
            "http://127.0.0.1:9/hook",
            Optional.of(200),
            List.of(Violation.error(List.of("body"), "type", "Response body must be object")),
            Optional.empty(),
            Optional.empty());

    assertThat(printed(VerboseLevel.INFO, LogFormat.PLAIN, console -> console.callback(sent)))
        .containsExactly(
            "[time] › [CALLBACK] ℹ  info      onDone: post http://127.0.0.1:9/hook was answered"
                + " with 200",
            "[time] › [CALLBACK] ✖  error     Violation: response.body Response body must be"
                + " object");
  }

  @Test
  void tells_of_an_invalid_request_in_the_words_of_prism() {
    assertThat(printed(VerboseLevel.INFO, INVALID))
        .containsExactly(
            "[time] › [HTTP SERVER] post /pets/1 ℹ  info      Request received",
            "[time] ›     [NEGOTIATOR] ℹ  info      Request contains an accept header: */*",
            "[time] ›     [VALIDATOR] ⚠  warning   Request did not pass the validation rules",
            "[time] ›     [VALIDATOR] ✖  error     Request body must have required property 'a'",
            "[time] ›     [VALIDATOR] ✖  error     Query param old is deprecated",
            "[time] ›     [NEGOTIATOR] ✔  success   Found response 422. I'll try with it.",
            "[time] ›     [NEGOTIATOR] ✔  success   Responding with the requested status code 422",
            "[time] ›     [NEGOTIATOR] ℹ  info      > Responding with \"422\"",
            "[time] ›     [VALIDATOR] ✖  error     Violation: request.body Request body must have"
                + " required property 'a'",
            "[time] ›     [VALIDATOR] ⚠  warning   Violation: request.query.old Query param old is"
                + " deprecated");
  }

  @Test
  void tells_of_an_unknown_path_and_keeps_control_characters_from_the_terminal() {
    assertThat(printed(VerboseLevel.INFO, UNKNOWN))
        .containsExactly(
            "[time] › [HTTP SERVER] get /a?[2J?b ℹ  info      Request received",
            "[time] › [HTTP SERVER] get /a?[2J?b ✖  error     Request terminated with error:"
                + " https://stoplight.io/prism/errors#NO_PATH_MATCHED_ERROR: no path matched");
  }

  @Test
  void names_the_stub_that_answered() {
    assertThat(printed(VerboseLevel.INFO, STUBBED))
        .containsExactly(
            "[time] › [HTTP SERVER] get /mine ℹ  info      Request received",
            "[time] ›     [NEGOTIATOR] ℹ  info      Answered by stub mine");
  }

  @Test
  void a_level_includes_those_after_it() {
    assertThat(printed(VerboseLevel.DEBUG, VALID)).hasSize(7);
    assertThat(printed(VerboseLevel.WARN, INVALID)).hasSize(5).noneMatch(l -> l.contains("info"));
    assertThat(printed(VerboseLevel.ERROR, INVALID)).hasSize(3).allMatch(l -> l.contains("error"));
    assertThat(printed(VerboseLevel.FATAL, INVALID)).isEmpty();
    assertThat(printed(VerboseLevel.SILENT, UNKNOWN)).isEmpty();
  }

  @Test
  void json_is_one_object_per_line() throws Exception {
    List<String> lines =
        printed(VerboseLevel.INFO, LogFormat.JSON, console -> console.exchange(UNKNOWN));

    assertThat(lines).hasSize(2);
    JsonNode last = new ObjectMapper().readTree(lines.get(1));
    assertThat(last.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    assertThat(last.path("level").asText()).isEqualTo("error");
    assertThat(last.path("tag").asText()).isEqualTo("HTTP SERVER");
    assertThat(last.path("message").asText()).startsWith("Request terminated with error: ");
    assertThat(last.path("method").asText()).isEqualTo("GET");
    assertThat(last.path("path").asText()).isEqualTo("/a\u001b[2J\nb");
    assertThat(last.path("status").asInt()).isEqualTo(404);
    assertThat(last.has("operation")).isFalse();
  }

  @Test
  void colours_stand_around_icon_and_word_only() {
    List<String> lines =
        printed(VerboseLevel.INFO, LogFormat.COLOURED, console -> console.exchange(STUBBED));

    assertThat(lines.get(0))
        .isEqualTo(
            "[time] › [HTTP SERVER] get /mine \u001b[34mℹ  info     \u001b[0m Request received");
  }

  @Test
  void a_document_that_cannot_be_used_is_told_line_by_line() {
    assertThat(
            printed(
                VerboseLevel.INFO,
                LogFormat.PLAIN,
                console -> {
                  console.reloading();
                  console.kept(new MockServerException("one\ntwo"));
                }))
        .containsExactly(
            "[time] › [HTTP SERVER] ℹ  info      Restarting luma-mock…",
            "[time] › [HTTP SERVER] ✖  error     one",
            "[time] › [HTTP SERVER] ✖  error     two",
            "[time] › [HTTP SERVER] ⚠  warning   The new documents cannot be used; continuing with"
                + " the old ones.");
  }

  @Test
  void quotes_for_a_shell() {
    SampleRequest request =
        new SampleRequest(
            "POST",
            URI.create("http://h/a?b=1&c=2"),
            Map.of("X", "it's"),
            Optional.of("{\"a\":\"$HOME 'q'\"}"));

    assertThat(Curl.line(request))
        .isEqualTo(
            "curl -i -X POST 'http://h/a?b=1&c=2' -H 'X: it'\\''s'"
                + " --data-raw '{\"a\":\"$HOME '\\''q'\\''\"}'");
  }
}
