package io.github.lumacontracts.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A record cannot tell a member that is null from one that is missing; neither can a caller. */
final class WithoutNulls {
  private WithoutNulls() {}

  /** Returns a copy without members that are null, at any depth. */
  static JsonNode of(JsonNode node) {
    JsonNode copy = node.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(entry -> entry.getValue().isNull());
      object.forEach(WithoutNulls::strip);
    } else if (node instanceof ArrayNode array) {
      array.forEach(WithoutNulls::strip);
    }
  }
}
