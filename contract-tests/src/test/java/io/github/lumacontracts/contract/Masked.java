package io.github.lumacontracts.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/**
 * Text in which what differs from one run to the next is replaced by its form, so that answers of
 * living tasks can be compared with those that a page shows.
 */
public final class Masked {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern DATE_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Masked() {}

  /**
   * Returns the text with {@code #} in place of each UUID and {@code 9} in place of each digit of a
   * date-time, so that its fraction and zone still count.
   */
  public static String of(String text) {
    String withoutIds = UUID.matcher(text).replaceAll("#");
    return DATE_TIME.matcher(withoutIds).replaceAll(time -> time.group().replaceAll("\\d", "9"));
  }

  /** As {@link #of(String)}, for all texts of a value. */
  static JsonNode of(JsonNode value) {
    try {
      return JSON.readTree(of(value.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON stays JSON without its ids and times", e);
    }
  }
}
