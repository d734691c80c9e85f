package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import java.util.List;
import java.util.Optional;

/**
 * A named example of an operation's answer.
 *
 * @param item where in it the task is; empty if the whole is, or the first item of a list
 */
record Shown(
    int status, ApiResponse response, ApiContent content, ApiContent.Example example, String item) {

  static Optional<Shown> of(ApiOperation operation, String shown) {
    String name = ApiLifecycle.exampleOf(shown);
    for (ApiResponse response : operation.responses()) {
      for (ApiContent content : response.contents()) {
        for (ApiContent.Example example : content.examples()) {
          if (example.name().equals(name) && example.value().isPresent()) {
            return Optional.of(
                new Shown(
                    status(response.code()),
                    response,
                    content,
                    example,
                    ApiLifecycle.pointerOf(shown)));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the first of these statuses that the operation documents, exactly or as a range. */
  static Optional<Selection> documented(ApiOperation operation, List<Integer> statuses) {
    for (boolean range : new boolean[] {false, true}) {
      for (int status : statuses) {
        String code = range ? status / 100 + "XX" : String.valueOf(status);
        for (ApiResponse response : operation.responses()) {
          if (response.code().equalsIgnoreCase(code)) {
            return Optional.of(first(status, response));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Selection first(int status, ApiResponse response) {
    Optional<ApiContent> content = response.contents().stream().findFirst();
    return new Selection(
        status,
        response,
        content,
        content.map(ApiContent::mediaType).orElse(""),
        content.flatMap(each -> each.examples().stream().findFirst()),
        Generation.STATIC);
  }

  static int status(String code) {
    return code.matches("[1-5][0-9]{2}")
        ? Integer.parseInt(code)
        : code.matches("[1-5]XX") ? (code.charAt(0) - '0') * 100 : 200;
  }

  JsonNode value() {
    return example.value().orElseThrow();
  }

  /** Returns the part that shows one task, given where the list of tasks is. */
  JsonNode part(Optional<JsonPointer> list) {
    if (!item.isEmpty()) {
      return value().at(JsonPointer.compile(item));
    }
    return list.map(pointer -> value().at(pointer).path(0)).orElseGet(this::value);
  }

  Selection selection() {
    return new Selection(
        status,
        response,
        Optional.of(content),
        content.mediaType(),
        Optional.of(example),
        Generation.STATIC);
  }
}
