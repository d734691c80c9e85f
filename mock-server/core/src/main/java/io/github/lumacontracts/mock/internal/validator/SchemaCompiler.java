package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Cursor;
import io.github.lumacontracts.mock.internal.document.IncompatibleSchemasException;
import io.github.lumacontracts.mock.internal.document.Numbers;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles schemas into checks that run in ajv's order: keywords of any type, numbers, strings,
 * arrays, objects; within a group as ajv has them. The body of a schema is compiled once per place,
 * so one that contains itself ends. Not safe for threads; what it makes is.
 */
final class SchemaCompiler {
  private static final Set<String> NUMBER =
      Set.of("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "format");
  private static final Set<String> STRING = Set.of("maxLength", "minLength", "pattern", "format");
  private static final Set<String> ARRAY =
      Set.of("maxItems", "minItems", "uniqueItems", "items", "contains");
  private static final Set<String> ARRAY_2019 =
      Set.of("minContains", "maxContains", "unevaluatedItems");
  private static final Set<String> OBJECT =
      Set.of(
          "maxProperties",
          "minProperties",
          "required",
          "propertyNames",
          "additionalProperties",
          "dependencies",
          "properties",
          "patternProperties");
  private static final Set<String> OBJECT_2019 =
      Set.of("dependentRequired", "dependentSchemas", "unevaluatedProperties");

  private final Mode mode;
  private final String hidingKeyword;
  private final Map<Key, CompiledSchema> compiled = new HashMap<>();
  private final ArrayKeywords arrays = new ArrayKeywords(this::inner);
  private final ObjectKeywords objects = new ObjectKeywords(this::inner);
  private boolean merges;
  private boolean faulty;

  /** What values a schema is compiled for. */
  enum Mode {
    /** JSON bodies: taken as they are. */
    JSON,
    /** Parameters: texts, coerced to the type of the schema. */
    PARAMETER,
    /** Forms: texts and files; one part may fit several branches of {@code oneOf}. */
    FORM
  }

  /** Which way a value goes: requests have no {@code readOnly} properties, answers no writeOnly. */
  enum Direction {
    REQUEST("Request", "readOnly"),
    RESPONSE("Response", "writeOnly");

    private final String word;
    private final String hidingKeyword;

    Direction(String word, String hidingKeyword) {
      this.word = word;
      this.hidingKeyword = hidingKeyword;
    }

    /** Returns the word that messages begin with. */
    String word() {
      return word;
    }
  }

  private record Key(Cursor at, Set<String> hidden) {}

  SchemaCompiler(Mode mode) {
    this(mode, Direction.REQUEST);
  }

  SchemaCompiler(Mode mode, Direction direction) {
    this.mode = mode;
    this.hidingKeyword = direction.hidingKeyword;
  }

  /**
   * Compiles a schema with all that it contains. As in Prism the schema of a body has its {@code
   * allOf}s merged, if they can be, and one that is no JSON Schema accepts everything.
   */
  CompiledSchema compile(Schema schema) {
    if (mode != Mode.PARAMETER && schema.resolved().keyword(hidingKeyword).asBoolean()) {
      return new CompiledSchema();
    }
    faulty = false;
    merges = mode != Mode.PARAMETER;
    CompiledSchema result;
    try {
      result = inner(schema);
    } catch (IncompatibleSchemasException e) {
      compiled.clear();
      merges = false;
      result = inner(schema);
    }
    return faulty ? new CompiledSchema() : result;
  }

  private CompiledSchema inner(Schema schema) {
    return compile(schema, Set.of());
  }

  private CompiledSchema compile(Schema schema, Set<String> hidden) {
    Key key = new Key(schema.at(), hidden);
    CompiledSchema known = compiled.get(key);
    if (known != null) {
      return known;
    }
    CompiledSchema result = new CompiledSchema();
    compiled.put(key, result);
    result.fill(checks(merges ? schema.merged() : schema, hidden));
    return result;
  }

  private List<Check> checks(Schema schema, Set<String> outerHidden) {
    List<Check> checks = new ArrayList<>();
    if (schema.keywords().isBoolean()) {
      if (!schema.keywords().booleanValue()) {
        checks.add(
            (instance, failures) ->
                failures.add(Failure.at(instance, "false schema", "boolean schema is false")));
      }
      return checks;
    }
    if (schema.reference().isPresent() && !schema.readsBesideReference()) {
      checks.add(compile(schema.reference().get(), outerHidden));
      return checks;
    }
    faulty |= SchemaFaults.in(schema);
    Set<String> hidden = new LinkedHashSet<>(outerHidden);
    collectHidden(schema, hidden, new HashSet<>());

    List<String> types = schema.types();
    // ajv reports a wrong type where the type's own keywords stand, if there are some.
    boolean nullable = schema.keyword("nullable").asBoolean();
    boolean inGroup =
        mode == Mode.JSON && types.size() == 1 && !nullable && hasGroup(schema, types.get(0));
    if (!types.isEmpty() && !inGroup) {
      checks.add(type(types, nullable));
    }
    String inGroupType = inGroup ? types.get(0) : "";
    checks.addAll(untyped(schema, hidden));
    group(checks, "number", inGroupType, NumberKeywords.of(schema));
    group(checks, "string", inGroupType, StringKeywords.of(schema));
    group(checks, "array", inGroupType, arrays.of(schema));
    group(checks, "object", inGroupType, objects.of(schema, hidden));
    return checks;
  }

  private static boolean hasGroup(Schema schema, String type) {
    boolean later = schema.dialect().isDraft2019OrLater();
    return switch (type) {
      case "number" -> hasAny(schema, NUMBER);
      case "string" -> hasAny(schema, STRING);
      case "array" ->
          hasAny(schema, ARRAY)
              || schema.has(tupleRest(schema))
              || (schema.dialect().hasPrefixItems() && schema.has("prefixItems"))
              || (later && hasAny(schema, ARRAY_2019));
      case "object" -> hasAny(schema, OBJECT) || (later && hasAny(schema, OBJECT_2019));
      default -> false;
    };
  }

  private static boolean hasAny(Schema schema, Set<String> keywords) {
    return keywords.stream().anyMatch(schema::has);
  }

  /** Returns the keyword for what follows a tuple. */
  static String tupleRest(Schema schema) {
    return schema.dialect().hasPrefixItems() ? "items" : "additionalItems";
  }

  private static void group(
      List<Check> checks, String type, String reportedType, List<Check> keywords) {
    boolean reports = type.equals(reportedType);
    if (keywords.isEmpty() && !reports) {
      return;
    }
    Check[] all = keywords.toArray(new Check[0]);
    checks.add(
        (instance, failures) -> {
          if (JsonTypes.is(type, instance.value())) {
            for (Check check : all) {
              check.check(instance, failures);
            }
          } else if (reports) {
            failures.add(Failure.at(instance, "type", "must be " + type));
          }
        });
  }

  private Check type(List<String> types, boolean nullable) {
    String message = "must be " + String.join(",", types);
    boolean coerces = mode != Mode.JSON;
    return (instance, failures) -> {
      if (nullable && instance.value().isNull()) {
        return;
      }
      for (String type : types) {
        if (JsonTypes.is(type, instance.value())) {
          return;
        }
      }
      if (coerces) {
        for (String type : types) {
          Optional<JsonNode> coerced = JsonTypes.coerce(type, instance.value());
          if (coerced.isPresent()) {
            instance.replace(coerced.get());
            return;
          }
        }
      }
      failures.add(Failure.at(instance, "type", message));
    };
  }

  private List<Check> untyped(Schema schema, Set<String> hidden) {
    List<Check> checks = new ArrayList<>();
    schema.reference().ifPresent(target -> checks.add(compile(target, hidden)));
    if (schema.has("const")) {
      JsonNode constant = schema.keyword("const");
      checks.add(
          (instance, failures) -> {
            if (!JsonTypes.equal(constant, instance.value())) {
              failures.add(Failure.at(instance, "const", "must be equal to constant"));
            }
          });
    }
    if (schema.keyword("enum").isArray()) {
      checks.add(oneOfValues(schema.keyword("enum")));
    }
    schema
        .child("not")
        .map(this::inner)
        .ifPresent(
            not ->
                checks.add(
                    (instance, failures) -> {
                      if (not.accepts(instance)) {
                        failures.add(Failure.at(instance, "not", "must NOT be valid"));
                      }
                    }));
    branches(checks, schema, "anyOf", hidden);
    branches(checks, schema, "oneOf", hidden);
    for (Schema part : schema.children("allOf")) {
      checks.add(compile(part, hidden));
    }
    schema.child("if").ifPresent(condition -> checks.add(conditional(schema, condition)));
    return checks;
  }

  private static Check oneOfValues(JsonNode values) {
    String message = "must be equal to one of the allowed values: " + joined(values, ", ");
    Set<String> texts =
        values
            .valueStream()
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .collect(Collectors.toUnmodifiableSet());
    return (instance, failures) -> {
      JsonNode value = instance.value();
      boolean allowed =
          value.isTextual() ? texts.contains(value.textValue()) : isOneOf(values, instance);
      if (!allowed) {
        failures.add(Failure.at(instance, "enum", message));
      }
    };
  }

  private static boolean isOneOf(JsonNode values, Instance instance) {
    instance.effort().spend(values.size());
    for (JsonNode value : values) {
      if (JsonTypes.equal(value, instance.value())) {
        return true;
      }
    }
    return false;
  }

  /** Joins as JavaScript does: null is empty, a list is its items between commas. */
  private static String joined(JsonNode values, String separator) {
    List<String> words = new ArrayList<>();
    for (JsonNode value : values) {
      words.add(
          switch (value.getNodeType()) {
            case NULL -> "";
            case NUMBER -> Numbers.text(value);
            case OBJECT -> "[object Object]";
            case ARRAY -> joined(value, ",");
            default -> value.asText();
          });
    }
    return String.join(separator, words);
  }

  /** {@code anyOf} and {@code oneOf} tell what every branch lacks, then that none fits. */
  private void branches(List<Check> checks, Schema schema, String keyword, Set<String> hidden) {
    if (!schema.keyword(keyword).isArray()) {
      return;
    }
    List<CompiledSchema> branches =
        schema.children(keyword).stream().map(branch -> compile(branch, hidden)).toList();
    boolean any = keyword.equals("anyOf");
    String message =
        any ? "must match a schema in anyOf" : "must match exactly one schema in oneOf";
    checks.add(
        (instance, failures) -> {
          List<Failure> all = new ArrayList<>();
          int fitting = 0;
          for (CompiledSchema branch : branches) {
            int before = all.size();
            branch.check(instance, all);
            fitting += all.size() == before ? 1 : 0;
          }
          boolean holds = fitting == 1 || (fitting > 1 && (any || isText(instance.value())));
          if (!holds) {
            failures.addAll(all);
            failures.add(Failure.at(instance, keyword, message));
          }
        });
  }

  /** A part of a form is a text or a file; it may fit several branches that JSON keeps apart. */
  private boolean isText(JsonNode value) {
    return mode == Mode.FORM && !value.isContainerNode();
  }

  private Check conditional(Schema schema, Schema condition) {
    CompiledSchema test = inner(condition);
    Optional<CompiledSchema> then = schema.child("then").map(this::inner);
    Optional<CompiledSchema> otherwise = schema.child("else").map(this::inner);
    return (instance, failures) -> {
      boolean holds = test.accepts(instance);
      Optional<CompiledSchema> next = holds ? then : otherwise;
      if (next.isPresent()) {
        int before = failures.size();
        next.get().check(instance, failures);
        if (failures.size() > before) {
          failures.add(
              Failure.at(
                  instance, "if", "must match \"" + (holds ? "then" : "else") + "\" schema"));
        }
      }
    };
  }

  /**
   * Collects the properties that the other side alone has. They may be declared in one part of an
   * {@code allOf} and required in another, so the names go down into all parts.
   */
  private void collectHidden(Schema schema, Set<String> names, Set<Cursor> seen) {
    if (!seen.add(schema.at())) {
      return;
    }
    schema
        .named("properties")
        .forEach(
            (name, property) -> {
              if (property.keyword(hidingKeyword).asBoolean()
                  || property.resolved().keyword(hidingKeyword).asBoolean()) {
                names.add(name);
              }
            });
    schema.reference().ifPresent(target -> collectHidden(target, names, seen));
    schema.children("allOf").forEach(part -> collectHidden(part, names, seen));
  }
}
