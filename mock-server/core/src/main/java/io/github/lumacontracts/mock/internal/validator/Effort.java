package io.github.lumacontracts.mock.internal.validator;

import java.util.regex.Pattern;

/** What one validation may still cost. Counts steps, not time, so that the verdict is stable. */
final class Effort {
  /** Enough for every value of a body of ten megabytes; takes a second or two at worst. */
  private static final int STEPS = 50_000_000;

  private final int steps;
  private int left;

  Effort() {
    this(STEPS);
  }

  Effort(int steps) {
    this.steps = steps;
    this.left = steps;
  }

  /**
   * Counts steps.
   *
   * @throws TooComplexException if there have been too many
   */
  void spend(int count) {
    left -= count;
    if (left < 0) {
      left = 0;
      throw new TooComplexException("The schema takes more than " + steps + " steps to check.");
    }
  }

  /**
   * Whether a pattern occurs in a text.
   *
   * @throws TooComplexException if that takes too many steps
   */
  boolean finds(Pattern pattern, String text) {
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
