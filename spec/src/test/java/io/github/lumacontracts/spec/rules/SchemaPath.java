package io.github.lumacontracts.spec.rules;

import java.util.List;
import java.util.Optional;

/** Walks from a schema to the schema of a value inside, as a JSON pointer walks the value. */
final class SchemaPath {
  private SchemaPath() {}

  /** Returns whether a value of the schema can have something at these pointer segments. */
  static boolean has(Document document, Element schema, List<String> segments) {
    Optional<Element> resolved = document.resolve(schema);
    if (resolved.isEmpty()) {
      return false;
    }
    if (segments.isEmpty()) {
      return true;
    }
    String first = segments.get(0);
    List<String> rest = segments.subList(1, segments.size());
    Element here = resolved.get();
    return here.children("properties")
            .filter(property -> property.name().equals(first))
            .anyMatch(property -> has(document, property, rest))
        || (first.matches("[0-9]+") && any(document, here, "items", rest))
        || (here.node().member("additionalProperties").filter(Node::isObject).isPresent()
            && any(document, here, "additionalProperties", rest))
        || any(document, here, "allOf", segments)
        || any(document, here, "oneOf", segments)
        || any(document, here, "anyOf", segments);
  }

  private static boolean any(
      Document document, Element schema, String keyword, List<String> segments) {
    return schema.children(keyword).anyMatch(child -> has(document, child, segments));
  }
}
