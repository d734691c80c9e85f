package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.lumacontracts.mock.MockServerException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Holds lifecycles against the operations and examples that they name. */
final class LifecycleCheck {
  /** Values of examples by operation or callback, and name; missing if in another file. */
  private final Map<String, Map<String, JsonNode>> examples = new LinkedHashMap<>();

  /** Operations that a client can ask for tasks: a link leads there, or they are a list. */
  private final Set<String> askable = new HashSet<>();

  LifecycleCheck(List<ApiOperation> operations) {
    for (ApiOperation operation : operations) {
      operation.operationId().ifPresent(id -> examples.putIfAbsent(id, answers(operation)));
      operation.links().forEach(link -> askable.add(link.operation()));
      operation.lifecycle().ifPresent(lifecycle -> askable.addAll(lifecycle.lists().keySet()));
    }
  }

  /**
   * Looks whether all that the lifecycle of an operation names is in the document.
   *
   * @throws MockServerException for the first thing that is not
   */
  void check(Cursor root, ApiOperation operation) {
    if (operation.lifecycle().isEmpty()) {
      return;
    }
    ApiLifecycle lifecycle = operation.lifecycle().get();
    Cursor place =
        root.at("paths")
            .at(operation.path())
            .resolved()
            .at(operation.method().toLowerCase(Locale.ROOT))
            .at(LifecycleReader.MEMBER);
    created(place, lifecycle, answers(operation));
    Map<String, Map<String, JsonNode>> shown = new HashMap<>(examples);
    Set<String> reached = new HashSet<>(askable);
    for (ApiCallback callback : operation.callbacks()) {
      shown.put(
          callback.name(),
          values(callback.operation().body().stream().flatMap(body -> body.contents().stream())));
      reached.add(callback.name());
    }
    Set<String> named = new LinkedHashSet<>(lifecycle.lists().keySet());
    named.addAll(lifecycle.membersOf().keySet());
    lifecycle.account().ifPresent(account -> named.add(account.operation()));
    lifecycle.allShown().forEach(shows -> named.addAll(shows.keySet()));
    for (String name : named) {
      if (!shown.containsKey(name)) {
        throw wrong(
            place, "names \"" + name + "\", which is no operationId and no callback. Correct it.");
      }
    }
    for (Map<String, String> shows : lifecycle.allShown()) {
      shows.forEach(
          (name, text) -> {
            if (!reached.contains(name)) {
              throw wrong(
                  place,
                  "shows tasks in "
                      + name
                      + ", where no client can ask for them. Add a link to it to the answer, or add"
                      + " it to \"lists\".");
            }
            example(place, name, text, shown.getOrDefault(name, Map.of()));
          });
    }
  }

  private static void created(Cursor place, ApiLifecycle lifecycle, Map<String, JsonNode> answers) {
    JsonNode example = answers.get(lifecycle.created());
    if (example == null) {
      throw wrong(
          place.at("created"),
          "names the example \""
              + lifecycle.created()
              + "\", known are "
              + String.join(", ", answers.keySet())
              + ".");
    }
    if (!example.isMissingNode() && example.at(lifecycle.id()).isMissingNode()) {
      throw wrong(
          place.at("id"),
          "finds nothing at "
              + lifecycle.id()
              + " of the example \""
              + lifecycle.created()
              + "\". Name the member that shows the id.");
    }
  }

  private static void example(
      Cursor place, String operation, String text, Map<String, JsonNode> known) {
    String name = ApiLifecycle.exampleOf(text);
    JsonNode example = known.get(name);
    if (example == null) {
      throw wrong(
          place,
          "for "
              + operation
              + " names the example \""
              + name
              + "\", known are "
              + String.join(", ", known.keySet())
              + ".");
    }
    String pointer = ApiLifecycle.pointerOf(text);
    if (!LifecycleReader.isPointer(pointer)
        || (!example.isMissingNode() && example.at(JsonPointer.compile(pointer)).isMissingNode())) {
      throw wrong(
          place,
          "for "
              + operation
              + " names \""
              + text
              + "\", and nothing is at that pointer. Correct it.");
    }
  }

  private static Map<String, JsonNode> answers(ApiOperation operation) {
    return values(operation.responses().stream().flatMap(answer -> answer.contents().stream()));
  }

  private static Map<String, JsonNode> values(Stream<ApiContent> contents) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    contents
        .flatMap(content -> content.examples().stream())
        .forEach(
            example ->
                values.putIfAbsent(
                    example.name(), example.value().orElse(MissingNode.getInstance())));
    return values;
  }

  private static MockServerException wrong(Cursor place, String what) {
    return LifecycleReader.wrong(place, what);
  }
}
