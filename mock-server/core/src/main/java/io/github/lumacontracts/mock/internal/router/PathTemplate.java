package io.github.lumacontracts.mock.internal.router;

import io.github.lumacontracts.mock.internal.http.FormPairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path cut into segments, for example {@code /files/{name}.{format}}.
 *
 * @param names of the parameters, in order
 */
record PathTemplate(List<Segment> segments, List<String> names) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

  /**
   * One segment.
   *
   * @param text the literal; of a template, its text with the names left out, so that templates
   *     that match the same are equal
   * @param literals what stands before, between and behind the variables; empty if there are none
   */
  record Segment(String text, List<String> literals) {
    boolean isLiteral() {
      return literals.isEmpty();
    }

    /**
     * Returns the values of the variables, if the segment fits. The first takes as much as it can,
     * as a regular expression would have it, but the effort does not grow with their number.
     */
    Optional<List<String>> values(String segment) {
      int last = literals.size() - 1;
      int start = literals.get(0).length();
      int end = segment.length() - literals.get(last).length();
      if (start > end
          || !segment.startsWith(literals.get(0))
          || !segment.endsWith(literals.get(last))) {
        return Optional.empty();
      }
      String[] values = new String[last];
      for (int i = last - 1; i > 0; i--) {
        int at = segment.lastIndexOf(literals.get(i), end - literals.get(i).length());
        if (at < start) {
          return Optional.empty();
        }
        values[i] = segment.substring(at + literals.get(i).length(), end);
        end = at;
      }
      values[0] = segment.substring(start, end);
      return Optional.of(List.of(values));
    }
  }

  static PathTemplate parse(String path) {
    List<Segment> segments = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String part : split(path)) {
      Matcher variable = VARIABLE.matcher(part);
      List<String> literals = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      int end = 0;
      while (variable.find()) {
        names.add(variable.group(1));
        String literal = FormPairs.decodePercent(part.substring(end, variable.start()));
        literals.add(literal);
        text.append(literal).append("{}");
        end = variable.end();
      }
      String literal = FormPairs.decodePercent(part.substring(end));
      if (end == 0) {
        segments.add(new Segment(literal, List.of()));
      } else {
        literals.add(literal);
        segments.add(new Segment(text.append(literal).toString(), List.copyOf(literals)));
      }
    }
    return new PathTemplate(List.copyOf(segments), List.copyOf(names));
  }

  /** Returns the segments after the first slash. A slash at the end makes an empty last segment. */
  static String[] split(String path) {
    return (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
  }
}
