package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schema at its place in the document, its own keywords rewritten to JSON Schema where an older
 * OpenAPI says it otherwise. Children are reached through {@link #child}, so that a schema that
 * contains itself costs nothing.
 */
public final class Schema {
  private static final List<String> EXAMPLE_KEYWORDS = List.of("example", "x-example");

  private static final int MAX_HOPS = 100;

  private final Cursor at;
  private final Dialect dialect;
  private final JsonNode keywords;

  /** What this schema was merged from; empty if it stands in the document. */
  private final List<Schema> parts;

  Schema(Cursor at, Dialect dialect) {
    this.at = at;
    this.dialect = dialect;
    this.parts = List.of();
    this.keywords =
        dialect.rewrites() && at.node() instanceof ObjectNode object
            ? rewritten(object)
            : at.node();
  }

  private Schema(Cursor at, Dialect dialect, JsonNode keywords, List<Schema> parts) {
    this.at = at;
    this.dialect = dialect;
    this.keywords = keywords;
    this.parts = List.copyOf(parts);
  }

  /**
   * Returns one schema that says what this one and its {@code allOf} say; this one if it has none.
   *
   * @throws IncompatibleSchemasException if the parts cannot be made one
   */
  public Schema merged() {
    Schema resolved = resolved();
    return resolved.keyword("allOf").isArray() ? merged(List.of(resolved)) : this;
  }

  private static Schema merged(List<Schema> schemas) {
    Map<Cursor, Schema> all = new LinkedHashMap<>();
    for (Schema schema : schemas) {
      for (Schema part : schema.parts.isEmpty() ? AllOf.parts(schema) : schema.parts) {
        all.putIfAbsent(part.at, part);
      }
    }
    List<Schema> parts = List.copyOf(all.values());
    return parts.size() == 1
        ? parts.get(0)
        : new Schema(
            Cursor.together(parts.stream().map(Schema::at).toList()),
            parts.get(0).dialect,
            AllOf.keywords(parts),
            parts);
  }

  /** Returns the schema without its {@code allOf}, for its parts to be looked at one by one. */
  Schema withoutAllOf() {
    if (!keyword("allOf").isArray()) {
      return this;
    }
    ObjectNode own = (ObjectNode) keywords.deepCopy();
    own.remove("allOf");
    return new Schema(at.with(own), dialect);
  }

  /** Returns the place; two schemas at one place are the same schema. */
  public Cursor at() {
    return at;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Returns a member of the root of the document that the schema was read for. */
  public JsonNode documentMember(String name) {
    return at.documentRoot().path(name);
  }

  /** Returns the keywords, or {@code true} or {@code false}. */
  public JsonNode keywords() {
    return keywords;
  }

  public JsonNode keyword(String name) {
    return keywords.path(name);
  }

  public boolean has(String name) {
    return keywords.has(name);
  }

  /** Returns the schema that {@code $ref} names, one hop away. */
  public Optional<Schema> reference() {
    return at.reference().map(ref -> new Schema(at.follow(), dialect));
  }

  /**
   * Returns the schema that {@code $ref} names, one hop away, with the keywords beside it. Prism
   * reads them so in all versions.
   */
  public Optional<Schema> withSiblings() {
    if (at.reference().isEmpty()) {
      return Optional.empty();
    }
    Cursor target = at.follow();
    if (at.node().size() == 1 || !target.node().isObject()) {
      return Optional.of(new Schema(target, dialect));
    }
    ObjectNode both = target.node().deepCopy();
    both.setAll((ObjectNode) at.node());
    both.remove("$ref");
    if (target.node().has("$ref")) {
      both.set("$ref", target.node().get("$ref"));
    }
    return Optional.of(new Schema(target.with(both), dialect));
  }

  /** Returns the schema after all {@code $ref}s. */
  public Schema resolved() {
    return at.reference().isPresent() ? new Schema(at.resolved(), dialect) : this;
  }

  /** Whether keywords beside {@code $ref} count. */
  public boolean readsBesideReference() {
    return !dialect.isBeforeJsonSchema();
  }

  /** Returns the schema that is the value of a keyword. */
  public Optional<Schema> child(String name) {
    if (!parts.isEmpty()) {
      List<Schema> children = new ArrayList<>();
      for (Schema part : parts) {
        part.child(name).ifPresent(children::add);
      }
      return children.isEmpty() ? Optional.empty() : Optional.of(together(name, children));
    }
    JsonNode child = keywords.path(name);
    return child.isObject() || child.isBoolean()
        ? Optional.of(new Schema(at.at(name), dialect))
        : Optional.empty();
  }

  /** Returns the schemas in a list, for example of {@code allOf}. */
  public List<Schema> children(String name) {
    List<Schema> children = new ArrayList<>();
    if (!parts.isEmpty()) {
      List<List<Schema>> lists = new ArrayList<>();
      for (Schema part : parts) {
        List<Schema> list = part.children(name);
        if (!list.isEmpty()) {
          lists.add(list);
        }
      }
      if (lists.size() == 1) {
        return lists.get(0);
      }
      for (List<Schema> combination : AllOf.combinations(lists)) {
        mergedIfPossible(combination).ifPresent(children::add);
      }
      if (children.isEmpty() && !lists.isEmpty()) {
        throw new IncompatibleSchemasException();
      }
      return children;
    }
    for (Cursor item : at.at(name).items()) {
      children.add(new Schema(item, dialect));
    }
    return children;
  }

  /** Returns the schema of this name in a keyword such as {@code properties}. */
  public Optional<Schema> named(String keyword, String name) {
    if (!parts.isEmpty()) {
      return Optional.ofNullable(named(keyword).get(name));
    }
    JsonNode child = keywords.path(keyword).path(name);
    return child.isObject() || child.isBoolean()
        ? Optional.of(new Schema(at.at(keyword).at(name), dialect))
        : Optional.empty();
  }

  /** Returns schemas by name, for example of {@code properties}, in order. */
  public Map<String, Schema> named(String name) {
    Map<String, Schema> named = new LinkedHashMap<>();
    if (!parts.isEmpty()) {
      Map<String, List<Schema>> byName = new LinkedHashMap<>();
      for (Schema part : parts) {
        part.named(name)
            .forEach(
                (key, schema) ->
                    byName.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(schema));
      }
      byName.forEach((key, schemas) -> named.put(key, together(name, schemas)));
      return named;
    }
    for (Map.Entry<String, Cursor> member : at.at(name).members()) {
      named.put(member.getKey(), new Schema(member.getValue(), dialect));
    }
    return named;
  }

  /** Returns the schema after all {@code $ref}s, with the keywords beside them. */
  Schema shown() {
    Schema here = this;
    Optional<Schema> target = here.withSiblings();
    for (int hops = 0; target.isPresent() && hops < MAX_HOPS; hops++) {
      here = target.get();
      target = here.withSiblings();
    }
    return here;
  }

  /** Returns the example of the whole value; {@code example} is none in a named dialect. */
  Optional<JsonNode> shownExample() {
    Schema shown = shown();
    return dialect.rewrites() || !shown.has("example")
        ? shown.example()
        : Optional.ofNullable(shown.keyword("examples").get(0));
  }

  /** Returns the first example; that of OpenAPI comes before those of JSON Schema. */
  public Optional<JsonNode> example() {
    for (String keyword : dialect.rewrites() ? EXAMPLE_KEYWORDS : List.of("example")) {
      if (has(keyword)) {
        return Optional.of(keyword(keyword));
      }
    }
    return keyword("examples").isArray() && !keyword("examples").isEmpty()
        ? Optional.of(keyword("examples").get(0))
        : Optional.empty();
  }

  private static Optional<Schema> mergedIfPossible(List<Schema> schemas) {
    try {
      return Optional.of(merged(schemas));
    } catch (IncompatibleSchemasException e) {
      return Optional.empty();
    }
  }

  /** Returns what fits all of the schemas; {@code not} is about what fits one. */
  private static Schema together(String keyword, List<Schema> schemas) {
    if (schemas.size() == 1) {
      return schemas.get(0);
    }
    if (keyword.equals("not")) {
      throw new IncompatibleSchemasException();
    }
    return merged(schemas);
  }

  /** Returns the values of {@code type}, which may be one or a list. */
  public List<String> types() {
    JsonNode type = keywords.path("type");
    List<String> types = new ArrayList<>();
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(item -> types.add(item.asText()));
    return types;
  }

  private static ObjectNode rewritten(ObjectNode original) {
    ObjectNode schema = original.deepCopy();
    allowNull(schema, "x-nullable");
    allowNull(schema, "nullable");
    exclusive(schema, "exclusiveMinimum", "minimum");
    exclusive(schema, "exclusiveMaximum", "maximum");
    switch (original.path("format").asText()) {
      case "int32" -> range(schema, new BigDecimal(Integer.MIN_VALUE), "2147483647");
      case "int64" -> range(schema, new BigDecimal("-9007199254740991"), "9007199254740991");
      case "float" ->
          range(schema, new BigDecimal("-3.402823669209385e+38"), "3.402823669209385e+38");
      case "double" ->
          range(schema, new BigDecimal("-1.7976931348623157e+308"), "1.7976931348623157e+308");
      case "byte" -> {
        if (!schema.has("pattern")) {
          schema.put("pattern", "^[\\w\\d+\\/=]*$");
        }
      }
      default -> {}
    }
    return schema;
  }

  /** Without a type of its own a schema keeps the word, as in Prism. */
  private static void allowNull(ObjectNode schema, String keyword) {
    JsonNode type = schema.path("type");
    if (!type.isTextual() || !schema.has(keyword)) {
      return;
    }
    if (schema.remove(keyword).asBoolean()) {
      schema.set("type", schema.arrayNode().add(type).add("null"));
      if (schema.path("enum") instanceof ArrayNode values) {
        values.addNull();
      }
    }
  }

  private static void exclusive(ObjectNode schema, String exclusive, String limit) {
    JsonNode flag = schema.path(exclusive);
    if (flag.isBoolean()) {
      schema.remove(exclusive);
      if (flag.booleanValue() && schema.path(limit).isNumber()) {
        schema.set(exclusive, schema.remove(limit));
      }
    }
  }

  private static void range(ObjectNode schema, BigDecimal least, String most) {
    BigDecimal greatest = new BigDecimal(most);
    if (!schema.has("exclusiveMinimum")
        && !(schema.path("minimum").isNumber()
            && schema.path("minimum").decimalValue().compareTo(least) >= 0)) {
      schema.set("minimum", Numbers.node(least));
    }
    if (!schema.has("exclusiveMaximum")
        && !(schema.path("maximum").isNumber()
            && schema.path("maximum").decimalValue().compareTo(greatest) <= 0)) {
      schema.set("maximum", Numbers.node(greatest));
    }
  }

  @Override
  public String toString() {
    return at.where();
  }
}
