package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.List;

/**
 * A keyword that limits how long or large a value is: {@code maxLength}, {@code minItems} and the
 * like.
 */
final class SizeKeyword {
  private SizeKeyword() {}

  interface Size {
    int of(JsonNode value);
  }

  /** Adds the check, if the schema has the keyword. */
  static void add(List<Check> checks, Schema schema, String keyword, String what, Size size) {
    JsonNode limit = schema.keyword(keyword);
    if (!limit.isNumber()) {
      return;
    }
    int bound = (int) limit.doubleValue(); // the cast keeps within the range of int
    boolean most = keyword.startsWith("max");
    String message = "must NOT have " + (most ? "more" : "fewer") + " than " + bound + " " + what;
    checks.add(
        (instance, failures) -> {
          if (instance.value().isBinary()) {
            return;
          }
          int actual = size.of(instance.value());
          if (most ? actual > bound : actual < bound) {
            failures.add(Failure.at(instance, keyword, message));
          }
        });
  }
}
