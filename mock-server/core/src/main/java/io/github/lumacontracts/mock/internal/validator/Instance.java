package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value under validation and the way to it. Coercion replaces the value where it stands. */
final class Instance {
  private final @Nullable Instance parent;
  private final String name;
  private final Effort effort;
  private JsonNode value;

  private Instance(@Nullable Instance parent, String name, JsonNode value, Effort effort) {
    this.parent = parent;
    this.name = name;
    this.value = value;
    this.effort = effort;
  }

  static Instance root(JsonNode value) {
    return root(value, new Effort(value));
  }

  /** Returns a value whose validation shares its limit with others. */
  static Instance root(JsonNode value, Effort effort) {
    return new Instance(null, "", value, effort);
  }

  Instance child(String name, JsonNode value) {
    return new Instance(this, name, value, effort);
  }

  /** Returns a value that stands nowhere, such as the name of a property. */
  Instance detached(JsonNode other) {
    return new Instance(null, "", other, effort);
  }

  Effort effort() {
    return effort;
  }

  JsonNode value() {
    return value;
  }

  void replace(JsonNode other) {
    value = other;
    if (parent == null) {
      return;
    }
    if (parent.value instanceof ObjectNode object) {
      object.set(name, other);
    } else if (parent.value instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), other);
    }
  }

  List<String> path() {
    Deque<String> path = new ArrayDeque<>();
    for (Instance at = this; at.parent != null; at = at.parent) {
      path.addFirst(at.name);
    }
    return List.copyOf(path);
  }
}
