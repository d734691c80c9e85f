package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds keywords whose value is no JSON Schema, such as {@code required: true}. Prism's library
 * refuses to compile such a schema, and Prism then checks nothing by it.
 */
final class SchemaFaults {
  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "null", "array", "object");

  private static final Map<String, Predicate<JsonNode>> RULES =
      Map.ofEntries(
          Map.entry("type", SchemaFaults::isType),
          Map.entry("required", SchemaFaults::isNames),
          Map.entry("enum", value -> value.isArray() && !value.isEmpty()),
          Map.entry("title", JsonNode::isTextual),
          Map.entry("description", JsonNode::isTextual),
          Map.entry("examples", JsonNode::isArray),
          Map.entry("readOnly", JsonNode::isBoolean),
          Map.entry("allOf", value -> value.isArray() && !value.isEmpty()),
          Map.entry("anyOf", value -> value.isArray() && !value.isEmpty()),
          Map.entry("oneOf", value -> value.isArray() && !value.isEmpty()),
          Map.entry("not", SchemaFaults::isSchema),
          Map.entry("additionalProperties", SchemaFaults::isSchema),
          Map.entry("items", value -> isSchema(value) || (value.isArray() && !value.isEmpty())),
          Map.entry("minimum", JsonNode::isNumber),
          Map.entry("maximum", JsonNode::isNumber),
          Map.entry("exclusiveMinimum", JsonNode::isNumber),
          Map.entry("exclusiveMaximum", JsonNode::isNumber),
          Map.entry("multipleOf", value -> value.isNumber() && value.decimalValue().signum() > 0),
          Map.entry("minLength", SchemaFaults::isCount),
          Map.entry("maxLength", SchemaFaults::isCount),
          Map.entry("minItems", SchemaFaults::isCount),
          Map.entry("maxItems", SchemaFaults::isCount),
          Map.entry("minProperties", SchemaFaults::isCount),
          Map.entry("maxProperties", SchemaFaults::isCount),
          Map.entry("uniqueItems", JsonNode::isBoolean),
          Map.entry("nullable", JsonNode::isBoolean),
          Map.entry("format", JsonNode::isTextual),
          Map.entry(
              "pattern",
              value -> value.isTextual() && Patterns.compile(value.textValue()).isPresent()));

  private SchemaFaults() {}

  /** Whether a keyword of this schema itself, not of one inside it, is none. */
  static boolean in(Schema schema) {
    JsonNode keywords = schema.keywords();
    for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
      Predicate<JsonNode> rule = RULES.get(keyword.getKey());
      if (rule != null && !rule.test(keyword.getValue())) {
        return true;
      }
    }
    return (keywords.has("nullable") && !keywords.has("type"))
        || (!schema.dialect().isDraft2019OrLater() && hasTwice(keywords.path("enum")));
  }

  private static boolean isType(JsonNode value) {
    if (value.isTextual()) {
      return TYPES.contains(value.textValue());
    }
    return value.isArray()
        && !value.isEmpty()
        && value.valueStream().allMatch(type -> TYPES.contains(type.asText()));
  }

  private static boolean isNames(JsonNode value) {
    return value.isArray()
        && value.valueStream().allMatch(JsonNode::isTextual)
        && value.valueStream().distinct().count() == value.size();
  }

  /** Draft 7 wants the values to differ, later ones do not insist. */
  private static boolean hasTwice(JsonNode values) {
    Effort effort = new Effort(values);
    return values.valueStream().map(value -> JsonTypes.key(value, effort)).distinct().count()
        < values.size();
  }

  private static boolean isSchema(JsonNode value) {
    return value.isObject() || value.isBoolean();
  }

  private static boolean isCount(JsonNode value) {
    return JsonTypes.is("integer", value) && value.decimalValue().signum() >= 0;
  }
}
