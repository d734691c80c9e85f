package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.internal.document.Cursor;
import io.github.lumacontracts.mock.internal.document.Numbers;
import io.github.lumacontracts.mock.internal.document.Schema;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one value of a schema, always the same, in the order of Prism's static sampler. */
public final class StaticSampler {
  private static final int MAX_DEPTH = 15;
  private static final int MAX_NODES = 2500;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Set<Cursor> open = new HashSet<>();
  private boolean inReference;
  private int nodes;

  private StaticSampler() {}

  /**
   * Returns the value.
   *
   * @throws ProblemException if the schema has more than 2500 places to fill
   */
  public static JsonNode sample(Schema schema) throws ProblemException {
    return new StaticSampler().sample(schema, "id", 0).orElse(NullNode.getInstance());
  }

  private Optional<JsonNode> sample(Schema schema, String property, int depth)
      throws ProblemException {
    if (++nodes > MAX_NODES) {
      throw new ProblemException(Problem.tooComplex("body"));
    }
    if (depth > MAX_DEPTH) {
      return Optional.empty();
    }
    Optional<Schema> target = schema.reference();
    if (target.isPresent()) {
      return reference(target.get(), property, depth);
    }
    if (schema.keyword("allOf").isArray()) {
      return allOf(schema, property, depth);
    }
    for (String keyword : List.of("oneOf", "anyOf")) {
      List<Schema> branches = schema.children(keyword);
      if (!branches.isEmpty()) {
        return sample(branches.get(0), property, depth + 1);
      }
    }
    Optional<Schema> then = schema.has("if") ? schema.child("then") : Optional.empty();
    if (then.isPresent()) {
      JsonNode condition =
          sample(schema.child("if").orElseThrow(), property, depth + 1)
              .orElse(NullNode.getInstance());
      JsonNode consequence = sample(then.get(), property, depth + 1).orElse(NullNode.getInstance());
      return Optional.of(merged(condition, consequence));
    }
    Optional<JsonNode> given = given(schema);
    return given.isPresent() ? given : Optional.of(byType(schema, property, depth));
  }

  /**
   * A reference that is being followed already ends the recursion. The outermost does not count, as
   * in Prism, which knows it under another name than the ones inside.
   */
  private Optional<JsonNode> reference(Schema target, String property, int depth)
      throws ProblemException {
    if (!inReference) {
      inReference = true;
      Optional<JsonNode> sampled = sample(target, property, depth);
      inReference = false;
      return sampled;
    }
    if (!open.add(target.at())) {
      return switch (type(target)) {
        case "object" -> Optional.of(NODES.objectNode());
        case "array" -> Optional.of(NODES.arrayNode());
        default -> Optional.empty();
      };
    }
    Optional<JsonNode> sampled = sample(target, property, depth);
    open.remove(target.at());
    return sampled;
  }

  private static Optional<JsonNode> given(Schema schema) {
    for (String keyword : List.of("default", "const")) {
      if (schema.has(keyword)) {
        return Optional.of(schema.keyword(keyword));
      }
    }
    if (schema.keyword("enum").isArray() && schema.keyword("enum").size() > 0) {
      return Optional.of(schema.keyword("enum").get(0));
    }
    if (schema.keyword("examples").isArray() && schema.keyword("examples").size() > 0) {
      return Optional.of(schema.keyword("examples").get(0));
    }
    return schema.has("example") ? Optional.of(schema.keyword("example")) : Optional.empty();
  }

  private Optional<JsonNode> allOf(Schema schema, String property, int depth)
      throws ProblemException {
    Optional<JsonNode> own =
        type(schema).isEmpty() ? given(schema) : Optional.of(byType(schema, property, depth));
    JsonNode result = own.orElse(NullNode.getInstance());
    boolean any = own.isPresent();
    for (Schema part : schema.children("allOf")) {
      Optional<JsonNode> sampled = sample(part, property, depth + 1);
      if (sampled.isPresent()) {
        result = any ? merged(result, sampled.get()) : sampled.get();
        any = true;
      }
    }
    return Optional.of(result);
  }

  /** Objects are merged member by member; of anything else the last that is not null wins. */
  private static JsonNode merged(JsonNode first, JsonNode second) {
    if (first instanceof ObjectNode a && second instanceof ObjectNode b) {
      ObjectNode both = a.deepCopy();
      for (Map.Entry<String, JsonNode> member : b.properties()) {
        JsonNode known = both.get(member.getKey());
        both.set(
            member.getKey(), known == null ? member.getValue() : merged(known, member.getValue()));
      }
      return both;
    }
    return second.isNull() ? first : second;
  }

  private static String type(Schema schema) {
    List<String> types = schema.types();
    if (!types.isEmpty()) {
      return types.get(0);
    }
    for (Map.Entry<String, List<String>> entry : KEYWORDS_OF.entrySet()) {
      if (entry.getValue().stream().anyMatch(schema::has)) {
        return entry.getKey();
      }
    }
    return "";
  }

  private static final Map<String, List<String>> KEYWORDS_OF = new java.util.LinkedHashMap<>();

  static {
    KEYWORDS_OF.put(
        "number",
        List.of("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"));
    KEYWORDS_OF.put("string", List.of("maxLength", "minLength", "pattern", "format"));
    KEYWORDS_OF.put(
        "array",
        List.of("items", "prefixItems", "maxItems", "minItems", "uniqueItems", "contains"));
    KEYWORDS_OF.put(
        "object",
        List.of(
            "maxProperties",
            "minProperties",
            "required",
            "properties",
            "patternProperties",
            "additionalProperties"));
  }

  private JsonNode byType(Schema schema, String property, int depth) throws ProblemException {
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, property, depth);
      case "string" -> TextNode.valueOf(Strings.sample(schema, property));
      case "boolean" -> BooleanNode.TRUE;
      case "number", "integer" -> number(schema);
      default -> NullNode.getInstance();
    };
  }

  private JsonNode object(Schema schema, int depth) throws ProblemException {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, Schema> member : schema.named("properties").entrySet()) {
      Optional<JsonNode> value = sample(member.getValue(), member.getKey(), depth + 1);
      if (value.isPresent()) {
        object.set(member.getKey(), value.get());
      }
    }
    Optional<Schema> rest =
        schema.child("additionalProperties").filter(s -> s.keywords().isObject());
    if (rest.isPresent()) {
      for (String name : List.of("property1", "property2")) {
        Optional<JsonNode> value = sample(rest.get(), name, depth + 1);
        if (value.isPresent()) {
          object.set(name, value.get());
        }
      }
    }
    return object;
  }

  private JsonNode array(Schema schema, String property, int depth) throws ProblemException {
    ArrayNode array = NODES.arrayNode();
    List<Schema> tuple =
        schema.keyword("items").isArray()
            ? schema.children("items")
            : schema.children("prefixItems");
    for (Schema item : tuple) {
      sample(item, property, depth + 1).ifPresent(array::add);
    }
    if (!tuple.isEmpty()) {
      return array;
    }
    Optional<Schema> item = schema.child("items").or(() -> schema.child("contains"));
    if (item.isEmpty()) {
      return array;
    }
    int most = schema.keyword("maxItems").asInt(Integer.MAX_VALUE);
    int length = Math.min(Math.max(1, schema.keyword("minItems").asInt(1)), most);
    for (int i = 0; i < length; i++) {
      sample(item.get(), property, depth + 1).ifPresent(array::add);
    }
    return array;
  }

  private static JsonNode number(Schema schema) {
    if (schema.keyword("minimum").isNumber()) {
      return schema.keyword("minimum");
    }
    if (schema.keyword("exclusiveMinimum").isNumber()) {
      return Numbers.node(schema.keyword("exclusiveMinimum").decimalValue().add(BigDecimal.ONE));
    }
    if (schema.keyword("exclusiveMaximum").isNumber()) {
      return Numbers.node(
          schema.keyword("exclusiveMaximum").decimalValue().subtract(BigDecimal.ONE));
    }
    return schema.keyword("maximum").isNumber()
        ? schema.keyword("maximum")
        : Numbers.node(BigDecimal.ZERO);
  }
}
