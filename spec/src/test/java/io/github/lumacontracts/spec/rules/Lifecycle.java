package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code x-lifecycle} says about the tasks of an operation.
 *
 * @param own as it stands on the operation
 * @param whole with what it takes over from the lifecycle that it is like
 */
record Lifecycle(Element operation, Node own, Node whole) {
  static final String MEMBER = "x-lifecycle";

  /** The outcomes that have a result begin so. */
  private static final String COMPLETED = "completed";

  /**
   * A state on the way, or an outcome.
   *
   * @param title what a reader calls it
   */
  record Phase(String title, Node node, boolean isOutcome, boolean isCompleted) {
    /** Returns names of examples by operation or callback. */
    Map<String, Node> shows() {
      return node.member("shows").map(Node::members).orElse(Map.of());
    }
  }

  /** Returns the lifecycle of an operation that has one; nothing if it is like none. */
  static Optional<Lifecycle> of(Document document, Element operation) {
    Optional<Node> own = operation.node().member(MEMBER);
    Optional<String> like = own.flatMap(node -> node.text("like"));
    if (own.isEmpty() || like.isEmpty()) {
      return own.map(node -> new Lifecycle(operation, node, node));
    }
    return models(document)
        .filter(other -> other.node().text("operationId").equals(like))
        .flatMap(other -> other.node().member(MEMBER).stream())
        .findFirst()
        .map(other -> new Lifecycle(operation, own.get(), merged(other, own.get())));
  }

  /** Returns the operations whose lifecycle is like no other. */
  static Stream<Element> models(Document document) {
    return document.all(Kind.OPERATION).stream()
        .filter(operation -> !operation.isIncoming())
        .filter(
            operation ->
                operation.node().member(MEMBER).filter(node -> !node.says("like")).isPresent());
  }

  private static Node merged(Node model, Node own) {
    if (!model.isObject() || !own.isObject()) {
      return own;
    }
    Map<String, Node> members = new LinkedHashMap<>(model.members());
    own.members().forEach((name, value) -> members.merge(name, value, Lifecycle::merged));
    return new Node(own.pointer(), own.line(), members);
  }

  /** Returns the states in order, then the outcomes. */
  List<Phase> phases() {
    List<Phase> phases = new ArrayList<>();
    for (Node state : states()) {
      String title = "state \"" + state.text("name").orElse("") + "\"";
      phases.add(new Phase(title, state, false, false));
    }
    members("outcomes")
        .forEach(
            (name, node) ->
                phases.add(
                    new Phase("outcome \"" + name + "\"", node, true, name.startsWith(COMPLETED))));
    return phases;
  }

  List<Node> states() {
    return whole.member("states").map(Node::items).orElse(List.of());
  }

  /** Returns what stands below a member of the whole. */
  Map<String, Node> members(String name) {
    return whole.member(name).map(Node::members).orElse(Map.of());
  }

  /** Returns what stands below a member of what the operation itself says. */
  Map<String, Node> ownMembers(String name) {
    return own.member(name).map(Node::members).orElse(Map.of());
  }

  String operationId() {
    return operation.node().text("operationId").orElse(operation.node().pointer());
  }
}
