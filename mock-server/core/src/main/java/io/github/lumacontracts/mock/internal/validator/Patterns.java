package io.github.lumacontracts.mock.internal.validator;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads regular expressions of JavaScript with its flag {@code u}, which ajv sets. */
final class Patterns {
  private static final String ESCAPED = "^$\\.*+?()[]{}|/dDwWsSbBfnrtvxukcpP0123456789";

  private Patterns() {}

  /** Returns the pattern; nothing if JavaScript, or Java, cannot read it. */
  static Optional<Pattern> compile(String regex) {
    try {
      return translated(regex).map(Pattern::compile);
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns what means the same in Java; nothing if it means nothing in JavaScript. */
  private static Optional<String> translated(String regex) {
    StringBuilder java = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      char next = i + 1 < regex.length() ? regex.charAt(i + 1) : 0;
      if (c == '\\') {
        if (ESCAPED.indexOf(next) < 0 && !(inClass && next == '-')) {
          return Optional.empty();
        }
        java.append(c).append(next);
        i++;
      } else if (inClass) {
        inClass = c != ']';
        // In Java a class can hold others.
        java.append(c == '[' || c == '&' ? "\\" : "").append(c);
      } else if (c == '[') {
        inClass = true;
        java.append(c);
        if (next == '^') {
          java.append(next);
          i++;
        }
      } else if (c == '$') {
        java.append("\\z"); // Java's own is also true before a last line break
      } else if (c == ']' || (c == '+' && i > 0 && isQuantifier(regex, i - 1))) {
        return Optional.empty();
      } else if (c == '(' && next == '?' && !isGroup(regex, i + 2)) {
        return Optional.empty();
      } else if (c == '}' && !closesQuantifier(regex, i)) {
        return Optional.empty();
      } else {
        java.append(c);
      }
    }
    return Optional.of(java.toString());
  }

  private static boolean isQuantifier(String regex, int at) {
    char c = regex.charAt(at);
    boolean escaped = at > 0 && regex.charAt(at - 1) == '\\';
    return !escaped && (c == '*' || c == '+' || c == '?' || c == '}');
  }

  private static boolean isGroup(String regex, int at) {
    return at < regex.length() && ":=!<".indexOf(regex.charAt(at)) >= 0;
  }

  /** Whether the brace ends {@code {2}}, {@code {2,}} or {@code {2,3}}. */
  private static boolean closesQuantifier(String regex, int at) {
    int start = regex.lastIndexOf('{', at);
    return start > 0 && regex.substring(start, at + 1).matches("\\{\\d+(,\\d*)?}");
  }
}
