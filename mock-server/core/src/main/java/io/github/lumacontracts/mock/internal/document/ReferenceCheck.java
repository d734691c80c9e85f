package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows every {@code $ref} that the paths of a document can reach, so that one to nowhere is
 * found when the server starts and not by the unlucky request.
 */
final class ReferenceCheck {
  /** Members whose values are data, in which {@code $ref} is a name like any other. */
  private static final Set<String> DATA =
      Set.of("example", "examples", "enum", "const", "default", "value");

  /** Members whose own members are names chosen by the author. */
  private static final Set<String> MAPS =
      Set.of(
          "properties",
          "patternProperties",
          "$defs",
          "definitions",
          "dependentSchemas",
          "responses",
          "headers",
          "content",
          "links",
          "callbacks",
          "encoding",
          "paths");

  /** By identity: equal nodes in two places have other places around them. */
  private final Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Deque<Cursor> open = new ArrayDeque<>();

  private ReferenceCheck() {}

  /**
   * Checks the paths and the security schemes.
   *
   * @throws io.github.lumacontracts.mock.MockServerException naming file, pointer and target
   */
  static void check(Cursor root) {
    ReferenceCheck check = new ReferenceCheck();
    for (Cursor start :
        List.of(
            root.at("paths"),
            root.at("components").at("securitySchemes"),
            root.at("securityDefinitions"))) {
      check.visitMap(start);
    }
    while (!check.open.isEmpty()) {
      check.visit(check.open.pop());
    }
  }

  private void visit(Cursor place) {
    if (!place.node().isContainerNode() || !seen.add(place.node())) {
      return;
    }
    if (place.reference().isPresent()) {
      place.resolved();
      open.push(place.follow());
    }
    for (Map.Entry<String, Cursor> member : place.members()) {
      String name = member.getKey();
      if (name.equals("examples") && member.getValue().node().isObject()) {
        visitExamples(member.getValue());
      } else if (MAPS.contains(name)) {
        visitMap(member.getValue());
      } else if (!DATA.contains(name) && !name.startsWith("x-")) {
        open.push(member.getValue());
      }
    }
    place.items().forEach(open::push);
  }

  private void visitMap(Cursor map) {
    map.members().forEach(member -> open.push(member.getValue()));
    map.items().forEach(open::push);
  }

  /** In OpenAPI 3 named examples may be references themselves; their values are data. */
  private void visitExamples(Cursor examples) {
    for (Map.Entry<String, Cursor> example : examples.members()) {
      if (example.getValue().reference().isPresent()) {
        example.getValue().resolved();
      }
    }
  }
}
