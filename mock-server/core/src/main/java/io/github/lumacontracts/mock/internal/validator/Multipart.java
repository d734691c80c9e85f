package io.github.lumacontracts.mock.internal.validator;

import io.github.lumacontracts.mock.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data} bodies. What is broken is an empty answer, never a crash. */
public final class Multipart {
  /** What Prism says to a content type without a boundary. */
  public static final String NO_BOUNDARY =
      "Boundary parameter for multipart/form-data is not defined or generated in the request"
          + " header. Try removing manually defined content-type from your request header if it"
          + " exists.";

  /** The body is not what its content type promises. */
  public static final Violation BROKEN =
      Violation.error(List.of("body"), "multipart", "Request body must be multipart/form-data");

  private static final Pattern NAME = parameter("name");
  private static final Pattern FILE_NAME = parameter("filename\\*?");

  private Multipart() {}

  /**
   * One part.
   *
   * @param file whether the part has a file name
   */
  record Part(String name, String value, boolean file) {}

  /** Returns the parts, or nothing if the body is not what the boundary promises. */
  static Optional<List<Part>> parse(byte[] body, String boundary) {
    // Every byte is one character, so that files stay whole; names and texts are decoded below.
    String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    String delimiter =
        "\r\n--"
            + new String(boundary.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    List<Part> parts = new ArrayList<>();
    int at = text.indexOf(delimiter);
    while (at >= 0) {
      int start = at + delimiter.length();
      if (text.startsWith("--", start)) {
        return Optional.of(parts);
      }
      int next = text.indexOf(delimiter, start);
      int headersEnd = text.indexOf("\r\n\r\n", start);
      if (next < 0 || headersEnd < 0 || headersEnd > next) {
        return Optional.empty();
      }
      Optional<Part> part =
          part(
              text.substring(start, headersEnd),
              text.substring(Math.min(headersEnd + 4, next), next));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
      at = next;
    }
    return Optional.empty();
  }

  /** Returns the fields that are no files, by name; none if the body is broken. */
  public static Map<String, String> texts(byte[] body, String boundary) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (!boundary.isEmpty()) {
      for (Part part : parse(body, boundary).orElse(List.of())) {
        if (!part.file()) {
          texts.put(part.name(), part.value());
        }
      }
    }
    return texts;
  }

  private static Optional<Part> part(String headers, String content) {
    for (String line : headers.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        Matcher name = NAME.matcher(line);
        if (name.find()) {
          return Optional.of(
              new Part(
                  utf8(name.group(1) == null ? name.group(2) : name.group(1)),
                  utf8(content),
                  FILE_NAME.matcher(line).find()));
        }
      }
    }
    return Optional.empty();
  }

  private static Pattern parameter(String name) {
    return Pattern.compile(
        "[;\\s]" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
