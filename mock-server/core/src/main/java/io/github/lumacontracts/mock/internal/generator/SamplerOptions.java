package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.FakerOptions;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * How values are made up: what the member {@code x-json-schema-faker} of a document may say. The
 * bounds widen or narrow what a schema leaves open; they never break it.
 *
 * @param maxItems how long lists get that may be longer; without a bound they have a few items
 * @param repetitions how often {@code *} and {@code +} of a pattern repeat at most
 * @param optionals which properties are made that need not be
 * @param references how often a reference may lead to the same place on the way to one value
 * @param days between which dates are
 * @param resolveJsonPath whether the keyword {@code jsonPath} of a schema is followed
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
    boolean replaceEmptyByRandomValue,
    boolean omitNulls,
    int repetitions,
    Optionals optionals,
    Depth references,
    Days days,
    boolean resolveJsonPath) {
  private static final int USUAL_REPETITIONS = 8;
  private static final Days USUAL_DAYS =
      new Days(LocalDate.of(2000, 1, 1), LocalDate.of(2030, 1, 1));
  private static final int MAX_DEPTH = 50;

  /**
   * Optional properties.
   *
   * @param probability the part of them that is made
   * @param fixed whether it is exactly this part; otherwise it is at most that
   * @param ignored names of properties that are left out unless they are required
   */
  record Optionals(double probability, boolean fixed, List<String> ignored) {}

  /** How deep it goes: a number between these. */
  record Depth(int least, int most) {
    int draw(Random random) {
      return least >= most ? least : least + random.nextInt(most - least + 1);
    }
  }

  /** From the first day on, and before the last. */
  record Days(LocalDate first, LocalDate last) {
    LocalDate draw(Random random) {
      long days = Math.max(1, ChronoUnit.DAYS.between(first, last));
      return first.plusDays(random.nextInt((int) Math.min(days, Integer.MAX_VALUE)));
    }
  }

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
        .forEach(member -> values.put(FakerOptions.camelCase(member.getKey()), member.getValue()));
    Reader reader = new Reader(values);
    List<String> ignored = new ArrayList<>(reader.names("ignoreProperties"));
    ignored.addAll(reader.names("pruneProperties"));
    boolean requiredOnly = reader.flag("requiredOnly", false);
    boolean always = reader.flag("alwaysFakeOptionals", true);
    return new SamplerOptions(
        Locale.forLanguageTag(reader.text("locale", "en").replace('_', '-')),
        reader.number("minItems", 0),
        reader.number("maxItems", Integer.MAX_VALUE),
        reader.number("minLength", 0),
        reader.number("maxLength", Integer.MAX_VALUE),
        !requiredOnly && fillProperties.orElse(reader.flag("fillProperties", true)),
        reader.flag("useDefaultValue", false),
        reader.flag("useExamplesValue", false),
        reader.flag("replaceEmptyByRandomValue", false),
        reader.flag("omitNulls", false),
        reader.number("defaultRandExpMax", USUAL_REPETITIONS),
        new Optionals(
            requiredOnly ? 0 : always ? 1 : reader.fraction("optionalsProbability", 1),
            always || reader.flag("fixedProbabilities", true),
            List.copyOf(ignored)),
        depth(reader),
        new Days(
            reader.day("minDateTime", USUAL_DAYS.first()),
            reader.day("maxDateTime", USUAL_DAYS.last())),
        reader.flag("resolveJsonPath", false));
  }

  /** Returns what json-schema-faker would take if one bound is given, and two levels if none is. */
  private static Depth depth(Reader reader) {
    if (reader.value("refDepthMin").isEmpty() && reader.value("refDepthMax").isEmpty()) {
      return new Depth(2, 2);
    }
    int least = Math.min(MAX_DEPTH, Math.max(1, reader.number("refDepthMin", 0)));
    return new Depth(least, Math.min(MAX_DEPTH, reader.number("refDepthMax", 3)));
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

    LocalDate day(String name, LocalDate other) {
      String text = text(name, "");
      try {
        return text.length() < 10 ? other : LocalDate.parse(text.substring(0, 10));
      } catch (DateTimeParseException e) {
        return other;
      }
    }

    List<String> names(String name) {
      List<String> names = new ArrayList<>();
      value(name).ifPresent(list -> list.forEach(item -> names.add(item.asText())));
      return names;
    }
  }
}
