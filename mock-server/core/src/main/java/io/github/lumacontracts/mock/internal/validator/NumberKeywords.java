package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Numbers;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Keywords that say something of numbers, in ajv's order. */
final class NumberKeywords {
  /** To JavaScript numbers beyond are infinite or zero. */
  private static final int MAX_EXPONENT = 400;

  private static final int INT64_DIGITS = 19;

  private NumberKeywords() {}

  static List<Check> of(Schema schema) {
    List<Check> checks = new ArrayList<>();
    limit(checks, schema, "maximum", "<=", order -> order <= 0);
    limit(checks, schema, "minimum", ">=", order -> order >= 0);
    limit(checks, schema, "exclusiveMaximum", "<", order -> order < 0);
    limit(checks, schema, "exclusiveMinimum", ">", order -> order > 0);
    JsonNode multiple = schema.keyword("multipleOf");
    if (multiple.isNumber()
        && multiple.decimalValue().signum() > 0
        && Math.abs(exponent(multiple.decimalValue())) <= MAX_EXPONENT) {
      BigDecimal factor = multiple.decimalValue();
      String message = "must be multiple of " + Numbers.text(multiple);
      checks.add(
          (instance, failures) -> {
            if (!isMultiple(instance, factor)) {
              failures.add(Failure.at(instance, "multipleOf", message));
            }
          });
    }
    String format = schema.keyword("format").asText();
    if (format.equals("int32") || format.equals("int64")) {
      // To ajv any whole number is an int64; JavaScript could not tell the last digits.
      int bits = format.equals("int32") ? 31 : Integer.MAX_VALUE;
      checks.add(
          (instance, failures) -> {
            if (!isWhole(instance.value(), bits)) {
              failures.add(Failure.at(instance, "format", Formats.message(format)));
            }
          });
    }
    return checks;
  }

  private static boolean isWhole(JsonNode value, int bits) {
    return JsonTypes.is("integer", value)
        && (bits == Integer.MAX_VALUE
            || (exponent(value.decimalValue()) <= INT64_DIGITS
                && value.bigIntegerValue().bitLength() <= bits));
  }

  /** To JavaScript numbers beyond these exponents are infinite or zero. */
  private static boolean isMultiple(Instance instance, BigDecimal factor) {
    BigDecimal value = instance.value().decimalValue();
    int exponent = exponent(value);
    if (value.signum() == 0 || exponent < -MAX_EXPONENT) {
      return true;
    }
    if (exponent > MAX_EXPONENT) {
      return false;
    }
    instance.effort().spendOnDigits(Math.abs(exponent - exponent(factor)));
    // BigDecimal's own remainder takes a hundred times as long for numbers of many digits.
    int scale = Math.max(value.scale(), factor.scale());
    return value
            .setScale(scale)
            .unscaledValue()
            .mod(factor.setScale(scale).unscaledValue())
            .signum()
        == 0;
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale();
  }

  private interface Order {
    boolean holds(int comparison);
  }

  private static void limit(
      List<Check> checks, Schema schema, String keyword, String sign, Order order) {
    JsonNode limit = schema.keyword(keyword);
    if (limit.isNumber()) {
      BigDecimal value = limit.decimalValue();
      String message = "must be " + sign + " " + Numbers.text(limit);
      checks.add(
          (instance, failures) -> {
            if (!order.holds(instance.value().decimalValue().compareTo(value))) {
              failures.add(Failure.at(instance, keyword, message));
            }
          });
    }
  }
}
