package io.github.lumacontracts.spec.rules;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Parsers and generators take {@code type: strin} without a word; the meta-schema does not. */
final class Schemas implements Rule {
  private static final List<String> OF_OPENAPI_3_0 = List.of("nullable");

  private final JsonSchema metaSchema =
      JsonSchema.parse(
          "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}",
          URI.create("mem://meta-schema"));

  @Override
  public String id() {
    return "schemas";
  }

  @Override
  public String demand() {
    return "Each schema is JSON Schema 2020-12, and what it requires is among its properties.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    for (Element schema : document.all(Kind.SCHEMA)) {
      boolean outermost = schema.parent().filter(parent -> parent.is(Kind.SCHEMA)).isEmpty();
      if (outermost) {
        keywords(document, schema, violations);
      }
      outdated(schema, violations);
      required(document, schema, violations);
    }
    return violations;
  }

  private void keywords(Document document, Element schema, List<Violation> violations) {
    for (JsonSchema.Failure failure : metaSchema.validate(document, schema.node())) {
      violations.add(
          new Violation(
              failure.where(),
              "This is not JSON Schema 2020-12: " + failure.message() + ".",
              "a keyword of JSON Schema with a value of the right type, such as type: string or"
                  + " minLength: 1",
              "correct the spelling or the value; a number stands without quotes."));
    }
  }

  private static void outdated(Element schema, List<Violation> violations) {
    for (String keyword : OF_OPENAPI_3_0) {
      schema
          .node()
          .member(keyword)
          .ifPresent(
              node ->
                  violations.add(
                      new Violation(
                          node,
                          keyword + " is a keyword of OpenAPI 3.0 and means nothing in 3.1.",
                          "a type array such as [string, 'null'], or oneOf with type: 'null'",
                          "replace " + keyword + " by a type array.")));
    }
  }

  private static void required(Document document, Element schema, List<Violation> violations) {
    for (Node name : schema.node().member("required").map(Node::items).orElse(List.of())) {
      if (name.text().isPresent()
          && !SchemaPath.has(document, schema, List.of(name.text().get()))) {
        violations.add(
            new Violation(
                name,
                "\"" + name.text().get() + "\" is required but is not among the properties.",
                "the name of a property of this schema",
                "correct the spelling, add the property, or drop it from required."));
      }
    }
  }
}
