package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How values are made up: what the member {@code x-json-schema-faker} of a document may say. The
 * bounds widen or narrow what a schema leaves open; they never break it.
 *
 * @param ignored names of properties that are left out unless they are required
 */
record SamplerOptions(
    Locale locale,
    int minItems,
    int maxItems,
    int minLength,
    int maxLength,
    boolean fillProperties,
    boolean useDefaultValue,
    boolean useExamplesValue,
    boolean omitNulls,
    double optionalsProbability,
    List<String> ignored) {

  /**
   * Reads the options.
   *
   * @param config keys as json-schema-faker writes them, {@code minItems} or {@code min-items}
   * @param fillProperties wins over the document
   */
  static SamplerOptions of(JsonNode config, Optional<Boolean> fillProperties) {
    Map<String, JsonNode> values = new HashMap<>();
    config
        .properties()
        .forEach(member -> values.put(camelCase(member.getKey()), member.getValue()));
    Reader reader = new Reader(values);
    List<String> ignored = new ArrayList<>(reader.names("ignoreProperties"));
    ignored.addAll(reader.names("pruneProperties"));
    boolean always = reader.flag("alwaysFakeOptionals", true);
    return new SamplerOptions(
        Locale.forLanguageTag(reader.text("locale", "en").replace('_', '-')),
        reader.number("minItems", 0),
        reader.number("maxItems", Integer.MAX_VALUE),
        reader.number("minLength", 0),
        reader.number("maxLength", Integer.MAX_VALUE),
        fillProperties.orElse(reader.flag("fillProperties", true)),
        reader.flag("useDefaultValue", false),
        reader.flag("useExamplesValue", false),
        reader.flag("omitNulls", false),
        reader.flag("requiredOnly", false)
            ? 0
            : always ? 1 : reader.fraction("optionalsProbability", 1),
        List.copyOf(ignored));
  }

  private static String camelCase(String key) {
    StringBuilder name = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '-' || c == '_' || c == ' ') {
        upper = name.length() > 0;
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return name.toString();
  }

  /** Values of the wrong type count as not given, as in Prism. */
  private record Reader(Map<String, JsonNode> values) {
    Optional<JsonNode> value(String name) {
      return Optional.ofNullable(values.get(name));
    }

    boolean flag(String name, boolean other) {
      return value(name).filter(JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(other);
    }

    int number(String name, int other) {
      return value(name)
          .filter(node -> node.isNumber() && node.intValue() >= 0)
          .map(JsonNode::intValue)
          .orElse(other);
    }

    double fraction(String name, double other) {
      return value(name).filter(JsonNode::isNumber).map(JsonNode::doubleValue).orElse(other);
    }

    String text(String name, String other) {
      return value(name).filter(JsonNode::isTextual).map(JsonNode::textValue).orElse(other);
    }

    List<String> names(String name) {
      List<String> names = new ArrayList<>();
      value(name).ifPresent(list -> list.forEach(item -> names.add(item.asText())));
      return names;
    }
  }
}
