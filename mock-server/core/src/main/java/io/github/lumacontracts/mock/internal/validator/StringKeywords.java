package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Keywords that say something of texts, in ajv's order. */
final class StringKeywords {
  private StringKeywords() {}

  static List<Check> of(Schema schema) {
    List<Check> checks = new ArrayList<>();
    SizeKeyword.add(checks, schema, "maxLength", "characters", StringKeywords::length);
    SizeKeyword.add(checks, schema, "minLength", "characters", StringKeywords::length);
    pattern(schema.keyword("pattern"))
        .ifPresent(
            pattern -> {
              String message =
                  "must match pattern \"" + schema.keyword("pattern").textValue() + "\"";
              checks.add(
                  (instance, failures) -> {
                    JsonNode value = instance.value();
                    if (value.isTextual() && !instance.effort().finds(pattern, value.textValue())) {
                      failures.add(Failure.at(instance, "pattern", message));
                    }
                  });
            });
    String format = schema.keyword("format").asText();
    Optional<Predicate<String>> test = Formats.of(format);
    if (test.isPresent()) {
      Predicate<String> holds = test.get();
      checks.add(
          (instance, failures) -> {
            instance.effort().spendOn(instance.value());
            // A file is not a text of any format.
            if (!instance.value().isTextual() || !holds.test(instance.value().textValue())) {
              failures.add(Failure.at(instance, "format", Formats.message(format)));
            }
          });
    }
    return checks;
  }

  private static int length(JsonNode value) {
    return value.isTextual()
        ? value.textValue().codePointCount(0, value.textValue().length())
        : value.size();
  }

  /** Returns the pattern; one that Java cannot read is not checked, as if it were not there. */
  private static Optional<Pattern> pattern(JsonNode regex) {
    return regex.isTextual() ? Patterns.compile(regex.textValue()) : Optional.empty();
  }
}
