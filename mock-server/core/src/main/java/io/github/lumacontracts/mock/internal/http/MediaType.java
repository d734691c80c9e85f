package io.github.lumacontracts.mock.internal.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type or range, for example {@code application/vnd.x+json; version=1}.
 *
 * @param type in lower case, may be {@code *}
 * @param subtype in lower case, may be {@code *}
 * @param parameters names in lower case, in order
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {

  /** Returns the parsed text, or nothing if it is not {@code type/subtype}. */
  public static Optional<MediaType> parse(String text) {
    String[] parts = text.split(";", -1);
    String[] names = parts[0].trim().split("/", -1);
    if (names.length != 2 || !isToken(names[0]) || !isToken(names[1])) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        parameters.put(
            parts[i].substring(0, equals).trim().toLowerCase(Locale.ROOT),
            unquote(parts[i].substring(equals + 1).trim()));
      }
    }
    return Optional.of(
        new MediaType(
            names[0].toLowerCase(Locale.ROOT), names[1].toLowerCase(Locale.ROOT), parameters));
  }

  public boolean isJson() {
    return subtype.equals("json") || subtype.endsWith("+json");
  }

  public boolean isXml() {
    return subtype.equals("xml") || subtype.endsWith("+xml");
  }

  public boolean isText() {
    return type.equals("text");
  }

  public boolean is(String type, String subtype) {
    return this.type.equals(type) && this.subtype.equals(subtype);
  }

  /**
   * Whether a body of another type goes where a document declares this one: {@code *} fits
   * anything, {@code x+json} fits {@code json}, parameters are free.
   */
  public boolean covers(MediaType sent) {
    return (type.equals("*") || type.equals(sent.type))
        && (subtype.equals("*") || suffix(subtype).equals(suffix(sent.subtype)));
  }

  private static String suffix(String subtype) {
    return subtype.substring(subtype.lastIndexOf('+') + 1);
  }

  private static boolean isToken(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 127 || "()<>@,;:\\\"/[]?=".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static String unquote(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
