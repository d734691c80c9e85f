package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Cursor;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The members and items of one value that a schema has looked at, which is what {@code
 * unevaluatedProperties} and {@code unevaluatedItems} are about. Counted as ajv counts: what {@code
 * properties} names is seen even if it does not fit.
 */
final class Evaluation {
  private final Set<String> names = new HashSet<>();
  private boolean allNames;
  private boolean allItems;
  private int items;

  private Evaluation() {}

  boolean has(String name) {
    return allNames || names.contains(name);
  }

  /** Returns how many items have been seen. */
  int items(int size) {
    return allItems ? size : Math.min(items, size);
  }

  /** Adds what one schema looks at in a value. */
  @FunctionalInterface
  private interface Step {
    void run(Instance instance, Evaluation seen);
  }

  /** Finds out what a schema looks at in a value. Safe for threads. */
  static final class Collector {
    private final List<Step> steps = new ArrayList<>();

    Evaluation of(Instance instance) {
      Evaluation seen = new Evaluation();
      run(instance, seen);
      return seen;
    }

    private void run(Instance instance, Evaluation seen) {
      instance.effort().spend(1 + steps.size());
      instance.effort().spendOn(instance.value());
      steps.forEach(step -> step.run(instance, seen));
    }
  }

  /** Makes collectors; each schema once, so that one that contains itself ends. */
  static final class Compiler {
    private final Function<Schema, CompiledSchema> schemas;
    private final Map<Cursor, Collector> known = new HashMap<>();

    Compiler(Function<Schema, CompiledSchema> schemas) {
      this.schemas = schemas;
    }

    /** Returns what the other keywords beside {@code unevaluated…} look at. */
    Collector of(Schema schema) {
      Collector collector = new Collector();
      fill(collector, schema);
      return collector;
    }

    private Collector nested(Schema schema) {
      Collector there = known.get(schema.at());
      if (there == null) {
        there = new Collector();
        known.put(schema.at(), there);
        fill(there, schema);
        if (schema.has("unevaluatedProperties")) {
          there.steps.add((instance, seen) -> seen.allNames = true);
        }
        if (schema.has("unevaluatedItems")) {
          there.steps.add((instance, seen) -> seen.allItems = true);
        }
      }
      return there;
    }

    private void fill(Collector collector, Schema schema) {
      names(collector.steps, schema);
      items(collector.steps, schema);
      schema.reference().map(this::nested).ifPresent(ref -> collector.steps.add(ref::run));
      for (Schema part : schema.children("allOf")) {
        collector.steps.add(nested(part)::run);
      }
      for (String keyword : List.of("anyOf", "oneOf")) {
        for (Schema branch : schema.children(keyword)) {
          collector.steps.add(ifFits(branch));
        }
      }
      conditional(collector.steps, schema);
      schema
          .named("dependentSchemas")
          .forEach(
              (name, dependent) -> {
                Step then = ifFits(dependent);
                collector.steps.add(
                    (instance, seen) -> {
                      if (instance.value().has(name)) {
                        then.run(instance, seen);
                      }
                    });
              });
    }

    private Step ifFits(Schema schema) {
      CompiledSchema test = schemas.apply(schema);
      Collector collector = nested(schema);
      return (instance, seen) -> {
        if (test.accepts(instance)) {
          collector.run(instance, seen);
        }
      };
    }

    private void conditional(List<Step> steps, Schema schema) {
      Optional<Schema> condition = schema.child("if");
      if (condition.isEmpty()) {
        return;
      }
      CompiledSchema test = schemas.apply(condition.get());
      Step none = (instance, seen) -> {};
      Step then = schema.child("then").map(this::ifFits).orElse(none);
      Step otherwise = schema.child("else").map(this::ifFits).orElse(none);
      Collector seenByTest = nested(condition.get());
      steps.add(
          (instance, seen) -> {
            if (test.accepts(instance)) {
              seenByTest.run(instance, seen);
              then.run(instance, seen);
            } else {
              otherwise.run(instance, seen);
            }
          });
    }

    private static void names(List<Step> steps, Schema schema) {
      if (schema.child("additionalProperties").isPresent()) {
        steps.add((instance, seen) -> seen.allNames = true);
        return;
      }
      Set<String> declared = schema.named("properties").keySet();
      List<Pattern> patterns =
          schema.named("patternProperties").keySet().stream()
              .flatMap(regex -> Patterns.compile(regex).stream())
              .toList();
      steps.add(
          (instance, seen) -> {
            seen.names.addAll(declared);
            for (Map.Entry<String, JsonNode> member : instance.value().properties()) {
              if (patterns.stream().anyMatch(p -> instance.effort().finds(p, member.getKey()))) {
                seen.names.add(member.getKey());
              }
            }
          });
    }

    private static void items(List<Step> steps, Schema schema) {
      boolean prefix = schema.dialect().hasPrefixItems();
      int first = schema.children(prefix ? "prefixItems" : "items").size();
      boolean rest =
          schema.child("items").isPresent()
              || (!prefix && first > 0 && schema.child("additionalItems").isPresent());
      if (rest || schema.child("contains").isPresent()) {
        steps.add((instance, seen) -> seen.allItems = true);
      } else {
        steps.add((instance, seen) -> seen.items = Math.max(seen.items, first));
      }
    }
  }
}
