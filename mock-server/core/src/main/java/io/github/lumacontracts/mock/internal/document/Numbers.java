package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;

/** Numbers as JavaScript writes them: {@code 1} for {@code 1.0}, no trailing zeros. */
public final class Numbers {
  /** Largest number of digits of which JavaScript writes out an integer. */
  private static final int INTEGER_DIGITS = 21;

  private Numbers() {}

  public static JsonNode node(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() <= 0 && plain.precision() - plain.scale() <= INTEGER_DIGITS) {
      return plain.precision() - plain.scale() <= 18
          ? LongNode.valueOf(plain.longValueExact())
          : BigIntegerNode.valueOf(plain.toBigIntegerExact());
    }
    double rounded = plain.doubleValue();
    if (!Double.isInfinite(rounded) && new BigDecimal(rounded + "").compareTo(plain) == 0) {
      return DoubleNode.valueOf(rounded);
    }
    return DecimalNode.valueOf(plain);
  }

  /** Returns the text that JavaScript prints for a number. */
  public static String text(JsonNode number) {
    if (!number.isFloatingPointNumber()) {
      return number.asText();
    }
    BigDecimal value = number.decimalValue().stripTrailingZeros();
    int exponent = value.precision() - value.scale();
    if (exponent > -6 && exponent <= INTEGER_DIGITS) {
      return value.toPlainString();
    }
    String digits = value.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int power = exponent - 1;
    return (value.signum() < 0 ? "-" : "") + mantissa + "e" + (power < 0 ? "" : "+") + power;
  }
}
