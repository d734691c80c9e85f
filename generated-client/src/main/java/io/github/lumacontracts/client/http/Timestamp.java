package io.github.lumacontracts.client.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * A date-time with the text that a provider wrote.
 *
 * <p>The text is kept because a parsed date would lose its trailing zeros, and because a malformed
 * date should not make the rest of an answer unreadable.
 *
 * @param value the text, by the documents in the form of RFC 3339
 */
public record Timestamp(String value) {
  public Timestamp {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the date-time that is written so, whether or not it can be parsed. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Timestamp of(String value) {
    return new Timestamp(value);
  }

  /** Returns this date-time in the form of RFC 3339. */
  public static Timestamp of(OffsetDateTime dateTime) {
    return new Timestamp(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(dateTime));
  }

  /** Returns the date-time, or nothing if the text is not in the form of RFC 3339. */
  public Optional<OffsetDateTime> toOffsetDateTime() {
    try {
      return Optional.of(OffsetDateTime.parse(value));
    } catch (DateTimeParseException notRfc3339) {
      return Optional.empty();
    }
  }

  @Override
  @JsonValue
  public String value() {
    return value;
  }

  @Override
  public String toString() {
    return value;
  }
}
