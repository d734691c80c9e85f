package io.github.lumacontracts.mock.internal.router;

import io.github.lumacontracts.mock.internal.http.FormPairs;
import java.util.ArrayList;
import java.util.List;
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
   * @param template the pattern of a segment that mixes literals and variables, or matches anything
   */
  record Segment(String text, List<Pattern> template) {
    /** Whether it is one variable and nothing else. */
    boolean isAnything() {
      return text.equals("{}") && !isLiteral();
    }

    boolean isLiteral() {
      return template.isEmpty();
    }
  }

  static PathTemplate parse(String path) {
    List<Segment> segments = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String part : split(path)) {
      Matcher variable = VARIABLE.matcher(part);
      StringBuilder regex = new StringBuilder();
      StringBuilder text = new StringBuilder();
      int end = 0;
      while (variable.find()) {
        names.add(variable.group(1));
        String literal = FormPairs.decodePercent(part.substring(end, variable.start()));
        regex.append(Pattern.quote(literal)).append("(.*)");
        text.append(literal).append("{}");
        end = variable.end();
      }
      String literal = FormPairs.decodePercent(part.substring(end));
      if (end == 0) {
        segments.add(new Segment(literal, List.of()));
      } else {
        regex.append(Pattern.quote(literal));
        segments.add(
            new Segment(
                text.append(literal).toString(),
                List.of(Pattern.compile(regex.toString(), Pattern.DOTALL))));
      }
    }
    return new PathTemplate(List.copyOf(segments), List.copyOf(names));
  }

  /** Returns the segments after the first slash. A slash at the end makes an empty last segment. */
  static String[] split(String path) {
    return (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
  }
}
