package io.github.lumacontracts.client.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A text that goes over the wire and nowhere else: it shows as {@code ***}, also in the objects
 * that hold it. The documents mark it with {@code format: password}.
 *
 * @param value the text
 */
public record Secret(String value) {
  public Secret {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the secret with this text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Secret of(String value) {
    return new Secret(value);
  }

  @Override
  @JsonValue
  public String value() {
    return value;
  }

  /** Returns {@code ***}. */
  @Override
  public String toString() {
    return "***";
  }
}
