package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A named example of an operation's answer. Nobody may write into its values.
 *
 * @param selection the example as an answer
 * @param whole its value
 * @param task the part that shows one task
 */
record Shown(Selection selection, JsonNode whole, JsonNode task) {

  /**
   * Returns an example.
   *
   * @param shown its name, and after a hash maybe the pointer to the task
   * @param list where the array of tasks is, if it shows several; the first is taken then
   */
  static Optional<Shown> of(ApiOperation operation, String shown, Optional<JsonPointer> list) {
    String name = ApiLifecycle.exampleOf(shown);
    String item = ApiLifecycle.pointerOf(shown);
    return all(operation).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(
            found ->
                found.with(
                    item.isEmpty()
                        ? list.map(pointer -> found.whole().at(pointer).path(0))
                            .orElse(found.whole())
                        : found.whole().at(JsonPointer.compile(item))));
  }

  /** Returns all examples that have a value, in the order of the document. */
  static List<Shown> all(ApiOperation operation) {
    List<Shown> all = new ArrayList<>();
    for (ApiResponse response : operation.responses()) {
      for (ApiContent content : response.contents()) {
        for (ApiContent.Example example : content.examples()) {
          example
              .value()
              .ifPresent(
                  value ->
                      all.add(
                          new Shown(
                              selection(
                                  status(response.code()),
                                  response,
                                  Optional.of(content),
                                  Optional.of(example)),
                              value,
                              value)));
        }
      }
    }
    return all;
  }

  /** Returns the first of these statuses that the operation documents, exactly or as a range. */
  static Optional<Selection> documented(ApiOperation operation, List<Integer> statuses) {
    for (boolean range : new boolean[] {false, true}) {
      for (int status : statuses) {
        String code = range ? status / 100 + "XX" : String.valueOf(status);
        for (ApiResponse response : operation.responses()) {
          if (response.code().equalsIgnoreCase(code)) {
            Optional<ApiContent> content = response.contents().stream().findFirst();
            return Optional.of(
                selection(
                    status,
                    response,
                    content,
                    content.flatMap(each -> each.examples().stream().findFirst())));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Selection selection(
      int status,
      ApiResponse response,
      Optional<ApiContent> content,
      Optional<ApiContent.Example> example) {
    return new Selection(
        status,
        response,
        content,
        content.map(ApiContent::mediaType).orElse(""),
        example,
        Generation.STATIC);
  }

  private static int status(String code) {
    if (code.length() != 3 || code.charAt(0) < '1' || code.charAt(0) > '5') {
      return 200;
    }
    return code.endsWith("XX") ? (code.charAt(0) - '0') * 100 : number(code);
  }

  private static int number(String code) {
    try {
      return Integer.parseInt(code);
    } catch (NumberFormatException e) {
      return 200; // such as default
    }
  }

  Shown with(JsonNode part) {
    return new Shown(selection, whole, part);
  }

  /** Returns the example with other tasks in its list. */
  JsonNode list(JsonPointer place, List<JsonNode> tasks) {
    return list(whole, place, tasks);
  }

  /** Returns a copy of an example with other tasks in its list. */
  static JsonNode list(JsonNode example, JsonPointer place, List<JsonNode> tasks) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode().addAll(tasks);
    if (place.matches()) {
      return array;
    }
    JsonNode copy = example.deepCopy();
    Pointers.set(copy, place, array);
    return copy;
  }

  String name() {
    return selection.example().orElseThrow().name();
  }

  boolean isSuccess() {
    return selection.response().code().startsWith("2");
  }

  /** Whether an answer is this example, maybe in another media type. */
  boolean is(Selection other) {
    return other.status() == selection.status()
        && other.example().filter(example -> example.name().equals(name())).isPresent();
  }
}
