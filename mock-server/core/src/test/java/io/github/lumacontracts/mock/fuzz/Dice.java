package io.github.lumacontracts.mock.fuzz;

import java.util.List;
import java.util.Random;

/** Random choices that a seed repeats. */
final class Dice {
  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "a",
          "id",
          "name",
          "true",
          "null",
          "0",
          "-1",
          "1e400",
          "NaN",
          "../..",
          "//",
          "%",
          "%2F",
          "%zz",
          "{",
          "{}",
          "{id}",
          "}{",
          "$ref",
          "*/*",
          "a\nb",
          "a\r\nX-Forged: 1",
          "\u0000",
          "\u0007",
          "é",
          "猫",
          "\uD83D\uDE00",
          "\uD800",
          "\u202E",
          "a:b",
          "a b",
          "a,b;c=d",
          "\"quoted\"",
          "\\",
          "\\E",
          "[",
          "(",
          "x".repeat(300));

  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Returns a number from 0 up to, but without, the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String word() {
    return of(WORDS);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
