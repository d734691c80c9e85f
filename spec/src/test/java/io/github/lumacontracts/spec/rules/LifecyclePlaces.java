package io.github.lumacontracts.spec.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The operations and callbacks that can show the tasks of a lifecycle, with their examples. */
final class LifecyclePlaces {
  private final Document document;
  private final Lifecycle lifecycle;
  private final Map<String, Element> operations = new LinkedHashMap<>();
  private final Map<String, Element> callbacks = new LinkedHashMap<>();

  /**
   * An example that shows a task.
   *
   * @param part the task in it
   */
  record Shown(ShownExample example, Node part) {}

  LifecyclePlaces(Document document, Lifecycle lifecycle) {
    this.document = document;
    this.lifecycle = lifecycle;
    for (Element operation : document.all(Kind.OPERATION)) {
      if (!operation.isIncoming()) {
        operation.node().text("operationId").ifPresent(id -> operations.put(id, operation));
      }
    }
    lifecycle
        .operation()
        .children(Kind.CALLBACK)
        .forEach(callback -> callbacks.put(callback.name(), callback));
  }

  /** Returns the names of all operations and of the callbacks of the one that creates. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(operations.keySet());
    names.addAll(callbacks.keySet());
    return names;
  }

  Map<String, Element> callbacks() {
    return callbacks;
  }

  /** Returns whether an operation creates tasks itself, from the one that it is shown for. */
  boolean extendsTasks(String place) {
    return operations.containsKey(place)
        && operations.get(place).node().member(Lifecycle.MEMBER).isPresent();
  }

  /** Returns the examples of an operation or callback, none if there is no such place. */
  List<ShownExample> examples(String place) {
    return callbacks.containsKey(place)
        ? ShownExample.ofCallback(document, callbacks.get(place))
        : Optional.ofNullable(operations.get(place))
            .map(operation -> ShownExample.ofAnswers(document, operation))
            .orElse(List.of());
  }

  static Optional<ShownExample> find(List<ShownExample> examples, String name) {
    return examples.stream().filter(example -> example.name().equals(name)).findFirst();
  }

  /** Returns what is shown at a place in the course of a task. */
  List<Shown> shownIn(String place) {
    Stream<Shown> created =
        place.equals(lifecycle.operationId())
            ? find(examples(place), lifecycle.whole().text("created").orElse("")).stream()
                .map(example -> new Shown(example, example.value()))
            : Stream.empty();
    Stream<Shown> later =
        lifecycle.phases().stream()
            .flatMap(phase -> Optional.ofNullable(phase.shows().get(place)).stream())
            .flatMap(shown -> shown.text().stream())
            .flatMap(
                text ->
                    find(examples(place), name(text)).stream()
                        .map(example -> new Shown(example, part(place, text, example.value()))));
    return Stream.concat(created, later).distinct().toList();
  }

  private Node part(String place, String shown, Node value) {
    if (shown.contains("#")) {
      return value.at(pointer(shown)).orElse(value);
    }
    return Optional.ofNullable(lifecycle.members("lists").get(place))
        .flatMap(Node::text)
        .flatMap(list -> value.at(list + "/0"))
        .orElse(value);
  }

  /** Returns the example that {@code name#/pointer} names. */
  static String name(String shown) {
    return shown.replaceFirst("#.*", "");
  }

  /** Returns the pointer that follows the name, empty without one. */
  static String pointer(String shown) {
    return shown.contains("#") ? shown.substring(shown.indexOf('#') + 1) : "";
  }
}
