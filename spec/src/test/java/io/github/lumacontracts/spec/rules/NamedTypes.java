package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A type without a name gets one from the generator, such as GenerationKeyframesFrame0. */
final class NamedTypes implements Rule {

  @Override
  public String id() {
    return "named-types";
  }

  @Override
  public String demand() {
    return "Each object, enum and union is a component with a name of its own.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    for (Element schema : document.all(Kind.SCHEMA)) {
      if (schema.isComponent()) {
        continue;
      }
      reason(schema)
          .ifPresent(
              reason ->
                  violations.add(
                      new Violation(
                          schema.node(),
                          "A schema without a name " + reason + ".",
                          "a $ref to components/schemas",
                          "move the schema to components/schemas under a name that says what it"
                              + " is, and refer to it here.")));
    }
    return violations;
  }

  private static Optional<String> reason(Element schema) {
    Node node = schema.node();
    if (node.member("enum").isPresent()) {
      return Optional.of("lists words (enum)");
    }
    if (isObject(node)) {
      return Optional.of("describes an object");
    }
    for (String keyword : List.of("oneOf", "anyOf", "allOf")) {
      // {$ref} or null is how 3.1 writes a reference that may be null; it needs no name.
      long types =
          schema
              .children(keyword)
              .map(Element::node)
              .filter(Predicate.not(NamedTypes::isNull))
              .count();
      if (types > 1) {
        return Optional.of("combines " + types + " others (" + keyword + ")");
      }
    }
    return Optional.empty();
  }

  private static boolean isObject(Node node) {
    return node.member("properties").isPresent()
        || node.member("additionalProperties").isPresent()
        || node.member("type")
            .filter(
                type ->
                    type.text().equals(Optional.of("object"))
                        || type.items().stream()
                            .anyMatch(item -> item.text().equals(Optional.of("object"))))
            .isPresent();
  }

  private static boolean isNull(Node node) {
    return node.text("type").equals(Optional.of("null"));
  }
}
