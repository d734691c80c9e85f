package io.github.lumacontracts.mock.internal.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.document.Cursor;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A schema with everything it refers to, as one JSON Schema that stands alone. */
final class BundledSchema {
  private static final List<String> ONE =
      List.of(
          "not",
          "if",
          "then",
          "else",
          "items",
          "contains",
          "additionalProperties",
          "additionalItems",
          "propertyNames");
  private static final List<String> SEVERAL =
      List.of("allOf", "anyOf", "oneOf", "prefixItems", "items");
  private static final List<String> NAMED =
      List.of("properties", "patternProperties", "dependentSchemas");

  private final Map<Cursor, String> names = new HashMap<>();
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

  private BundledSchema() {}

  static JsonNode of(Schema schema) {
    BundledSchema bundle = new BundledSchema();
    JsonNode root = bundle.convert(schema);
    return root instanceof ObjectNode object && !bundle.definitions.isEmpty()
        ? object.set("$defs", bundle.definitions)
        : root;
  }

  private JsonNode convert(Schema schema) {
    if (!(schema.keywords() instanceof ObjectNode keywords)) {
      return schema.keywords();
    }
    ObjectNode converted = keywords.deepCopy();
    converted.remove(List.of("$defs", "definitions", "discriminator", "xml", "externalDocs"));
    converted.remove(List.of("example", "examples", "$anchor", "$id", "$schema"));
    schema.reference().ifPresent(target -> converted.put("$ref", "#/$defs/" + name(target)));
    for (String keyword : ONE) {
      schema.child(keyword).ifPresent(child -> converted.set(keyword, convert(child)));
    }
    for (String keyword : SEVERAL) {
      if (schema.keyword(keyword).isArray()) {
        ArrayNode parts = converted.putArray(keyword);
        schema.children(keyword).forEach(part -> parts.add(convert(part)));
      }
    }
    for (String keyword : NAMED) {
      if (schema.keyword(keyword).isObject()) {
        ObjectNode members = converted.putObject(keyword);
        schema.named(keyword).forEach((name, member) -> members.set(name, convert(member)));
      }
    }
    if (schema.keyword("required").isArray()) {
      withoutReadOnly(schema, converted);
    }
    return converted;
  }

  /** What only answers have is not asked of a request. */
  private static void withoutReadOnly(Schema schema, ObjectNode converted) {
    Map<String, Schema> properties = schema.named("properties");
    ArrayNode required = converted.putArray("required");
    for (JsonNode name : schema.keyword("required")) {
      Schema property = properties.get(name.asText());
      if (property == null || !property.resolved().keyword("readOnly").asBoolean()) {
        required.add(name);
      }
    }
  }

  private String name(Schema target) {
    String known = names.get(target.at());
    if (known != null) {
      return known;
    }
    String name = "s" + names.size();
    names.put(target.at(), name);
    definitions.set(name, convert(target));
    return name;
  }
}
