package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes one schema of the parts of {@code allOf}, as Prism does before it validates a body: the
 * strictest limit wins, {@code required} is sorted, what is said twice is reported once.
 */
final class AllOf {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Keywords whose values are schemas; a merged schema answers them itself. */
  private static final Set<String> SCHEMAS =
      Set.of(
          "properties",
          "patternProperties",
          "additionalProperties",
          "items",
          "additionalItems",
          "contains",
          "propertyNames",
          "not",
          "anyOf",
          "oneOf",
          "definitions",
          "$defs");

  private static final Set<String> NUMBER_KEYWORDS =
      Set.of("multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

  private static final Map<String, Set<String>> IMPLIED_TYPES =
      Map.of(
          "object",
          Set.of("properties", "patternProperties", "additionalProperties", "required"),
          "array",
          Set.of(
              "items", "additionalItems", "contains", "uniqueItems", "minContains", "maxContains"),
          "number",
          NUMBER_KEYWORDS,
          "integer",
          NUMBER_KEYWORDS,
          "string",
          Set.of("pattern", "minLength", "maxLength"));

  private AllOf() {}

  /** Returns the schema itself and the parts of its {@code allOf}, of theirs, and so on. */
  static List<Schema> parts(Schema schema) {
    List<Schema> parts = new ArrayList<>();
    collect(schema, parts, new HashSet<>());
    return parts;
  }

  private static void collect(Schema schema, List<Schema> parts, Set<Cursor> seen) {
    Schema resolved = schema.resolved();
    if (!seen.add(resolved.at())) {
      return;
    }
    parts.add(resolved.withoutAllOf());
    resolved.children("allOf").forEach(part -> collect(part, parts, seen));
  }

  /**
   * Returns the keywords of all parts in one node.
   *
   * @throws IncompatibleSchemasException if nothing could fit all parts, or Prism's library does
   *     not know what two values of a keyword mean together
   */
  static JsonNode keywords(List<Schema> parts) {
    List<JsonNode> nodes = new ArrayList<>();
    for (Schema part : parts) {
      JsonNode node = part.keywords();
      if (node.isBoolean() && !node.booleanValue()) {
        return BooleanNode.FALSE;
      }
      if (node.isObject()) {
        nodes.add(node);
      }
    }
    checkTypes(nodes);
    Map<String, List<JsonNode>> values = new LinkedHashMap<>();
    for (JsonNode node : nodes) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        List<JsonNode> known = values.computeIfAbsent(member.getKey(), key -> new ArrayList<>(1));
        if (!known.contains(member.getValue())) {
          known.add(member.getValue());
        }
      }
    }
    ObjectNode merged = NODES.objectNode();
    values.forEach(
        (keyword, all) ->
            merged.set(
                keyword,
                all.size() == 1 || SCHEMAS.contains(keyword) ? all.get(0) : merge(keyword, all)));
    return merged;
  }

  private static void checkTypes(List<JsonNode> nodes) {
    Set<String> first = Set.of();
    for (JsonNode node : nodes) {
      Set<String> types = types(node);
      if (types.isEmpty()) {
        continue;
      }
      if (first.isEmpty()) {
        first = types;
      } else if (types.stream().noneMatch(first::contains)) {
        throw new IncompatibleSchemasException();
      }
    }
  }

  private static Set<String> types(JsonNode node) {
    if (node.has("type")) {
      return node.get("type").isTextual() ? Set.of(node.get("type").textValue()) : Set.of();
    }
    Set<String> implied = new LinkedHashSet<>();
    IMPLIED_TYPES.forEach(
        (type, keywords) -> {
          if (keywords.stream().anyMatch(node::has)) {
            implied.add(type);
          }
        });
    return implied;
  }

  private static JsonNode merge(String keyword, List<JsonNode> values) {
    return switch (keyword) {
      case "type" -> type(values);
      case "required" -> required(values);
      case "enum" -> common(values);
      case "pattern" -> pattern(values);
      case "uniqueItems" -> BooleanNode.valueOf(values.stream().anyMatch(JsonNode::asBoolean));
      case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" ->
          Numbers.node(number(values, BigDecimal::max));
      case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
          Numbers.node(number(values, BigDecimal::min));
      case "multipleOf" -> Numbers.node(number(values, AllOf::commonMultiple));
      case "$id", "$schema" -> values.get(0);
      case "title", "description", "default", "example", "examples", "x-example" ->
          values.get(values.size() - 1);
      default -> throw new IncompatibleSchemasException();
    };
  }

  private static JsonNode type(List<JsonNode> values) {
    Set<JsonNode> common = new LinkedHashSet<>();
    values.get(0).forEach(common::add);
    if (values.get(0).isTextual()) {
      common.add(values.get(0));
    }
    for (JsonNode value : values) {
      common.removeIf(type -> value.isTextual() ? !type.equals(value) : !contains(value, type));
    }
    if (common.isEmpty()) {
      throw new IncompatibleSchemasException();
    }
    return common.size() == 1 ? common.iterator().next() : NODES.arrayNode().addAll(common);
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode item : list) {
      if (item.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode required(List<JsonNode> values) {
    Set<String> names = new TreeSet<>();
    values.forEach(list -> list.forEach(name -> names.add(name.asText())));
    ArrayNode sorted = NODES.arrayNode();
    names.forEach(sorted::add);
    return sorted;
  }

  private static JsonNode common(List<JsonNode> values) {
    List<JsonNode> common = new ArrayList<>();
    for (JsonNode item : values.get(0)) {
      if (values.stream().allMatch(list -> contains(list, item))) {
        common.add(item);
      }
    }
    if (common.isEmpty()) {
      throw new IncompatibleSchemasException();
    }
    if (common.stream().allMatch(JsonNode::isTextual)) {
      common.sort((a, b) -> a.textValue().compareTo(b.textValue()));
    } else if (common.stream().allMatch(JsonNode::isNumber)) {
      common.sort((a, b) -> a.decimalValue().compareTo(b.decimalValue()));
    }
    return NODES.arrayNode().addAll(common);
  }

  private static JsonNode pattern(List<JsonNode> values) {
    StringBuilder all = new StringBuilder();
    values.forEach(pattern -> all.append("(?=").append(pattern.asText()).append(')'));
    return TextNode.valueOf(all.toString());
  }

  private interface Choice {
    BigDecimal of(BigDecimal a, BigDecimal b);
  }

  private static BigDecimal number(List<JsonNode> values, Choice choice) {
    BigDecimal result = null;
    for (JsonNode value : values) {
      if (!value.isNumber()) {
        throw new IncompatibleSchemasException();
      }
      result = result == null ? value.decimalValue() : choice.of(result, value.decimalValue());
    }
    if (result == null) {
      throw new IncompatibleSchemasException();
    }
    return result;
  }

  private static BigDecimal commonMultiple(BigDecimal a, BigDecimal b) {
    int scale = Math.max(0, Math.max(a.scale(), b.scale()));
    if (scale > 20 || a.signum() <= 0 || b.signum() <= 0) {
      throw new IncompatibleSchemasException();
    }
    var x = a.movePointRight(scale).toBigInteger();
    var y = b.movePointRight(scale).toBigInteger();
    return new BigDecimal(x.divide(x.gcd(y)).multiply(y)).movePointLeft(scale);
  }

  /** Returns the branches that the lists of several parts mean together: one of each. */
  static List<List<Schema>> combinations(List<List<Schema>> lists) {
    List<List<Schema>> combinations = new ArrayList<>();
    for (List<Schema> list : lists) {
      if (combinations.isEmpty()) {
        list.forEach(branch -> combinations.add(List.of(branch)));
        continue;
      }
      List<List<Schema>> longer = new ArrayList<>();
      for (List<Schema> before : combinations) {
        for (Schema branch : list) {
          List<Schema> combination = new ArrayList<>(before);
          combination.add(0, branch);
          longer.add(combination);
        }
      }
      if (longer.size() > 1000) {
        throw new IncompatibleSchemasException(); // more than anybody means
      }
      combinations.clear();
      combinations.addAll(longer);
    }
    return combinations;
  }
}
