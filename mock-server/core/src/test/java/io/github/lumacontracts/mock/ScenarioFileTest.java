package io.github.lumacontracts.mock;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a file of scenarios that makes no sense. */
class ScenarioFileTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[a]                        | : no object of scenarios by name.",
        "a b: {}                    | #/a b: the name must be of letters, digits, dots, dashes and underscores.",
        "a: 1                       | #/a: expected an object, {} for one where nothing is special.",
        "a: {outcom: x}             | #/a/outcom: unknown; known are delay, description, fault, headers, link-lasts, outcome, remove, replace, slower, status, stuck-in, webhooks, window.",
        "a: {outcome: 1}            | #/a/outcome: is 1, expected a text.",
        "a: {slower: 0}             | #/a/slower: is 0, expected a number above 0, at most 1000000.",
        "a: {slower: fast}          | #/a/slower: is \"fast\", expected a number above 0, at most 1000000.",
        "a: {status: [404, 99]}     | #/a/status: is 99, expected a number from 200 to 599.",
        "a: {status: no}            | #/a/status: is \"no\", expected a number from 200 to 599.",
        "a: {headers: [x]}          | #/a/headers: is [\"x\"], expected an object.",
        "a: {headers: {a b: c}}     | #/a/headers: a b cannot be sent as a header.",
        "a: {headers: {a: \"b\\nc\"}} | #/a/headers: a cannot be sent as a header.",
        "a: {headers: {a: [b]}}     | #/a/headers: a cannot be sent as a header.",
        "a: {window: 5}             | #/a/window: is 5, expected an object.",
        "a: {window: {last: PT1S}}  | #/a/window/last: unknown; known are lasts, requests.",
        "a: {window: {requests: 1}} | #/a/window/lasts: expected an ISO 8601 duration such as PT1S above 0.",
        "a: {window: {lasts: PT0S, requests: 1}} | #/a/window/lasts: expected an ISO 8601 duration such as PT1S above 0.",
        "a: {window: {lasts: PT1S}} | #/a/window/requests: expected how many are let through, 0 to 1000000.",
        "a: {window: {lasts: PT1S, requests: -1}} | #/a/window/requests: expected how many are let through, 0 to 1000000.",
        "a: {window: {lasts: PT1S, requests: 1}} | #/a/window: limits requests, and nothing says how; add a status, delay or fault.",
        "a: {delay: 5}              | #/a/delay: is 5, expected an ISO 8601 duration such as PT30S.",
        "a: {delay: PT-1S}          | #/a/delay: is \"PT-1S\", expected an ISO 8601 duration such as PT30S.",
        "a: {delay: PT11M}          | #/a/delay: is longer than PT10M.",
        "a: {fault: boom}           | #/a/fault: is \"boom\", expected \"dropped\".",
        "a: {replace: {state: x}}   | #/a/replace: state is no JSON Pointer; begin it with a slash.",
        "a: {remove: /state}        | #/a/remove: is \"/state\", expected a list.",
        "a: {remove: [state]}       | #/a/remove: \"state\" is neither a JSON Pointer nor an expression like $task.id.",
        "a: {link-lasts: long}      | #/a/link-lasts: is \"long\", expected an ISO 8601 duration such as PT30S.",
        "a: {webhooks: lost}        | #/a/webhooks: is \"lost\", expected an object.",
        "a: {webhooks: {copy: 2}}   | #/a/webhooks/copy: unknown; known are copies, late, lost, unordered.",
        "a: {webhooks: {copies: 11}} | #/a/webhooks/copies: is 11, expected 1 to 10.",
        "a: {webhooks: {lost: 1}}   | #/a/webhooks/lost: is 1, expected true or false.",
      })
  void names_file_place_and_what_is_expected(String text, String message) {
    Path file = Http.file(folder, "s.yaml", text);

    assertThatThrownBy(() -> Bakery.open(options -> options.scenarios(file)))
        .isInstanceOf(MockServerException.class)
        .hasMessage(file + message);
  }

  @Test
  void says_where_it_has_looked_for_a_file_that_is_not_there() {
    Path file = folder.resolve("none.yaml");

    assertThatThrownBy(() -> Bakery.open(options -> options.scenarios(file)))
        .isInstanceOf(MockServerException.class)
        .hasMessage(
            file + ": no file of scenarios there. Paths are relative to the working directory.");
  }
}
