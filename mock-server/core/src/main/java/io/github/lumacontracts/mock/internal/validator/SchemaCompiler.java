package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Cursor;
import io.github.lumacontracts.mock.internal.document.IncompatibleSchemasException;
import io.github.lumacontracts.mock.internal.document.Numbers;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

  private static final int MAX_EXPONENT = 400;
  private static final int INT64_DIGITS = 19;

  private final Mode mode;
  private final String hidingKeyword;
  private final Map<Key, CompiledSchema> compiled = new HashMap<>();
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
    group(checks, "number", inGroupType, numbers(schema));
    group(checks, "string", inGroupType, strings(schema));
    group(checks, "array", inGroupType, arrays(schema));
    group(checks, "object", inGroupType, objects(schema, hidden));
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
  private static String tupleRest(Schema schema) {
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

  // numbers

  private static List<Check> numbers(Schema schema) {
    List<Check> checks = new ArrayList<>();
    limit(checks, schema, "maximum", "<=", order -> order <= 0);
    limit(checks, schema, "minimum", ">=", order -> order >= 0);
    limit(checks, schema, "exclusiveMaximum", "<", order -> order < 0);
    limit(checks, schema, "exclusiveMinimum", ">", order -> order > 0);
    JsonNode multiple = schema.keyword("multipleOf");
    if (multiple.isNumber()
        && multiple.decimalValue().signum() > 0
        && Math.abs(exponent(multiple.decimalValue())) <= MAX_EXPONENT) {
      BigDecimal factor = multiple.decimalValue();
      String message = "must be multiple of " + Numbers.text(multiple);
      checks.add(
          (instance, failures) -> {
            if (!isMultiple(instance, factor)) {
              failures.add(Failure.at(instance, "multipleOf", message));
            }
          });
    }
    String format = schema.keyword("format").asText();
    if (format.equals("int32") || format.equals("int64")) {
      // To ajv any whole number is an int64; JavaScript could not tell the last digits.
      int bits = format.equals("int32") ? 31 : Integer.MAX_VALUE;
      checks.add(
          (instance, failures) -> {
            if (!isWhole(instance.value(), bits)) {
              failures.add(Failure.at(instance, "format", formatMessage(format)));
            }
          });
    }
    return checks;
  }

  private static boolean isWhole(JsonNode value, int bits) {
    return JsonTypes.is("integer", value)
        && (bits == Integer.MAX_VALUE
            || (exponent(value.decimalValue()) <= INT64_DIGITS
                && value.bigIntegerValue().bitLength() <= bits));
  }

  /** To JavaScript numbers beyond these exponents are infinite or zero. */
  private static boolean isMultiple(Instance instance, BigDecimal factor) {
    BigDecimal value = instance.value().decimalValue();
    int exponent = exponent(value);
    if (value.signum() == 0 || exponent < -MAX_EXPONENT) {
      return true;
    }
    if (exponent > MAX_EXPONENT) {
      return false;
    }
    instance.effort().spendOnDigits(Math.abs(exponent - exponent(factor)));
    // BigDecimal's own remainder takes a hundred times as long for numbers of many digits.
    int scale = Math.max(value.scale(), factor.scale());
    return value
            .setScale(scale)
            .unscaledValue()
            .mod(factor.setScale(scale).unscaledValue())
            .signum()
        == 0;
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale();
  }

  private interface Order {
    boolean holds(int comparison);
  }

  private static void limit(
      List<Check> checks, Schema schema, String keyword, String sign, Order order) {
    JsonNode limit = schema.keyword(keyword);
    if (limit.isNumber()) {
      BigDecimal value = limit.decimalValue();
      String message = "must be " + sign + " " + Numbers.text(limit);
      checks.add(
          (instance, failures) -> {
            if (!order.holds(instance.value().decimalValue().compareTo(value))) {
              failures.add(Failure.at(instance, keyword, message));
            }
          });
    }
  }

  private static String formatMessage(String format) {
    return "must match format \"" + format + "\"";
  }

  // strings

  private static List<Check> strings(Schema schema) {
    List<Check> checks = new ArrayList<>();
    count(checks, schema, "maxLength", "characters", SchemaCompiler::length);
    count(checks, schema, "minLength", "characters", SchemaCompiler::length);
    pattern(schema.keyword("pattern"))
        .ifPresent(
            pattern -> {
              String message =
                  "must match pattern \"" + schema.keyword("pattern").textValue() + "\"";
              checks.add(
                  (instance, failures) -> {
                    JsonNode value = instance.value();
                    if (value.isTextual() && !instance.effort().finds(pattern, value.textValue())) {
                      failures.add(Failure.at(instance, "pattern", message));
                    }
                  });
            });
    String format = schema.keyword("format").asText();
    Optional<Predicate<String>> test = Formats.of(format);
    if (test.isPresent()) {
      Predicate<String> holds = test.get();
      checks.add(
          (instance, failures) -> {
            instance.effort().spendOn(instance.value());
            // A file is not a text of any format.
            if (!instance.value().isTextual() || !holds.test(instance.value().textValue())) {
              failures.add(Failure.at(instance, "format", formatMessage(format)));
            }
          });
    }
    return checks;
  }

  private static int length(JsonNode value) {
    return value.isTextual()
        ? value.textValue().codePointCount(0, value.textValue().length())
        : value.size();
  }

  /** Returns the pattern; one that Java cannot read is not checked, as if it were not there. */
  private static Optional<Pattern> pattern(JsonNode regex) {
    return regex.isTextual() ? Patterns.compile(regex.textValue()) : Optional.empty();
  }

  private interface Size {
    int of(JsonNode value);
  }

  private static void count(
      List<Check> checks, Schema schema, String keyword, String what, Size size) {
    JsonNode limit = schema.keyword(keyword);
    if (!limit.isNumber()) {
      return;
    }
    int bound = (int) limit.doubleValue(); // the cast keeps within the range of int
    boolean most = keyword.startsWith("max");
    String message = "must NOT have " + (most ? "more" : "fewer") + " than " + bound + " " + what;
    checks.add(
        (instance, failures) -> {
          if (instance.value().isBinary()) {
            return;
          }
          int actual = size.of(instance.value());
          if (most ? actual > bound : actual < bound) {
            failures.add(Failure.at(instance, keyword, message));
          }
        });
  }

  // any type

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

  // arrays

  private List<Check> arrays(Schema schema) {
    List<Check> checks = new ArrayList<>();
    count(checks, schema, "maxItems", "items", JsonNode::size);
    count(checks, schema, "minItems", "items", JsonNode::size);
    items(checks, schema);
    schema.child("contains").map(this::inner).ifPresent(c -> checks.add(contains(schema, c)));
    if (schema.keyword("uniqueItems").asBoolean()) {
      checks.add(unique(schema.child("items").map(Schema::types).orElse(List.of())));
    }
    if (schema.dialect().isDraft2019OrLater()) {
      schema
          .child("unevaluatedItems")
          .ifPresent(rest -> checks.add(unevaluatedItems(schema, rest)));
    }
    return checks;
  }

  private void items(List<Check> checks, Schema schema) {
    boolean prefix = schema.dialect().hasPrefixItems();
    List<CompiledSchema> first =
        schema.children(prefix ? "prefixItems" : "items").stream().map(this::inner).toList();
    // Without a tuple, items is for every item and additionalItems for none.
    String restKeyword = first.isEmpty() ? "items" : tupleRest(schema);
    Optional<Schema> restSchema = schema.child(restKeyword);
    boolean closed = !first.isEmpty() && restSchema.isPresent() && isFalse(restSchema.get());
    Optional<CompiledSchema> rest = closed ? Optional.empty() : restSchema.map(this::inner);
    if (first.isEmpty() && rest.isEmpty()) {
      return;
    }
    Check tuple =
        (instance, failures) -> {
          for (int i = 0; i < Math.min(first.size(), instance.value().size()); i++) {
            first.get(i).check(item(instance, i), failures);
          }
        };
    Check others =
        (instance, failures) -> {
          int size = instance.value().size();
          if (closed && size > first.size()) {
            failures.add(
                Failure.at(
                    instance, restKeyword, "must NOT have more than " + first.size() + " items"));
          }
          for (int i = first.size(); rest.isPresent() && i < size; i++) {
            rest.get().check(item(instance, i), failures);
          }
        };
    // ajv looks at additionalItems before items, but at prefixItems before items.
    checks.addAll(prefix ? List.of(tuple, others) : List.of(others, tuple));
  }

  private static Instance item(Instance array, int index) {
    return array.child(String.valueOf(index), array.value().get(index));
  }

  private static boolean isFalse(Schema schema) {
    return schema.keywords().isBoolean() && !schema.keywords().booleanValue();
  }

  private static Check contains(Schema schema, CompiledSchema item) {
    boolean counts = schema.dialect().isDraft2019OrLater();
    boolean bounded = counts && schema.has("maxContains");
    int least = counts ? schema.keyword("minContains").asInt(1) : 1;
    int most = bounded ? schema.keyword("maxContains").asInt() : Integer.MAX_VALUE;
    String message =
        bounded
            ? "must contain at least " + least + " and no more than " + most + " valid item(s)"
            : "must contain at least " + least + " valid item(s)";
    return (instance, failures) -> {
      List<Failure> all = new ArrayList<>();
      int fitting = 0;
      for (int i = 0; i < instance.value().size() && fitting <= most; i++) {
        int before = all.size();
        item.check(item(instance, i), all);
        fitting += all.size() == before ? 1 : 0;
      }
      if (fitting < least || fitting > most) {
        failures.addAll(all);
        failures.add(Failure.at(instance, "contains", message));
      }
    };
  }

  private Check unevaluatedItems(Schema schema, Schema rest) {
    boolean closed = isFalse(rest);
    CompiledSchema schemaOfRest = inner(rest);
    Evaluation.Collector collector = evaluations().of(schema);
    return (instance, failures) -> {
      int seen = collector.of(instance).items(instance.value().size());
      if (closed && instance.value().size() > seen) {
        failures.add(
            Failure.at(instance, "unevaluatedItems", "must NOT have more than " + seen + " items"));
      }
      for (int i = seen; !closed && i < instance.value().size(); i++) {
        schemaOfRest.check(item(instance, i), failures);
      }
    };
  }

  private Evaluation.Compiler evaluations() {
    return new Evaluation.Compiler(this::inner);
  }

  /**
   * Names the pair that ajv finds first: the last item that has an equal one before it. With a
   * known, simple type of items it passes over others, and names the later one first.
   */
  private static Check unique(List<String> types) {
    boolean simple = !types.isEmpty() && !types.contains("object") && !types.contains("array");
    return (instance, failures) -> {
      Map<String, Integer> seen = new HashMap<>();
      int first = -1;
      int second = -1;
      int size = instance.value().size();
      for (int step = 0; step < size; step++) {
        int i = simple ? size - 1 - step : step;
        JsonNode item = instance.value().get(i);
        if (simple && types.stream().noneMatch(type -> JsonTypes.is(type, item))) {
          continue;
        }
        Integer equal = seen.put(JsonTypes.key(item, instance.effort()), i);
        if (equal != null && (first < 0 || !simple)) {
          first = equal;
          second = i;
        }
      }
      if (first >= 0) {
        failures.add(
            Failure.at(
                instance,
                "uniqueItems",
                "must NOT have duplicate items (items ## "
                    + first
                    + " and "
                    + second
                    + " are identical)"));
      }
    };
  }

  // objects

  private List<Check> objects(Schema schema, Set<String> hidden) {
    List<Check> checks = new ArrayList<>();
    count(checks, schema, "maxProperties", "properties", JsonNode::size);
    count(checks, schema, "minProperties", "properties", JsonNode::size);
    List<String> required = new ArrayList<>();
    if (schema.keyword("required").isArray()) {
      schema.keyword("required").forEach(name -> required.add(name.asText()));
    }
    required.removeAll(hidden);
    if (!required.isEmpty()) {
      checks.add(required(required));
    }
    schema
        .child("propertyNames")
        .map(this::inner)
        .ifPresent(names -> checks.add(propertyNames(names)));

    Map<String, CompiledSchema> properties = new LinkedHashMap<>();
    schema
        .named("properties")
        .forEach(
            (name, property) -> {
              if (!hidden.contains(name)) {
                properties.put(name, inner(property));
              }
            });
    Map<Pattern, CompiledSchema> patterns = new LinkedHashMap<>();
    schema
        .named("patternProperties")
        .forEach(
            (regex, property) ->
                Patterns.compile(regex)
                    .ifPresent(pattern -> patterns.put(pattern, inner(property))));
    schema
        .child("additionalProperties")
        .ifPresent(rest -> checks.add(additional(rest, properties.keySet(), patterns.keySet())));
    dependencies(checks, schema, "dependencies");
    if (!properties.isEmpty()) {
      checks.add(properties(properties));
    }
    patterns.forEach(
        (pattern, property) ->
            checks.add(
                (instance, failures) ->
                    members(instance)
                        .forEach(
                            name -> {
                              if (instance.effort().finds(pattern, name)) {
                                property.check(
                                    instance.child(name, instance.value().get(name)), failures);
                              }
                            })));
    if (schema.dialect().isDraft2019OrLater()) {
      dependencies(checks, schema, "dependentRequired");
      dependencies(checks, schema, "dependentSchemas");
      schema
          .child("unevaluatedProperties")
          .ifPresent(rest -> checks.add(unevaluatedProperties(schema, rest)));
    }
    return checks;
  }

  static Check required(List<String> names) {
    return (instance, failures) -> {
      for (String name : names) {
        if (!instance.value().has(name)) {
          failures.add(
              Failure.at(instance, "required", "must have required property '" + name + "'"));
        }
      }
    };
  }

  static Check properties(Map<String, CompiledSchema> properties) {
    List<Map.Entry<String, CompiledSchema>> entries = List.copyOf(properties.entrySet());
    return (instance, failures) -> {
      for (Map.Entry<String, CompiledSchema> entry : entries) {
        JsonNode value = instance.value().get(entry.getKey());
        if (value != null) {
          entry.getValue().check(instance.child(entry.getKey(), value), failures);
        }
      }
    };
  }

  private static List<String> members(Instance instance) {
    return instance.value().propertyStream().map(Map.Entry::getKey).toList();
  }

  private static Check propertyNames(CompiledSchema names) {
    return (instance, failures) -> {
      for (String name : members(instance)) {
        List<Failure> wrong = new ArrayList<>();
        names.check(
            instance.detached(com.fasterxml.jackson.databind.node.TextNode.valueOf(name)), wrong);
        for (Failure failure : wrong) {
          failures.add(Failure.at(instance, failure.keyword(), failure.message()));
        }
        if (!wrong.isEmpty()) {
          failures.add(Failure.at(instance, "propertyNames", "property name must be valid"));
        }
      }
    };
  }

  private Check additional(Schema rest, Set<String> known, Set<Pattern> patterns) {
    boolean closed = isFalse(rest);
    CompiledSchema schema = inner(rest);
    return (instance, failures) -> {
      for (String name : members(instance)) {
        if (known.contains(name)
            || patterns.stream().anyMatch(p -> instance.effort().finds(p, name))) {
          continue;
        }
        if (closed) {
          failures.add(
              Failure.at(
                  instance,
                  "additionalProperties",
                  "must NOT have additional properties; found '" + name + "'"));
        } else {
          schema.check(instance.child(name, instance.value().get(name)), failures);
        }
      }
    };
  }

  private Check unevaluatedProperties(Schema schema, Schema rest) {
    boolean closed = isFalse(rest);
    CompiledSchema schemaOfRest = inner(rest);
    Evaluation.Collector collector = evaluations().of(schema);
    return (instance, failures) -> {
      Evaluation seen = collector.of(instance);
      for (String name : members(instance)) {
        if (seen.has(name)) {
          continue;
        }
        if (closed) {
          failures.add(
              Failure.at(
                  instance,
                  "unevaluatedProperties",
                  "must NOT have unevaluated properties: '" + name + "'"));
        } else {
          schemaOfRest.check(instance.child(name, instance.value().get(name)), failures);
        }
      }
    };
  }

  private void dependencies(List<Check> checks, Schema schema, String keyword) {
    for (Map.Entry<String, JsonNode> entry : schema.keyword(keyword).properties()) {
      if (entry.getValue().isArray()) {
        checks.add(dependentRequired(keyword, entry.getKey(), entry.getValue()));
      }
    }
    schema
        .named(keyword)
        .forEach(
            (name, dependent) -> {
              if (!dependent.keywords().isArray()) {
                CompiledSchema then = inner(dependent);
                checks.add(
                    (instance, failures) -> {
                      if (instance.value().has(name)) {
                        then.check(instance, failures);
                      }
                    });
              }
            });
  }

  private static Check dependentRequired(String keyword, String name, JsonNode needed) {
    List<String> names = new ArrayList<>();
    needed.forEach(item -> names.add(item.asText()));
    if (keyword.equals("dependencies")) {
      Collections.sort(names); // merging allOf sorts them, and Prism always merges
    }
    String list = names.stream().collect(Collectors.joining(", "));
    String message =
        "must have "
            + (names.size() == 1 ? "property " : "properties ")
            + list
            + " when property "
            + name
            + " is present";
    return (instance, failures) -> {
      if (instance.value().has(name)) {
        for (String other : names) {
          if (!instance.value().has(other)) {
            failures.add(Failure.at(instance, keyword, message));
          }
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
