package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A runtime expression of OpenAPI, such as {@code $response.body#/id}.
 *
 * @param message {@code request} or {@code response}, empty for {@code $url} and the like
 * @param part {@code header}, {@code query}, {@code path} or {@code body}, empty as above
 * @param name name of the header or parameter, or the JSON pointer into the body
 */
record RuntimeExpression(String message, String part, String name) {
  static final String FORMS =
      "$url, $method, $statusCode, $request or $response with .header.name, .query.name,"
          + " .path.name or .body#/pointer";

  private static final Pattern SYNTAX =
      Pattern.compile(
          "\\$(?:url|method|statusCode"
              + "|(request|response)\\.(?:(header)\\.([!#$%&'*+.^_`|~0-9A-Za-z-]+)"
              + "|(query|path)\\.([^{}]+)"
              + "|(body)(?:#((?:/(?:[^~/{}]|~[01])*)*))?))");

  private static final Pattern EMBEDDED = Pattern.compile("\\{([^{}]*)}");

  /** Reads one expression; nothing if it is not one. */
  static Optional<RuntimeExpression> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (int part = 2; part <= 6; part += 2) {
      if (matcher.group(part) != null) {
        String name = matcher.group(part + 1);
        return Optional.of(
            new RuntimeExpression(matcher.group(1), matcher.group(part), name == null ? "" : name));
      }
    }
    return Optional.of(new RuntimeExpression("", "", ""));
  }

  /** Returns what a value holds that means to be expressions: all of it, or parts in braces. */
  static List<String> candidates(String value) {
    if (value.startsWith("$")) {
      return List.of(value);
    }
    List<String> found = new ArrayList<>();
    Matcher matcher = EMBEDDED.matcher(value);
    while (matcher.find()) {
      if (matcher.group(1).startsWith("$")) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }
}
