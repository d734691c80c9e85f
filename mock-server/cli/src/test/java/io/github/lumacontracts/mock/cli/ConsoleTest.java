package io.github.lumacontracts.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.SampleRequest;
import io.github.lumacontracts.mock.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final Exchange INVALID =
      new Exchange(
          "POST",
          "/pets",
          Optional.of("POST /pets"),
          422,
          List.of(
              Violation.error(List.of("body", "a"), "type", "Request body property a must be")));

  private static String printed(VerboseLevel level, Exchange exchange) {
    StringWriter out = new StringWriter();
    new Console(new PrintWriter(out, true), level).exchange(exchange);
    return out.toString().replaceAll("\\[\\d+:\\d\\d:\\d\\d [AP]M]", "[time]");
  }

  @Test
  void prints_a_request_in_the_shape_of_prism() {
    assertThat(printed(VerboseLevel.INFO, INVALID).lines())
        .containsExactly(
            "[time] › [HTTP SERVER] post /pets ℹ  info      POST /pets → 422",
            "[time] ›     [VALIDATOR] ✖  error     Violation: request.body.a Request body property a"
                + " must be");
  }

  @Test
  void tells_violations_of_the_answer_from_those_of_the_request() {
    Exchange odd =
        new Exchange(
            "GET",
            "/pets",
            Optional.of("GET /pets"),
            200,
            List.of(),
            List.of(Violation.warning(List.of(), "", "Odd status")));

    assertThat(printed(VerboseLevel.WARN, odd).lines())
        .containsExactly("[time] ›     [VALIDATOR] ⚠  warning   Violation: response Odd status");
  }

  @Test
  void prints_only_violations_on_level_error_and_nothing_when_silent() {
    assertThat(printed(VerboseLevel.ERROR, INVALID))
        .doesNotContain("HTTP SERVER")
        .contains("a must");
    assertThat(printed(VerboseLevel.SILENT, INVALID)).isEmpty();
  }

  @Test
  void keeps_control_characters_of_a_path_from_the_terminal() {
    Exchange odd = new Exchange("GET", "/a\u001b[2J\nb", Optional.empty(), 404, List.of());

    assertThat(printed(VerboseLevel.INFO, odd))
        .contains("get /a?[2J?b ")
        .contains("nothing matched");
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
