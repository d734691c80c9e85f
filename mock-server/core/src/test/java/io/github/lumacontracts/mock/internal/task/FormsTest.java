package io.github.lumacontracts.mock.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @ParameterizedTest(name = "as {0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "1700000000                       | 1767323045",
        "1700000000000                    | 1767323045678",
        "1700000000.5                     | 1767323045",
        "\"1700000000\"                   | \"1767323045\"",
        "\"1700000000000\"                | \"1767323045678\"",
        "\"2024-01-01T00:00:00Z\"         | \"2026-01-02T03:04:05Z\"",
        "\"2024-01-01T00:00:00.0Z\"       | \"2026-01-02T03:04:05.6Z\"",
        "\"2024-01-01T00:00:00.000000Z\"  | \"2026-01-02T03:04:05.678901Z\"",
        "\"2024-01-01T00:00:00\"          | \"2026-01-02T03:04:05\"",
        "\"2024-01-01 00:00:00\"          | \"2026-01-02 03:04:05\"",
        "\"2024-01-01T00:00:00+08:00\"    | \"2026-01-02T03:04:05+00:00\"",
        "\"2024-01-01T00:00:00.000+0800\" | \"2026-01-02T03:04:05.678+0000\"",
        "\"some day\"                     | \"2026-01-02T03:04:05.678901Z\"",
        "0                                | 0",
        "\"0\"                            | \"0\"",
      })
  void writes_a_time_as_the_example_does_and_zero_means_not_yet(String form, String written)
      throws Exception {
    assertThat(Forms.time(json(form), TIME)).hasToString(written);
  }

  @ParameterizedTest(name = "as {0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {"0 | 45", "1.0 | 45", "\"0\" | \"45\"", "\"100%\" | \"45%\"", "\"\" | \"45\""})
  void writes_progress_as_the_example_does(String form, String written) throws Exception {
    assertThat(Forms.percent(json(form), 45)).hasToString(written);
  }

  @ParameterizedTest(name = "{1} as {0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"a\"   | \"b\"    | \"b\"",
        "\"a\"   | 1.50     | \"1.5\"",
        "\"a\"   | true     | \"true\"",
        "\"a\"   | {\"b\":1} | \"a\"",
        "1       | \"2.5\"  | 2.5",
        "1       | \"two\"  | 1",
        "1       | 2        | 2",
        "1       | true     | 1",
        "true    | \"false\" | false",
        "true    | \"true\" | true",
        "true    | \"no\"   | true",
        "[1]     | [2,3]    | [2,3]",
        "{}      | {\"b\":1} | {\"b\":1}",
      })
  void gives_a_value_the_type_of_the_example_s_and_else_leaves_that(
      String form, String value, String written) throws Exception {
    assertThat(Forms.value(json(form), json(value))).hasToString(written);
  }
}
