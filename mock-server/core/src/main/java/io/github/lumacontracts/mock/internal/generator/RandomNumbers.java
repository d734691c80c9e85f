package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Draws numbers on the grid that {@code multipleOf} and the type set, within the limits. */
final class RandomNumbers {
  /** How far numbers go where the schema sets no limit, as in json-schema-faker. */
  private static final BigDecimal USUAL = new BigDecimal("1e8");

  private static final int USUAL_DIGITS = 4;
  private static final int MAX_DIGITS = 30;

  private RandomNumbers() {}

  /** Returns a number; nothing if none is within the limits. */
  static Optional<JsonNode> draw(Shape shape, boolean integer, Random random) {
    List<BigDecimal> steps = new ArrayList<>(shape.numbers("multipleOf"));
    steps.removeIf(step -> step.signum() <= 0);
    if (integer) {
      steps.add(BigDecimal.ONE);
    }
    Limits limits = Limits.of(shape);
    if (!steps.isEmpty()) {
      return limits.draw(steps.stream().reduce(RandomNumbers::leastCommonMultiple).get(), random);
    }
    // Any number will do: the coarsest grid that has one.
    for (int digits = USUAL_DIGITS; digits <= MAX_DIGITS; digits += 2) {
      Optional<JsonNode> number = limits.draw(BigDecimal.ONE.movePointLeft(digits), random);
      if (number.isPresent()) {
        return number;
      }
    }
    return Optional.empty();
  }

  private static BigDecimal leastCommonMultiple(BigDecimal a, BigDecimal b) {
    int scale = Math.max(0, Math.max(a.scale(), b.scale()));
    BigInteger x = a.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
    BigInteger y = b.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
    return new BigDecimal(x.multiply(y).divide(x.gcd(y)), scale);
  }

  /** Lowest and highest number, and whether they count themselves. */
  private record Limits(BigDecimal low, boolean openLow, BigDecimal high, boolean openHigh) {
    static Limits of(Shape shape) {
      Optional<BigDecimal> least = shape.greatest("minimum");
      Optional<BigDecimal> above = shape.greatest("exclusiveMinimum");
      Optional<BigDecimal> most = shape.least("maximum");
      Optional<BigDecimal> below = shape.least("exclusiveMaximum");
      boolean openLow =
          above.isPresent() && (least.isEmpty() || above.get().compareTo(least.get()) >= 0);
      boolean openHigh =
          below.isPresent() && (most.isEmpty() || below.get().compareTo(most.get()) <= 0);
      Optional<BigDecimal> low = openLow ? above : least;
      Optional<BigDecimal> high = openHigh ? below : most;
      // The range of a format such as int64 says what fits, not what is usual.
      BigDecimal from =
          low.filter(l -> l.compareTo(USUAL.negate()) >= 0)
              .orElse(
                  high.filter(h -> h.compareTo(USUAL.negate()) <= 0)
                      .map(h -> low.orElse(h.subtract(USUAL)))
                      .orElse(USUAL.negate()));
      BigDecimal to =
          high.filter(h -> h.compareTo(USUAL) <= 0)
              .orElse(
                  low.filter(l -> l.compareTo(USUAL) >= 0)
                      .map(l -> high.orElse(l.add(USUAL)))
                      .orElse(USUAL));
      return new Limits(
          from,
          openLow && low.get().compareTo(from) == 0,
          to,
          openHigh && high.get().compareTo(to) == 0);
    }

    Optional<JsonNode> draw(BigDecimal step, Random random) {
      BigInteger first = low.divide(step, 0, RoundingMode.CEILING).toBigInteger();
      BigInteger last = high.divide(step, 0, RoundingMode.FLOOR).toBigInteger();
      if (openLow && step.multiply(new BigDecimal(first)).compareTo(low) == 0) {
        first = first.add(BigInteger.ONE);
      }
      if (openHigh && step.multiply(new BigDecimal(last)).compareTo(high) == 0) {
        last = last.subtract(BigInteger.ONE);
      }
      if (first.compareTo(last) > 0) {
        return Optional.empty();
      }
      BigInteger count = last.subtract(first).add(BigInteger.ONE);
      BigInteger drawn = new BigInteger(count.bitLength() + 32, random).mod(count);
      return Optional.of(Numbers.node(step.multiply(new BigDecimal(first.add(drawn)))));
    }
  }
}
