package io.github.lumacontracts.mock.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lifecycle that makes no sense costs a warning, and its operation the tasks; nothing else. */
class LifecycleFaultsTest {
  private static final String WITHOUT =
      " Until then the operation is answered from its examples alone.";
  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      info: {title: Jobs, version: '1'}
      paths:
        /jobs:
          post:
            operationId: createJob
            x-lifecycle: LIFECYCLE
            responses:
              '200':
                description: d
                content: {application/json: {examples: {new: {value: {id: a}}}}}
                links: {getJob: {operationId: getJob, parameters: {id: $response.body#/id}}}
        /jobs/{id}:
          get:
            operationId: getJob
            parameters: [{name: id, in: path, required: true, schema: {type: string}}]
            responses:
              '200':
                description: d
                content: {application/json: {examples: {going: {value: {id: a}}, done: {value: {id: a}}}}}
        /other:
          get: {operationId: other, responses: {'200': {description: d, content: {application/json: {examples: {x: {value: 1}}}}}}}
      """;

  @TempDir Path folder;

  private ApiDocument read(String lifecycle) throws IOException {
    Path file =
        Files.writeString(folder.resolve("jobs.yaml"), DOCUMENT.replace("LIFECYCLE", lifecycle));
    return DocumentReader.read("jobs.yaml", file.toUri().toURL(), true);
  }

  /** Returns a lifecycle that makes sense but for one member. */
  private static String with(String name, String value) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("id", "$response.body#/id");
    members.put("created", "new");
    members.put("states", "[{name: going, lasts: 1, shows: {getJob: going}}]");
    members.put("outcomes", "{completed: {shows: {getJob: done}}}");
    members.put(name, value);
    return members.toString().replace("=", ": ");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id         | the-id               | /id is \"the-id\", expected $response.body#/… of a member.",
        "id         | $response.body#/task | /id finds nothing at /task of the example \"new\". Name the member that shows the id.",
        "id-form    | abc                  | /id-form is \"abc\", expected a text with {uuid}, {hex} or {digits} in it.",
        "takes      | a while              | /takes is \"a while\", expected an ISO 8601 duration such as PT60S.",
        "link-lasts | PT-1S                | /link-lasts is \"PT-1S\", expected an ISO 8601 duration such as PT60S.",
        "created    | old                  | /created names the example \"old\", known are new.",
        "states     | []                   | /states is empty. List the states before the final one, in order.",
        "states     | [{name: a}]          | /states/0 lacks \"lasts\", the share of the time that it takes. Add it.",
        "states     | [{lasts: 1}]         | /states/0 lacks the text \"name\". Add it.",
        "states     | [{name: a, lasts: 0.5}] | /states has shares (\"lasts\") that sum to 0.5, expected 1.",
        "states     | [{name: a, lasts: 1, progress: 101}] | /states/0/progress is 101, expected percent from 0 to 100.",
        "states     | [{name: a, lasts: 1, shows: [b]}] | /states/0/shows is [\"b\"], expected an object.",
        "states     | [{name: a, lasts: 1, shows: {getJob: 1}}] | /states/0/shows/getJob is 1, expected a text.",
        "states     | [{name: a, lasts: 1, shows: {getJob: gone}}] | for getJob names the example \"gone\", known are going, done.",
        "states     | [{name: a, lasts: 1, shows: {getJob: 'going#/x'}}] | for getJob names \"going#/x\", and nothing is at that pointer. Correct it.",
        "states     | [{name: a, lasts: 1, shows: {getJob: 'going#x'}}] | for getJob names \"going#x\", and nothing is at that pointer. Correct it.",
        "states     | [{name: a, lasts: 1, shows: {getJab: going}}] | names \"getJab\", which is no operationId and no callback. Correct it.",
        "states     | [{name: a, lasts: 1, shows: {other: x}}] | shows tasks in other, where no client can ask for them. Add a link to it to the answer, or add it to \"lists\".",
        "outcomes   | {failed: {}}         | /outcomes has no \"completed\". Every lifecycle needs one.",
        "members    | {id: $task.id}       | /members/id has a name that is no JSON Pointer. Begin it with a slash.",
        "members    | {/id: $task.key}     | /members/~1id is \"$task.key\", expected $request.body#/…, $request.path.…, $request.query.…, $request.header.… or $task. with id, parent, created, updated, progress, video, thumbnail, ratio, width or height.",
        "members-of | {getJab: {}}         | names \"getJab\", which is no operationId and no callback. Correct it.",
        "lists      | {getJob: jobs}       | /lists/getJob is \"jobs\", expected a JSON Pointer. Begin it with a slash.",
        "headers    | {x-a: $request.cookie.b} | /headers/x-a is \"$request.cookie.b\", expected $request.body#/…, $request.path.…, $request.query.…, $request.header.… or $task. with id, parent, created, updated, progress, video, thumbnail, ratio, width or height.",
        "price      | {amount: much}       | /price/amount is no number of at least 0.",
        "account    | {operation: other}   | /account lacks the text \"balance\". Add it.",
        "account    | {operation: other, balance: coins} | /account/balance is \"coins\", expected a JSON Pointer. Begin it with a slash.",
        "account    | {operation: ather, balance: /a} | names \"ather\", which is no operationId and no callback. Correct it.",
        "like       | getJob               | /like names \"getJob\", which has no lifecycle of its own. Choose one of createJob.",
      })
  void names_file_place_and_what_to_do(String member, String value, String message)
      throws IOException {
    ApiDocument document = read(with(member, value));

    String space = message.startsWith("/") ? "" : " ";
    assertThat(document.warnings())
        .containsExactly("jobs.yaml#/paths/~1jobs/post/x-lifecycle" + space + message + WITHOUT);
    assertThat(document.operations()).hasSize(3).allMatch(each -> each.lifecycle().isEmpty());
  }

  @Test
  void a_lifecycle_of_another_kind_is_passed_over_too() throws IOException {
    assertThat(read("deprecated").warnings())
        .containsExactly(
            "jobs.yaml#/paths/~1jobs/post/x-lifecycle is no object. Describe states and outcomes"
                + " there, or remove it."
                + WITHOUT);
  }

  @Test
  void one_that_makes_sense_is_read_without_a_warning() throws IOException {
    ApiDocument document = read(with("price", "{amount: 0, unit: coins}"));

    assertThat(document.warnings()).isEmpty();
    assertThat(document.operations().get(0).lifecycle()).isPresent();
  }
}
