package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Changes JSON in place. */
final class Pointers {
  private Pointers() {}

  /** Sets what is there already. */
  static void set(JsonNode root, JsonPointer place, JsonNode value) {
    @Nullable JsonPointer parent = place.head();
    if (parent == null || root.at(place).isMissingNode()) {
      return;
    }
    JsonNode holder = root.at(parent);
    if (holder instanceof ObjectNode members) {
      members.set(place.last().getMatchingProperty(), value);
    } else if (holder instanceof ArrayNode items) {
      items.set(place.last().getMatchingIndex(), value);
    }
  }

  /** Removes a member of an object, if it is there. */
  static void remove(JsonNode root, JsonPointer place) {
    @Nullable JsonPointer parent = place.head();
    if (parent != null && root.at(parent) instanceof ObjectNode members) {
      members.remove(place.last().getMatchingProperty());
    }
  }
}
