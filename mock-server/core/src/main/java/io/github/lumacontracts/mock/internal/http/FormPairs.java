package io.github.lumacontracts.mock.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Name and value pairs written {@code a=1&b=2}, as in queries and urlencoded bodies. */
public final class FormPairs {
  private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private FormPairs() {}

  /** One pair, its value both as sent and decoded. */
  public record Pair(String name, String rawValue, String value) {}

  /** Returns the pairs in order. A name without {@code =} has an empty value. */
  public static List<Pair> parse(String text) {
    List<Pair> pairs = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('&', start);
      if (end < 0) {
        end = text.length();
      }
      if (end > start) {
        String pair = text.substring(start, end);
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String raw = equals < 0 ? "" : pair.substring(equals + 1);
        pairs.add(new Pair(decodeForm(name), raw, decodeForm(raw)));
      }
      start = end + 1;
    }
    return pairs;
  }

  /** Returns decoded values by name, in the order in which the names first appear. */
  public static Map<String, List<String>> values(List<Pair> pairs) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      values.computeIfAbsent(pair.name(), name -> new ArrayList<>(1)).add(pair.value());
    }
    return values;
  }

  /** Escapes percent signs that begin no escape; decoded, the text is the same as before. */
  public static String repaired(String text) {
    return text.indexOf('%') < 0 ? text : LONE_PERCENT.matcher(text).replaceAll("%25");
  }

  /** Decodes {@code %XX} and {@code +}; what is not a valid escape stays as it is. */
  public static String decodeForm(String text) {
    return decode(text, true);
  }

  /** Decodes {@code %XX}; what is not a valid escape stays as it is. */
  public static String decodePercent(String text) {
    return decode(text, false);
  }

  private static String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%' && i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
        out.write(hex(in[i + 1]) << 4 | hex(in[i + 2]));
        i += 2;
      } else if (plusIsSpace && in[i] == '+') {
        out.write(' ');
      } else {
        out.write(in[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
