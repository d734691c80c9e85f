package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keywords that say something of objects, in ajv's order. */
final class ObjectKeywords {
  private final Function<Schema, CompiledSchema> inner;

  /** Takes what compiles the schemas inside. */
  ObjectKeywords(Function<Schema, CompiledSchema> inner) {
    this.inner = inner;
  }

  List<Check> of(Schema schema, Set<String> hidden) {
    List<Check> checks = new ArrayList<>();
    SizeKeyword.add(checks, schema, "maxProperties", "properties", JsonNode::size);
    SizeKeyword.add(checks, schema, "minProperties", "properties", JsonNode::size);
    List<String> required = new ArrayList<>();
    if (schema.keyword("required").isArray()) {
      schema.keyword("required").forEach(name -> required.add(name.asText()));
    }
    required.removeAll(hidden);
    if (!required.isEmpty()) {
      checks.add(required(required));
    }
    schema.child("propertyNames").map(inner).ifPresent(names -> checks.add(propertyNames(names)));

    Map<String, CompiledSchema> properties = new LinkedHashMap<>();
    schema
        .named("properties")
        .forEach(
            (name, property) -> {
              if (!hidden.contains(name)) {
                properties.put(name, inner.apply(property));
              }
            });
    Map<Pattern, CompiledSchema> patterns = new LinkedHashMap<>();
    schema
        .named("patternProperties")
        .forEach(
            (regex, property) ->
                Patterns.compile(regex)
                    .ifPresent(pattern -> patterns.put(pattern, inner.apply(property))));
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
        names.check(instance.detached(TextNode.valueOf(name)), wrong);
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
    boolean closed = ArrayKeywords.isFalse(rest);
    CompiledSchema schema = inner.apply(rest);
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
    boolean closed = ArrayKeywords.isFalse(rest);
    CompiledSchema schemaOfRest = inner.apply(rest);
    Evaluation.Collector collector = new Evaluation.Compiler(inner).of(schema);
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
                CompiledSchema then = inner.apply(dependent);
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
}
