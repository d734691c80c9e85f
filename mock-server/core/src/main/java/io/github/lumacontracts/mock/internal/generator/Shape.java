package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.internal.document.Cursor;
import io.github.lumacontracts.mock.internal.document.Schema;
import io.github.lumacontracts.mock.internal.validator.SchemaChecks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What several schemas ask of one value together. References and {@code allOf} are followed, of
 * {@code oneOf}, {@code anyOf} and {@code if} one way is drawn, until only plain keywords are left.
 */
final class Shape {
  private static final int MAX_DIGITS = 1000;

  private static final Set<String> SUBTLE =
      Set.of(
          "not",
          "if",
          "oneOf",
          "anyOf",
          "contains",
          "propertyNames",
          "dependencies",
          "dependentRequired",
          "dependentSchemas",
          "unevaluatedItems",
          "unevaluatedProperties");

  private final List<Schema> parts = new ArrayList<>();
  private final Set<Cursor> references = new LinkedHashSet<>();
  private final Map<String, JsonNode> fixed = new HashMap<>();
  private final Random random;
  private final SchemaChecks.Trial trial;
  private boolean possible = true;
  private boolean subtle;

  private Shape(Random random, SchemaChecks.Trial trial) {
    this.random = random;
    this.trial = trial;
  }

  static Shape of(List<Schema> schemas, Random random, SchemaChecks.Trial trial) {
    Shape shape = new Shape(random, trial);
    schemas.forEach(shape::add);
    shape.addDependent();
    return shape;
  }

  private void add(Schema schema) {
    if (schema.keywords().isBoolean()) {
      possible &= schema.keywords().booleanValue();
      return;
    }
    Optional<Schema> target = schema.reference();
    if (target.isPresent()) {
      if (references.add(target.get().at())) {
        add(target.get());
      }
      if (!schema.readsBesideReference()) {
        return;
      }
    }
    parts.add(schema);
    subtle |= SUBTLE.stream().anyMatch(schema::has);
    schema.children("allOf").forEach(this::add);
    for (String keyword : List.of("oneOf", "anyOf")) {
      List<Schema> branches = schema.children(keyword);
      if (!branches.isEmpty()) {
        Schema branch = branches.get(random.nextInt(branches.size()));
        discriminate(schema, branch);
        add(branch);
      }
    }
    schema.child("if").ifPresent(condition -> addConditional(schema, condition));
  }

  private void addConditional(Schema schema, Schema condition) {
    if (random.nextBoolean()) {
      add(condition);
      schema.child("then").ifPresent(this::add);
    } else {
      schema.child("else").ifPresent(this::add);
    }
  }

  /** The property that names the branch gets the name of the branch that was drawn. */
  private void discriminate(Schema schema, Schema branch) {
    JsonNode discriminator = schema.keyword("discriminator");
    String property = discriminator.path("propertyName").asText();
    if (property.isEmpty() || branch.reference().isEmpty()) {
      return;
    }
    String name = lastSegment(branch.reference().get().at().where());
    for (Map.Entry<String, JsonNode> entry : discriminator.path("mapping").properties()) {
      if (lastSegment(entry.getValue().asText()).equals(name)) {
        name = entry.getKey();
        break;
      }
    }
    fixed.put(property, TextNode.valueOf(name));
  }

  private static String lastSegment(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  /** All properties are there, so all that depends on one of them is asked for. */
  private void addDependent() {
    Set<String> names = propertyNames();
    for (Schema part : List.copyOf(parts)) {
      for (String keyword : List.of("dependentSchemas", "dependencies")) {
        part.named(keyword)
            .forEach(
                (name, dependent) -> {
                  if (names.contains(name) && !dependent.keywords().isArray()) {
                    add(dependent);
                  }
                });
      }
    }
  }

  /** Whether any value can fit. */
  boolean isPossible() {
    return possible;
  }

  /** Whether a value that keeps to the plain keywords may still be wrong. */
  boolean isSubtle() {
    return subtle;
  }

  /** Whether the types say that it is an object. */
  boolean isObject() {
    return types().filter(types -> types.contains("object")).isPresent();
  }

  /** Whether the types leave room for null. */
  boolean allowsNull() {
    return types().filter(types -> types.contains("null")).isPresent();
  }

  /** Returns the places that references led to. */
  Set<Cursor> references() {
    return references;
  }

  /** Returns the first value of a keyword. */
  Optional<JsonNode> first(String keyword) {
    return parts.stream()
        .filter(part -> part.has(keyword))
        .map(part -> part.keyword(keyword))
        .findFirst();
  }

  boolean has(String keyword) {
    return parts.stream().anyMatch(part -> part.has(keyword));
  }

  boolean flag(String keyword) {
    return parts.stream().anyMatch(part -> part.keyword(keyword).asBoolean());
  }

  /** Returns the values of a keyword that are texts. */
  List<String> texts(String keyword) {
    return parts.stream()
        .map(part -> part.keyword(keyword))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .distinct()
        .toList();
  }

  /** Returns the largest number that a keyword has. */
  Optional<BigDecimal> greatest(String keyword) {
    return numbers(keyword).stream().max(BigDecimal::compareTo);
  }

  /** Returns the smallest number that a keyword has. */
  Optional<BigDecimal> least(String keyword) {
    return numbers(keyword).stream().min(BigDecimal::compareTo);
  }

  List<BigDecimal> numbers(String keyword) {
    return parts.stream()
        .map(part -> part.keyword(keyword))
        .filter(JsonNode::isNumber)
        .map(JsonNode::decimalValue)
        .filter(Shape::isOfSaneSize)
        .toList();
  }

  /** Numbers of a million digits are easily written, but no one can count with them. */
  private static boolean isOfSaneSize(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS;
  }

  /** Returns a bound such as {@code minItems}; what is too large for an int is its largest. */
  int count(String keyword, int other) {
    Optional<BigDecimal> bound = keyword.startsWith("max") ? least(keyword) : greatest(keyword);
    return bound
        .map(value -> value.min(BigDecimal.valueOf(Integer.MAX_VALUE)).max(BigDecimal.ZERO))
        .map(BigDecimal::intValue)
        .orElse(other);
  }

  /** Returns the values that {@code const} and {@code enum} allow; empty if neither is there. */
  Optional<List<JsonNode>> choices() {
    Optional<List<JsonNode>> choices = Optional.empty();
    for (Schema part : parts) {
      List<JsonNode> own = new ArrayList<>();
      if (part.has("const")) {
        own.add(part.keyword("const"));
      } else if (part.keyword("enum").isArray()) {
        part.keyword("enum").forEach(own::add);
      } else {
        continue;
      }
      choices.ifPresent(own::retainAll);
      choices = Optional.of(own);
    }
    return choices;
  }

  /** Returns the types that all parts allow; empty if no part names one. */
  Optional<Set<String>> types() {
    Optional<Set<String>> types = Optional.empty();
    for (Schema part : parts) {
      Set<String> own = new LinkedHashSet<>(part.types());
      if (own.isEmpty()) {
        continue;
      }
      types = Optional.of(types.isEmpty() ? own : common(types.get(), own));
    }
    return types;
  }

  private static Set<String> common(Set<String> a, Set<String> b) {
    Set<String> common = new LinkedHashSet<>();
    for (String type : a) {
      if (b.contains(type)) {
        common.add(type);
      } else if (type.equals("number") && b.contains("integer")) {
        common.add("integer");
      } else if (type.equals("integer") && b.contains("number")) {
        common.add("integer");
      }
    }
    return common;
  }

  // objects

  /** Returns the names that {@code properties} declares, in order. */
  Set<String> propertyNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Schema part : parts) {
      part.keyword("properties").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  /** Returns the names that must be there. */
  Set<String> required() {
    Set<String> names = new LinkedHashSet<>();
    Set<String> declared = propertyNames();
    for (Schema part : parts) {
      part.keyword("required").forEach(name -> names.add(name.asText()));
    }
    for (Schema part : parts) {
      for (String keyword : List.of("dependentRequired", "dependencies")) {
        for (Map.Entry<String, JsonNode> entry : part.keyword(keyword).properties()) {
          if (entry.getValue().isArray()
              && (declared.contains(entry.getKey()) || names.contains(entry.getKey()))) {
            entry.getValue().forEach(name -> names.add(name.asText()));
          }
        }
      }
    }
    return names;
  }

  /** Returns what all parts ask of the member of this name. */
  List<Schema> property(String name) {
    List<Schema> schemas = new ArrayList<>();
    for (Schema part : parts) {
      boolean known = false;
      if (part.keyword("properties").has(name)) {
        part.named("properties", name).ifPresent(schemas::add);
        known = true;
      }
      for (Map.Entry<String, Schema> entry : part.named("patternProperties").entrySet()) {
        if (matches(entry.getKey(), name)) {
          schemas.add(entry.getValue());
          known = true;
        }
      }
      if (!known) {
        part.child("additionalProperties").ifPresent(schemas::add);
      }
    }
    return schemas;
  }

  private boolean matches(String regex, String name) {
    try {
      return trial.finds(Pattern.compile(regex), name);
    } catch (PatternSyntaxException e) {
      return false; // the validator does not know such a pattern either
    }
  }

  /** Returns the value that a discriminator wants. */
  Optional<JsonNode> fixed(String name) {
    return Optional.ofNullable(fixed.get(name));
  }

  List<String> patterns() {
    return parts.stream()
        .flatMap(part -> part.named("patternProperties").keySet().stream())
        .distinct()
        .toList();
  }

  /** Returns what all parts ask of names of members. */
  List<Schema> names() {
    return children("propertyNames");
  }

  /** Whether members with other names than the declared ones are forbidden. */
  boolean isClosed() {
    return parts.stream()
        .anyMatch(
            part ->
                part.keyword("additionalProperties").isBoolean()
                    && !part.keyword("additionalProperties").booleanValue());
  }

  // arrays

  /** Returns what all parts ask of the item at an index; empty if nothing. */
  List<Schema> item(int index) {
    List<Schema> schemas = new ArrayList<>();
    for (Schema part : parts) {
      List<Schema> tuple = tuple(part);
      if (index < tuple.size()) {
        schemas.add(tuple.get(index));
      } else {
        part.child(part.keyword("items").isArray() ? "additionalItems" : "items")
            .ifPresent(schemas::add);
      }
    }
    return schemas;
  }

  /** Returns the length of the longest tuple. */
  int tupleLength() {
    return parts.stream().mapToInt(part -> tuple(part).size()).max().orElse(0);
  }

  private static List<Schema> tuple(Schema part) {
    return part.keyword("items").isArray() ? part.children("items") : part.children("prefixItems");
  }

  List<Schema> contained() {
    return children("contains");
  }

  private List<Schema> children(String keyword) {
    List<Schema> children = new ArrayList<>();
    parts.forEach(part -> part.child(keyword).ifPresent(children::add));
    return children;
  }

  /** Returns the type that the keywords speak of, if no part names one. */
  Optional<String> impliedType() {
    Map<String, List<String>> keywordsOf = new LinkedHashMap<>();
    keywordsOf.put(
        "object",
        List.of(
            "properties",
            "required",
            "patternProperties",
            "minProperties",
            "maxProperties",
            "propertyNames",
            "additionalProperties"));
    keywordsOf.put(
        "array",
        List.of("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"));
    keywordsOf.put("string", List.of("minLength", "maxLength", "pattern", "format"));
    keywordsOf.put(
        "number",
        List.of("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"));
    return keywordsOf.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(this::has))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
