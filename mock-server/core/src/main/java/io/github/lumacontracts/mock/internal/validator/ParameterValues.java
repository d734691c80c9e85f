package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.internal.document.Cursor;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Turns texts of parameters and forms into the arrays and objects that their style means. */
final class ParameterValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ParameterValues() {}

  /** What a schema wants to be fed with. */
  enum Shape {
    SCALAR,
    ARRAY,
    OBJECT
  }

  /** Returns the shape; that of the first branch that is an array or object, if there are some. */
  static Shape shape(Optional<Schema> schema) {
    return schema.map(present -> shape(present, new HashSet<>())).orElse(Shape.SCALAR);
  }

  private static Shape shape(Schema schema, Set<Cursor> seen) {
    Schema resolved = schema.resolved();
    if (resolved.types().contains("array")) {
      return Shape.ARRAY;
    }
    if (resolved.types().contains("object") || resolved.has("properties")) {
      return Shape.OBJECT;
    }
    if (seen.add(resolved.at())) {
      for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
        for (Schema branch : resolved.children(keyword)) {
          Shape shape = shape(branch, seen);
          if (shape != Shape.SCALAR) {
            return shape;
          }
        }
      }
    }
    return Shape.SCALAR;
  }

  /** Returns the names of an object's properties, those of its {@code allOf} included. */
  static Map<String, Schema> properties(Schema schema) {
    Map<String, Schema> properties = new LinkedHashMap<>();
    collect(schema, properties, new HashSet<>());
    return properties;
  }

  private static void collect(Schema schema, Map<String, Schema> properties, Set<Cursor> seen) {
    Schema resolved = schema.resolved();
    if (!seen.add(resolved.at())) {
      return;
    }
    resolved.named("properties").forEach(properties::putIfAbsent);
    for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
      resolved.children(keyword).forEach(branch -> collect(branch, properties, seen));
    }
  }

  static JsonNode text(List<String> values) {
    return values.size() == 1 ? TextNode.valueOf(values.get(0)) : list(values);
  }

  static ArrayNode list(List<String> values) {
    ArrayNode list = NODES.arrayNode();
    values.forEach(list::add);
    return list;
  }

  /** Returns the value between separators: an array, or an object from {@code k,v,k,v}. */
  static JsonNode separated(String text, String separator, Shape shape) {
    String[] parts = text.split(Pattern.quote(separator), -1);
    if (shape == Shape.ARRAY) {
      return list(List.of(parts));
    }
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i + 1 < parts.length; i += 2) {
      object.put(parts[i], parts[i + 1]);
    }
    return object;
  }

  /** Returns the value of pairs such as {@code k=v,k=v}. */
  static JsonNode pairs(String text, String separator) {
    ObjectNode object = NODES.objectNode();
    for (String part : text.split(Pattern.quote(separator), -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        object.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return object;
  }

  static String separator(String style) {
    return switch (style) {
      case "spaceDelimited" -> " ";
      case "pipeDelimited" -> "|";
      case "tabDelimited" -> "\t";
      default -> ",";
    };
  }

  /**
   * Returns the value of {@code name[a][b]=v}, empty if none of the values is written so. A
   * property that the schema wants to be a list is one, also if it is written once or as {@code
   * name[a][]=v}.
   */
  static JsonNode deep(String name, Optional<Schema> schema, Map<String, List<String>> values) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, List<String>> entry : values.entrySet()) {
      String key = entry.getKey();
      if (key.length() > name.length() + 2
          && key.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + "[")
          && key.endsWith("]")) {
        List<String> steps =
            List.of(key.substring(name.length() + 1, key.length() - 1).split("]\\[", -1));
        ObjectNode at = object;
        for (String step : steps.subList(0, steps.size() - 1)) {
          at = at.get(step) instanceof ObjectNode known ? known : at.putObject(step);
        }
        at.set(steps.get(steps.size() - 1), text(entry.getValue()));
      }
    }
    schema.ifPresent(present -> lists(present, object));
    return shape(schema) == Shape.ARRAY ? indexes(object) : object;
  }

  private static void lists(Schema schema, ObjectNode object) {
    properties(schema)
        .forEach(
            (name, property) -> {
              JsonNode value = object.path(name);
              if (shape(Optional.of(property)) == Shape.ARRAY) {
                if (value.isTextual()) {
                  object.set(name, NODES.arrayNode().add(value));
                } else if (value.isObject() && value.size() == 1 && value.has("")) {
                  JsonNode items = value.get("");
                  object.set(name, items.isArray() ? items : NODES.arrayNode().add(items));
                } else if (value.isObject()) {
                  object.set(name, indexes((ObjectNode) value));
                }
              } else if (value instanceof ObjectNode inner) {
                lists(property, inner);
              }
            });
  }

  /** Returns the members that are named by a number, in their order. */
  private static ArrayNode indexes(ObjectNode object) {
    TreeMap<Integer, JsonNode> items = new TreeMap<>();
    object
        .properties()
        .forEach(
            member -> {
              if (member.getKey().matches("[0-9]{1,6}")) {
                items.put(Integer.parseInt(member.getKey()), member.getValue());
              }
            });
    return NODES.arrayNode().addAll(items.values());
  }

  /** Returns the array written {@code name[0]=a&name[1]=b}, in the order of the indexes. */
  static Optional<JsonNode> indexed(String name, Map<String, List<String>> values) {
    Pattern key =
        Pattern.compile(Pattern.quote(name) + "\\[([0-9]{0,6})]", Pattern.CASE_INSENSITIVE);
    TreeMap<Integer, List<String>> items = new TreeMap<>();
    values.forEach(
        (given, texts) -> {
          var matcher = key.matcher(given);
          if (matcher.matches()) {
            String index = matcher.group(1);
            int position = index.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(index);
            items.computeIfAbsent(position, p -> new ArrayList<>()).addAll(texts);
          }
        });
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(list(items.values().stream().flatMap(List::stream).toList()));
  }
}
