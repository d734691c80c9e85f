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
  private static final int MAX_NODES = 2499;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private int nodes;

  /**
   * The references that lead to a schema. Prism writes out each once, then once more where it leads
   * back to itself, and ends there.
   *
   * @param again whether this is the second time
   */
  private record Chain(Set<Cursor> followed, boolean again) {
    static final Chain START = new Chain(Set.of(), false);

    /** Returns the chain with one more reference; empty if it ends here. */
    Optional<Chain> plus(Cursor target) {
      if (!followed.contains(target)) {
        Set<Cursor> longer = new HashSet<>(followed);
        longer.add(target);
        return Optional.of(new Chain(longer, again));
      }
      return again ? Optional.empty() : Optional.of(new Chain(Set.of(target), true));
    }
  }

  /** Where a schema is looked at: the nearest property's name, and how deep. */
  private record Place(String property, int depth, Chain chain) {
    static final Place START = new Place("id", 1, Chain.START);

    Place below(String name) {
      return new Place(name, depth + 1, chain);
    }

    Place in(Chain other) {
      return new Place(property, depth, other);
    }

    /** Prism counts the depth anew where it merges. */
    Place atTop() {
      return new Place("id", 1, chain);
    }
  }

  private StaticSampler() {}

  /**
   * Returns the value.
   *
   * @throws ProblemException if the schema has 2500 places to fill or more
   */
  public static JsonNode sample(Schema schema) throws ProblemException {
    return new StaticSampler().sample(schema, Place.START).orElse(NullNode.getInstance());
  }

  private Optional<JsonNode> sample(Schema schema, Place place) throws ProblemException {
    Schema here = schema;
    Chain chain = place.chain;
    for (Optional<Schema> target = here.withSiblings();
        target.isPresent();
        target = here.withSiblings()) {
      Optional<Chain> longer = chain.plus(target.get().at());
      if (longer.isEmpty()) {
        return ended(target.get());
      }
      here = target.get();
      chain = longer.get();
    }
    count();
    return place.depth > MAX_DEPTH ? ended(here) : value(here, place.in(chain));
  }

  private void count() throws ProblemException {
    if (++nodes > MAX_NODES) {
      throw new ProblemException(Problem.tooComplex("body"));
    }
  }

  /** Returns what stands where there is more to say than is said. */
  private static Optional<JsonNode> ended(Schema schema) {
    return switch (type(schema)) {
      case "object" -> Optional.of(NODES.objectNode());
      case "array" -> Optional.of(NODES.arrayNode());
      default -> Optional.empty();
    };
  }

  private Optional<JsonNode> value(Schema schema, Place place) throws ProblemException {
    if (!schema.dialect().rewrites() && schema.has("example")) {
      return Optional.of(schema.keyword("example"));
    }
    if (schema.keyword("allOf").isArray()) {
      return allOf(schema, place);
    }
    for (String keyword : List.of("oneOf", "anyOf")) {
      List<Schema> branches = schema.children(keyword);
      if (!branches.isEmpty()) {
        return sample(branches.get(0), place);
      }
    }
    Optional<Schema> then = schema.has("if") ? schema.child("then") : Optional.empty();
    if (then.isPresent()) {
      JsonNode condition =
          sample(schema.child("if").orElseThrow(), place).orElse(NullNode.getInstance());
      JsonNode consequence = sample(then.get(), place).orElse(NullNode.getInstance());
      return Optional.of(merged(condition, consequence));
    }
    Optional<JsonNode> given = given(schema);
    return given.isPresent() ? given : Optional.of(byType(schema, place));
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
    return schema.example();
  }

  private Optional<JsonNode> allOf(Schema schema, Place place) throws ProblemException {
    count();
    Optional<JsonNode> own =
        type(schema).isEmpty() ? given(schema) : Optional.of(byType(schema, place.atTop()));
    JsonNode result = own.orElse(NullNode.getInstance());
    boolean any = own.isPresent();
    for (Schema part : schema.children("allOf")) {
      Optional<JsonNode> sampled = sample(part, place);
      if (sampled.isPresent()) {
        result = any ? merged(result, sampled.get()) : sampled.get();
        any = true;
      }
    }
    return Optional.of(result);
  }

  /**
   * Objects are merged member by member, lists item by item; of anything else the last that is not
   * null wins.
   */
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
    if (first instanceof ArrayNode a && second instanceof ArrayNode b) {
      ArrayNode both = NODES.arrayNode();
      for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
        both.add(i >= a.size() ? b.get(i) : i >= b.size() ? a.get(i) : merged(a.get(i), b.get(i)));
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
    KEYWORDS_OF.put("string", List.of("maxLength", "minLength", "pattern"));
    KEYWORDS_OF.put(
        "array", List.of("items", "maxItems", "minItems", "uniqueItems", "additionalItems"));
    KEYWORDS_OF.put(
        "object",
        List.of(
            "maxProperties",
            "minProperties",
            "required",
            "properties",
            "patternProperties",
            "additionalProperties",
            "dependencies"));
  }

  private JsonNode byType(Schema schema, Place place) throws ProblemException {
    return switch (type(schema)) {
      case "object" -> object(schema, place);
      case "array" -> array(schema, place);
      case "string" -> TextNode.valueOf(Strings.sample(schema, place.property));
      case "boolean" -> BooleanNode.TRUE;
      case "number", "integer" -> number(schema);
      default -> NullNode.getInstance();
    };
  }

  private JsonNode object(Schema schema, Place place) throws ProblemException {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, Schema> member : schema.named("properties").entrySet()) {
      Optional<JsonNode> value = sample(member.getValue(), place.below(member.getKey()));
      if (value.isPresent()) {
        object.set(member.getKey(), value.get());
      }
    }
    Optional<Schema> rest =
        schema.child("additionalProperties").filter(s -> s.keywords().isObject());
    if (rest.isPresent()) {
      for (String name : List.of("property1", "property2")) {
        Optional<JsonNode> value = sample(rest.get(), place.below("id"));
        if (value.isPresent()) {
          object.set(name, value.get());
        }
      }
    }
    return object;
  }

  /** What follows a tuple, and the tuple of {@code prefixItems}, are nothing to Prism. */
  private JsonNode array(Schema schema, Place place) throws ProblemException {
    ArrayNode array = NODES.arrayNode();
    boolean isTuple = schema.keyword("items").isArray();
    List<Schema> tuple = isTuple ? schema.children("items") : List.of();
    Optional<Schema> item =
        Optional.of("items")
            .filter(name -> !schema.keyword(name).equals(BooleanNode.FALSE))
            .flatMap(schema::child)
            .or(() -> schema.child("contains"));
    if (!isTuple && item.isEmpty()) {
      return array;
    }
    int most = schema.keyword("maxItems").asInt(Integer.MAX_VALUE);
    int length = Math.min(Math.max(1, schema.keyword("minItems").asInt(1)), most);
    for (int i = 0; i < Math.max(length, tuple.size()); i++) {
      Optional<Schema> at = !isTuple ? item : tuple.stream().skip(i).findFirst();
      if (at.isEmpty()) {
        count();
        array.addNull();
      } else {
        array.add(sample(at.get(), place.below("id")).orElse(NullNode.getInstance()));
      }
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
