package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.internal.document.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;

/** Lifelike values. The library behind them is loaded when the first one is asked for. */
final class FakeValues {
  private final Locale locale;
  private final Randomness randomness;
  private @Nullable Faker faker;

  FakeValues(Locale locale, Randomness randomness) {
    this.locale = locale;
    this.randomness = randomness;
  }

  private Faker faker() {
    Faker known = faker;
    if (known == null) {
      known = new Faker(locale, randomness.random());
      faker = known;
    }
    return known;
  }

  String word() {
    return faker().lorem().word();
  }

  /** Returns an address in a domain that nobody can own. */
  String email() {
    return faker().internet().safeEmailAddress();
  }

  String domain() {
    return faker().internet().domainName();
  }

  /**
   * Returns what {@code x-faker} asks for, as the type of the schema if it can be read as that;
   * nothing if the schema does not ask or the name is not known, as in Prism.
   */
  Optional<JsonNode> value(Shape shape, String type) {
    for (String keyword : List.of("x-faker", "faker")) {
      Optional<JsonNode> wish = shape.first(keyword);
      if (wish.isPresent()) {
        return named(wish.get()).map(value -> cast(value, type));
      }
    }
    return Optional.empty();
  }

  /** A name alone, or an object whose first member is a name with arguments. */
  private Optional<JsonNode> named(JsonNode wish) {
    if (wish.isTextual()) {
      return FakerNames.value(
          wish.textValue(), new FakerNames.Call(faker(), randomness, MissingNode.getInstance()));
    }
    Optional<Map.Entry<String, JsonNode>> call = wish.propertyStream().findFirst();
    return call.flatMap(
        entry ->
            FakerNames.value(
                entry.getKey(), new FakerNames.Call(faker(), randomness, entry.getValue())));
  }

  private static JsonNode cast(JsonNode value, String type) {
    return switch (type) {
      case "string" ->
          value.isContainerNode()
              ? TextNode.valueOf(JsonText.of(value))
              : value.isNumber() ? TextNode.valueOf(Numbers.text(value)) : text(value);
      case "integer", "number" -> number(value, type);
      case "boolean" -> BooleanNode.valueOf(value.asBoolean(true));
      default -> value;
    };
  }

  private static JsonNode text(JsonNode value) {
    return TextNode.valueOf(value.asText());
  }

  private static JsonNode number(JsonNode value, String type) {
    try {
      BigDecimal number = new BigDecimal(value.asText().trim());
      return Numbers.node(type.equals("integer") ? number.setScale(0, RoundingMode.DOWN) : number);
    } catch (NumberFormatException e) {
      return value; // the document asks for a word where it declares a number: its word counts
    }
  }
}
