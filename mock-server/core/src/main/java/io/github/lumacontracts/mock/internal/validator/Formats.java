package io.github.lumacontracts.mock.internal.validator;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The string formats that ajv checks; all others are let through. */
final class Formats {
  private static final Pattern TIME =
      Pattern.compile(
          "([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?(z|[+-]\\d\\d(:?\\d\\d)?)",
          Pattern.CASE_INSENSITIVE);
  private static final String IPV4_PART = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|23:59:60)(\\.[0-9]+)?"
              + "(z|[+-][0-9]{2}(:?[0-9]{2})?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern URL =
      Pattern.compile("^(?:https?|ftp)://[^/?#]*\\.[a-z]{2,}", Pattern.CASE_INSENSITIVE);

  private static final Pattern IPV6 =
      Pattern.compile(
          "[0-9a-f:]{2,39}(:" + IPV4_PART + "(\\." + IPV4_PART + "){3})?",
          Pattern.CASE_INSENSITIVE);

  private static final Map<String, Predicate<String>> FORMATS =
      Map.ofEntries(
          Map.entry("date", Formats::isDate),
          Map.entry("time", Formats::isTime),
          Map.entry("date-time", Formats::isDateTime),
          Map.entry("uri", text -> isUri(text, true)),
          Map.entry("uri-reference", text -> isUri(text, false)),
          Map.entry(
              "email",
              matches(
                  "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
                      + "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?")),
          Map.entry(
              "hostname",
              matches(
                  "(?=.{1,253}\\.?$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
                      + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\\.?")),
          Map.entry("ipv4", matches(IPV4_PART + "(\\." + IPV4_PART + "){3}")),
          Map.entry("ipv6", Formats::isIpv6),
          Map.entry("uuid", matches("(urn:uuid:)?[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")),
          Map.entry("json-pointer", matches("(?:/[^~]*+(?:~[01][^~]*+)*+)?+")),
          Map.entry("json-pointer-uri-fragment", matches("#(?:/(?:[^~%]|%[0-9a-f]{2}|~[01])*+)*+")),
          Map.entry(
              "relative-json-pointer", matches("(?:0|[1-9][0-9]*+)(?:#|(?:/(?:[^~/]|~[01])*+)*+)")),
          Map.entry(
              "uri-template",
              matches("(?:[^\\x00-\\x20\"'<>%\\\\^`{|}]|%[0-9a-f]{2}|\\{[^\\s{}]++})*+")),
          Map.entry("url", text -> URL.matcher(text).find() && isUri(text, true)),
          Map.entry("regex", text -> Patterns.compile(text).isPresent()),
          Map.entry("byte", matches("(?:[0-9+/a-z]{4})*+([0-9+/a-z]{2}==|[0-9+/a-z]{3}=)?")),
          Map.entry(
              "duration",
              matches(
                  "P(?!$)((\\d+Y)?(\\d+M)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?|(\\d+W)?)")));

  private Formats() {}

  /** Returns the test of a format, if it has one. */
  static Optional<Predicate<String>> of(String name) {
    return Optional.ofNullable(FORMATS.get(name));
  }

  private static Predicate<String> matches(String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    return text -> pattern.matcher(text).matches();
  }

  private static boolean isDate(String text) {
    return text.length() == 10 && isDateAtStart(text);
  }

  /** Dates stand in almost every answer, so they are not left to a parser that makes objects. */
  private static boolean isDateAtStart(String text) {
    for (int i = 0; i < 10; i++) {
      char c = text.charAt(i);
      boolean dash = i == 4 || i == 7;
      if (dash ? c != '-' : (c < '0' || c > '9')) {
        return false;
      }
    }
    int month = Integer.parseInt(text, 5, 7, 10);
    int day = Integer.parseInt(text, 8, 10, 10);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(Integer.parseInt(text, 0, 4, 10), month).lengthOfMonth();
  }

  /** A blank may stand for the {@code T}, as in ajv's date-time. */
  private static boolean isDateTime(String text) {
    return text.length() > 11
        && "tT ".indexOf(text.charAt(10)) >= 0
        && isDateAtStart(text)
        && TIME.matcher(text).region(11, text.length()).matches();
  }

  /** A time may lack its zone, unless it follows a date. */
  private static boolean isTime(String text) {
    return CLOCK.matcher(text).matches();
  }

  private static boolean isUri(String text, boolean absolute) {
    try {
      URI uri = new URI(text);
      return text.chars().allMatch(c -> c < 128) && (!absolute || uri.isAbsolute());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isIpv6(String text) {
    if (!IPV6.matcher(text).matches() || text.contains(":::")) {
      return false;
    }
    int doubled = text.indexOf("::");
    if (doubled >= 0 && text.indexOf("::", doubled + 1) >= 0) {
      return false;
    }
    long groups =
        Pattern.compile(":").splitAsStream(text).filter(part -> !part.isEmpty()).count()
            + (text.contains(".") ? 1 : 0);
    boolean edges =
        (!text.startsWith(":") || text.startsWith("::"))
            && (!text.endsWith(":") || text.endsWith("::"));
    return edges && (doubled >= 0 ? groups <= 7 : groups == 8);
  }

  /** Returns what a failure says. */
  static String message(String format) {
    return "must match format \"" + format + "\"";
  }
}
