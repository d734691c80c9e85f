package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one validation may still cost. Counts steps, not time, so that the verdict is stable; a step
 * takes some ten nanoseconds. The limit grows with the value, so that the size of a body alone
 * never exhausts it.
 */
final class Effort {
  private static final int STEPS = 20_000_000;
  private static final int STEPS_PER_NODE = 50;
  private static final int STEPS_PER_CHARACTER = 6;

  /** What to make a matcher costs, in steps. */
  private static final int MATCHER = 10;

  private @Nullable JsonNode notYetGranted;
  private long limit;
  private long left;

  /** Allows what an honest schema may need for this value. */
  Effort(JsonNode value) {
    this(STEPS);
    notYetGranted = value;
  }

  Effort(int steps) {
    limit = steps;
    left = steps;
  }

  /**
   * Counts steps.
   *
   * @throws TooComplexException if there have been too many
   */
  void spend(long count) {
    left -= count;
    if (left < 0) {
      grant();
      if (left < 0) {
        left = 0;
        throw new TooComplexException("The schema takes more than " + limit + " steps to check.");
      }
    }
  }

  /** Measures the value only now, since hardly any validation comes so far. */
  private void grant() {
    if (notYetGranted != null) {
      long granted = granted(notYetGranted);
      notYetGranted = null;
      limit += granted;
      left += granted;
    }
  }

  private static long granted(JsonNode value) {
    if (value.isTextual()) {
      return STEPS_PER_NODE + (long) STEPS_PER_CHARACTER * value.textValue().length();
    }
    long steps = STEPS_PER_NODE;
    for (JsonNode child : value) {
      steps += granted(child);
    }
    return steps;
  }

  /** Counts what to look at a value once costs, without what is inside it. */
  void spendOn(JsonNode value) {
    if (value.isContainerNode()) {
      spend(1 + value.size());
    } else if (value.isTextual()) {
      spend(1 + value.textValue().length() / 16);
    } else if (value.isBigDecimal() || value.isBigInteger()) {
      spendOnDigits(value.decimalValue().precision());
    } else {
      spend(1);
    }
  }

  /** Counts what to divide numbers of so many digits costs. */
  void spendOnDigits(long digits) {
    spend(1 + digits * digits / 100);
  }

  /**
   * Whether a pattern occurs in a text.
   *
   * @throws TooComplexException if that takes too many steps
   */
  boolean finds(Pattern pattern, String text) {
    spend(MATCHER);
    try {
      return pattern.matcher(new Counted(text, 0, text.length())).find();
    } catch (StackOverflowError e) { // Java matches repeated groups by recursion
      throw new TooComplexException(
          "The pattern \"" + pattern + "\" is too deep for a text of " + text.length() + ".");
    }
  }

  private final class Counted implements CharSequence {
    private final String text;
    private final int start;
    private final int end;

    Counted(String text, int start, int end) {
      this.text = text;
      this.start = start;
      this.end = end;
    }

    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      spend(1);
      return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Counted(text, start + from, start + to);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
