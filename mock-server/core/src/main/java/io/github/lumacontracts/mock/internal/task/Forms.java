package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes values in the form that an example's own value has in the same place. */
final class Forms {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long LEAST_MILLIS = 100_000_000_000L;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern ZEROS = Pattern.compile("0+");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d([T ])\\d\\d:\\d\\d:\\d\\d(\\.(\\d{1,9}))?(Z|[+-]\\d\\d:?\\d\\d)?");

  private Forms() {}

  /** Returns text as text or number or truth value; what cannot be written so stays as it is. */
  static JsonNode text(JsonNode form, String text) {
    return value(form, NODES.textNode(text));
  }

  /** Returns a value of the same type; what has no such form stays as it is. */
  static JsonNode value(JsonNode form, JsonNode value) {
    if (form.isTextual() && value.isValueNode()) {
      return NODES.textNode(value.asText());
    }
    if (form.isNumber() && value.isTextual()) {
      return NUMBER.matcher(value.textValue()).matches()
          ? NODES.numberNode(new BigDecimal(value.textValue()))
          : form;
    }
    if (form.isBoolean() && value.isTextual()) {
      return switch (value.textValue()) {
        case "true" -> NODES.booleanNode(true);
        case "false" -> NODES.booleanNode(false);
        default -> form;
      };
    }
    return form.getNodeType() == value.getNodeType() ? value : form;
  }

  /** Returns percent as {@code 45}, {@code "45"} or {@code "45%"}. */
  static JsonNode percent(JsonNode form, int percent) {
    return form.isNumber()
        ? NODES.numberNode(percent)
        : NODES.textNode(percent + (form.asText().endsWith("%") ? "%" : ""));
  }

  /**
   * Returns a time in seconds or milliseconds since 1970, as number or text, or as ISO 8601 with
   * the same separator, digits of a fraction, and zone. 0 means that it has not happened yet, and
   * stays.
   */
  static JsonNode time(JsonNode form, Instant time) {
    if (form.isNumber()) {
      return form.decimalValue().signum() == 0
          ? form
          : NODES.numberNode(epoch(form.asLong(), time));
    }
    String text = form.asText();
    if (DIGITS.matcher(text).matches()) {
      return ZEROS.matcher(text).matches()
          ? form
          : NODES.textNode(String.valueOf(epoch(Long.parseLong(text), time)));
    }
    Matcher parts = DATE_TIME.matcher(text);
    return NODES.textNode(parts.matches() ? dateTime(parts, time) : time.toString());
  }

  private static long epoch(long form, Instant time) {
    return form >= LEAST_MILLIS ? time.toEpochMilli() : time.getEpochSecond();
  }

  private static String dateTime(Matcher parts, Instant time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(32).append(utc.toLocalDate()).append(parts.group(1));
    append(text, utc.getHour()).append(':');
    append(text, utc.getMinute()).append(':');
    append(text, utc.getSecond());
    if (parts.group(3) != null) {
      String nanos = String.valueOf(1_000_000_000 + utc.get(ChronoField.NANO_OF_SECOND));
      text.append('.').append(nanos, 1, 1 + parts.group(3).length());
    }
    String zone = parts.group(4) == null ? "" : parts.group(4);
    return text.append(zone.length() < 2 ? zone : zone.contains(":") ? "+00:00" : "+0000")
        .toString();
  }

  /** A formatter would make a dozen objects for each time that is shown. */
  private static StringBuilder append(StringBuilder text, int twoDigits) {
    return text.append((char) ('0' + twoDigits / 10)).append((char) ('0' + twoDigits % 10));
  }
}
