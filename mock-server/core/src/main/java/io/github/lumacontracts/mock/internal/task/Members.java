package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of a task into the object that shows it, each in the form that the example's own
 * value has there.
 */
final class Members {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long LEAST_MILLIS = 100_000_000_000L;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d([T ])\\d\\d:\\d\\d:\\d\\d(\\.(\\d{1,9}))?(Z|[+-]\\d\\d:?\\d\\d)?");

  private Members() {}

  /** Values that expressions have; nothing leaves the example's. */
  interface Values {
    Optional<Object> of(String expression);
  }

  /** Changes an object in place. */
  static void fill(JsonNode object, Map<String, String> members, Values values) {
    members.forEach(
        (pointer, expression) -> {
          JsonPointer place = JsonPointer.compile(pointer);
          JsonNode old = object.at(place);
          if (old.isMissingNode() || old.isNull()) {
            return;
          }
          Optional<Object> value =
              expression.startsWith("$") ? values.of(expression) : Optional.of(expression);
          value.map(found -> like(old, found)).ifPresent(filled -> set(object, place, filled));
        });
  }

  /** Sets what is there already. */
  static void set(JsonNode object, JsonPointer place, JsonNode value) {
    @Nullable JsonPointer parent = place.head();
    if (parent == null || object.at(place).isMissingNode()) {
      return;
    }
    JsonNode holder = object.at(parent);
    if (holder instanceof ObjectNode members) {
      members.set(place.last().getMatchingProperty(), value);
    } else if (holder instanceof ArrayNode items) {
      items.set(place.last().getMatchingIndex(), value);
    }
  }

  static void remove(JsonNode object, JsonPointer place) {
    @Nullable JsonPointer parent = place.head();
    if (parent != null && object.at(parent) instanceof ObjectNode members) {
      members.remove(place.last().getMatchingProperty());
    }
  }

  private static JsonNode like(JsonNode old, Object value) {
    if (value instanceof Instant time) {
      return time(old, time);
    }
    if (value instanceof Integer percent) {
      return old.isNumber()
          ? NODES.numberNode(percent)
          : NODES.textNode(percent + (old.asText().endsWith("%") ? "%" : ""));
    }
    return value instanceof JsonNode node
        ? node(old, node)
        : node(old, NODES.textNode(String.valueOf(value)));
  }

  private static JsonNode node(JsonNode old, JsonNode value) {
    if (old.isTextual() && value.isValueNode()) {
      return NODES.textNode(value.asText());
    }
    if (old.isNumber() && value.isTextual()) {
      return NUMBER.matcher(value.textValue()).matches()
          ? NODES.numberNode(new BigDecimal(value.textValue()))
          : old;
    }
    if (old.isBoolean() && value.isTextual()) {
      return value.textValue().matches("true|false")
          ? NODES.booleanNode(value.textValue().equals("true"))
          : old;
    }
    return old.getNodeType() == value.getNodeType() ? value : old;
  }

  private static JsonNode time(JsonNode old, Instant time) {
    if (old.isNumber()) {
      return old.decimalValue().signum() == 0 // what has not happened yet
          ? old
          : NODES.numberNode(epoch(old.asLong(), time));
    }
    String text = old.asText();
    if (DIGITS.matcher(text).matches()) {
      return text.matches("0+") ? old : NODES.textNode("" + epoch(Long.parseLong(text), time));
    }
    Matcher parts = DATE_TIME.matcher(text);
    if (!parts.matches()) {
      return NODES.textNode(time.toString());
    }
    String fraction = parts.group(3) == null ? "" : "." + "S".repeat(parts.group(3).length());
    String zone =
        parts.group(4) == null || parts.group(4).equals("Z")
            ? ""
            : parts.group(4).contains(":") ? "xxx" : "xx";
    String pattern = "uuuu-MM-dd'" + parts.group(1) + "'HH:mm:ss" + fraction + zone;
    String written = DateTimeFormatter.ofPattern(pattern).format(time.atOffset(ZoneOffset.UTC));
    return NODES.textNode("Z".equals(parts.group(4)) ? written + "Z" : written);
  }

  private static long epoch(long old, Instant time) {
    return old >= LEAST_MILLIS ? time.toEpochMilli() : time.getEpochSecond();
  }
}
