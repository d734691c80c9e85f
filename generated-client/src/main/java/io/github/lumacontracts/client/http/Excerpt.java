package io.github.lumacontracts.client.http;

import java.util.regex.Pattern;

/** The beginning of a body, fit for a message: one line, short, and no address that opens files. */
public final class Excerpt {
  private static final int LENGTH = 300;

  /** An address with a query, which may let whoever reads it download. */
  private static final Pattern SIGNED =
      Pattern.compile(
          "(https?:\\\\?/\\\\?/[^\\s\"'<>?]*)\\?[^\\s\"'<>]*", Pattern.CASE_INSENSITIVE);

  private Excerpt() {}

  /** Returns the beginning of a body, at most 300 characters and a note if it is longer. */
  public static String of(String body) {
    if (body.isEmpty()) {
      return "(empty)";
    }
    String clean = SIGNED.matcher(body).replaceAll("$1?…");
    String line = clean.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LENGTH
        ? line
        : line.substring(0, LENGTH) + "… (" + body.length() + " characters)";
  }
}
