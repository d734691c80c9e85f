package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.internal.document.Numbers;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON's types as ajv tests, compares and coerces them. */
final class JsonTypes {
  private static final Pattern NUMERIC =
      Pattern.compile("[-+]?([0-9]{1,60}(\\.[0-9]{0,60})?|\\.[0-9]{1,60})([eE][-+]?[0-9]{1,3})?");

  /** To write a value down and to compare it, in steps. */
  private static final int KEY_EFFORT = 15;

  private JsonTypes() {}

  static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual() || value.isBinary();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && isIntegral(value);
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> false;
    };
  }

  private static boolean isIntegral(JsonNode number) {
    return number.isIntegralNumber() || number.decimalValue().stripTrailingZeros().scale() <= 0;
  }

  /** Returns the value as this type, if ajv would take it for one. */
  static Optional<JsonNode> coerce(String type, JsonNode value) {
    return switch (type) {
      case "string" ->
          value.isNumber()
              ? Optional.of(TextNode.valueOf(Numbers.text(value)))
              : value.isBoolean()
                  ? Optional.of(TextNode.valueOf(value.asText()))
                  : value.isNull() ? Optional.of(TextNode.valueOf("")) : Optional.empty();
      case "number" -> number(value);
      case "integer" -> number(value).filter(JsonTypes::isIntegral);
      case "boolean" -> bool(value);
      case "null" ->
          (value.isTextual() && value.textValue().isEmpty())
                  || isNumber(value, 0)
                  || (value.isBoolean() && !value.booleanValue())
              ? Optional.of(NullNode.getInstance())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> number(JsonNode value) {
    if (value.isBoolean()) {
      return Optional.of(Numbers.node(value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO));
    }
    if (value.isNull()) {
      return Optional.of(Numbers.node(BigDecimal.ZERO));
    }
    if (value.isTextual()) {
      String text = value.textValue().trim();
      if (NUMERIC.matcher(text).matches()) {
        return Optional.of(Numbers.node(new BigDecimal(text)));
      }
    }
    return value.isNumber() ? Optional.of(value) : Optional.empty();
  }

  private static Optional<JsonNode> bool(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : "";
    if (text.equals("false") || isNumber(value, 0) || value.isNull()) {
      return Optional.of(BooleanNode.FALSE);
    }
    return text.equals("true") || isNumber(value, 1)
        ? Optional.of(BooleanNode.TRUE)
        : Optional.empty();
  }

  private static boolean isNumber(JsonNode value, int number) {
    return value.isNumber() && value.decimalValue().compareTo(BigDecimal.valueOf(number)) == 0;
  }

  /** Equality of JSON: {@code 1} equals {@code 1.0}, the order of members does not matter. */
  static boolean equal(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
      return false;
    }
    if (a.isObject()) {
      return a.properties().stream()
          .allMatch(
              member -> b.has(member.getKey()) && equal(member.getValue(), b.get(member.getKey())));
    }
    if (a.isArray()) {
      Iterator<JsonNode> others = b.iterator();
      for (JsonNode item : a) {
        if (!equal(item, others.next())) {
          return false;
        }
      }
      return true;
    }
    return a.equals(b);
  }

  /**
   * Returns a text that is equal for values that JSON calls equal, and only for those. A text and
   * no list, since a map finds its way among texts even if somebody chose them to have one hash
   * code.
   */
  static String key(JsonNode value, Effort effort) {
    StringBuilder key = new StringBuilder();
    write(value, key, effort);
    return key.toString();
  }

  private static void write(JsonNode value, StringBuilder key, Effort effort) {
    effort.spend(KEY_EFFORT);
    effort.spendOn(value);
    if (value.isNumber()) {
      key.append(value.decimalValue().stripTrailingZeros());
    } else if (value.isTextual()) {
      write(value.textValue(), key, effort);
    } else if (value.isObject()) {
      key.append('{');
      value
          .propertyStream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              member -> {
                write(member.getKey(), key, effort);
                write(member.getValue(), key, effort);
              });
      key.append('}');
    } else if (value.isArray()) {
      key.append('[');
      for (JsonNode item : value) {
        write(item, key, effort);
        key.append(',');
      }
      key.append(']');
    } else {
      key.append(value);
    }
  }

  private static void write(String text, StringBuilder key, Effort effort) {
    effort.spend(text.length());
    key.append('"').append(text.length()).append(':').append(text);
  }
}
