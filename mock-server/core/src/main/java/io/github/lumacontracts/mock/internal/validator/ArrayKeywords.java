package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keywords that say something of arrays, in ajv's order. */
final class ArrayKeywords {
  private final Function<Schema, CompiledSchema> inner;

  /** Takes what compiles the schemas inside. */
  ArrayKeywords(Function<Schema, CompiledSchema> inner) {
    this.inner = inner;
  }

  List<Check> of(Schema schema) {
    List<Check> checks = new ArrayList<>();
    SizeKeyword.add(checks, schema, "maxItems", "items", JsonNode::size);
    SizeKeyword.add(checks, schema, "minItems", "items", JsonNode::size);
    items(checks, schema);
    schema.child("contains").map(inner).ifPresent(c -> checks.add(contains(schema, c)));
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
        schema.children(prefix ? "prefixItems" : "items").stream().map(inner).toList();
    // Without a tuple, items is for every item and additionalItems for none.
    String restKeyword = first.isEmpty() ? "items" : SchemaCompiler.tupleRest(schema);
    Optional<Schema> restSchema = schema.child(restKeyword);
    boolean closed = !first.isEmpty() && restSchema.isPresent() && isFalse(restSchema.get());
    Optional<CompiledSchema> rest = closed ? Optional.empty() : restSchema.map(inner);
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

  static boolean isFalse(Schema schema) {
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
    CompiledSchema schemaOfRest = inner.apply(rest);
    Evaluation.Collector collector = new Evaluation.Compiler(inner).of(schema);
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
}
