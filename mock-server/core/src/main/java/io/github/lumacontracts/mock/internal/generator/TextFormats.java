package io.github.lumacontracts.mock.internal.generator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Makes up texts of the formats that OpenAPI and JSON Schema name. */
final class TextFormats {
  /** Dates lie from the year 2000 up to this many days later. */
  private static final int SECONDS_OF_DAY = 24 * 60 * 60;

  private TextFormats() {}

  /**
   * Returns a text, filled up to a length where the format allows that.
   *
   * @param attempt from the first, which is the most lifelike, to later ones, which are short
   * @return nothing if the format is not known
   */
  static Optional<String> draw(
      String format,
      int attempt,
      int least,
      FakeValues fakes,
      SamplerOptions.Days days,
      Random random) {
    boolean brief = attempt > 3;
    String host = brief ? "a.co" : fakes.domain();
    return Optional.ofNullable(
        switch (format) {
          case "email", "idn-email" -> before(brief ? "a@" + host : fakes.email(), least);
          case "hostname", "idn-hostname" -> labels(brief ? "a" : host, least);
          case "uri", "iri" -> after(brief ? "a:b" : "https://" + host + "/" + fakes.word(), least);
          case "uri-reference", "iri-reference" -> after(brief ? "a" : "/" + fakes.word(), least);
          case "uri-template" ->
              after(brief ? "{a}" : "https://" + host + "/{" + fakes.word() + "}", least);
          case "json-pointer" -> after(brief && least == 0 ? "" : "/" + fakes.word(), least);
          case "relative-json-pointer" -> after("1/" + fakes.word(), least);
          case "regex" -> after("^[a-z]+", least);
          case "slug" -> after(brief ? "a" : fakes.word() + "-" + fakes.word(), least);
          case "ipv4" -> brief ? "1.2.3.4" : ipv4(random);
          case "ipv6" -> brief ? "::1" : ipv6(random);
          case "uuid" -> uuid(random);
          case "date" -> days.draw(random).toString();
          case "time" -> time(random);
          case "date-time" -> days.draw(random) + "T" + time(random);
          case "duration" -> "P" + (1 + random.nextInt(brief ? 9 : 30)) + "D";
          case "byte" -> base64(brief, least, fakes);
          default -> null;
        });
  }

  private static String before(String text, int least) {
    return "a".repeat(Math.max(0, least - text.length())) + text;
  }

  private static String after(String text, int least) {
    return text + "a".repeat(Math.max(0, least - text.length()));
  }

  /** A label of a host name has 63 letters at most. */
  private static String labels(String host, int least) {
    StringBuilder text = new StringBuilder(host);
    while (text.length() < least) {
      int missing = least - text.length();
      text.insert(0, "a".repeat(Math.max(1, Math.min(60, missing - 1))) + ".");
    }
    return text.toString();
  }

  private static String base64(boolean brief, int least, FakeValues fakes) {
    String text = brief ? "" : fakes.word();
    while (text.length() < least / 4 * 3 + (least % 4 == 0 ? 0 : 3)) {
      text += "a";
    }
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String ipv4(Random random) {
    return random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256);
  }

  private static String ipv6(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append(i == 0 ? "" : ":")
          .append(String.format(Locale.ROOT, "%04x", random.nextInt(1 << 16)));
    }
    return text.toString();
  }

  static String uuid(Random random) {
    long most = (random.nextLong() & ~0xf000L) | 0x4000L;
    long least = (random.nextLong() & ~(0xc0L << 56)) | (0x80L << 56);
    return new UUID(most, least).toString();
  }

  private static String time(Random random) {
    return Instant.ofEpochSecond(random.nextInt(SECONDS_OF_DAY))
        .toString()
        .substring("1970-01-01T".length());
  }
}
