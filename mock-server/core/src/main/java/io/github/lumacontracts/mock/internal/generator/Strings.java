package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Schema;

/** Sample strings by format and length; {@code pattern} is not looked at, as in Prism. */
final class Strings {
  private static final String UUID_FORM = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";

  /** A document can ask for any length; a sample of a megabyte shows nothing more. */
  private static final int MAX_LENGTH = 1 << 20;

  private Strings() {}

  static String sample(Schema schema, String property) {
    return switch (schema.keyword("format").asText()) {
      case "email" -> "user@example.com";
      case "idn-email" -> "пользователь@пример.ру";
      case "password" -> password(schema);
      case "date" -> "2019-08-24";
      case "date-time" -> "2019-08-24T14:15:22Z";
      case "time" -> "14:15:22Z";
      case "ipv4" -> "192.168.0.1";
      case "ipv6" -> "2001:0db8:85a3:0000:0000:8a2e:0370:7334";
      case "hostname" -> "example.com";
      case "idn-hostname" -> "пример.ру";
      case "uri" -> "http://example.com";
      case "uri-reference" -> "../dictionary";
      case "uri-template" -> "http://example.com/{endpoint}";
      case "iri" -> "http://пример.ру";
      case "iri-reference" -> "../словарь";
      case "json-pointer" -> "/json/pointer";
      case "relative-json-pointer" -> "1/relative/json/pointer";
      case "regex" -> "/regex/";
      case "uuid" -> uuid(property);
      default -> fitted(schema, "string");
    };
  }

  /** Filled up with other letters, and never cut. */
  private static String password(Schema schema) {
    StringBuilder text = new StringBuilder("pa$$word");
    int wanted = Math.min(schema.keyword("minLength").asInt(0), MAX_LENGTH);
    if (wanted > text.length()) {
      text.append('_');
    }
    for (int i = 0; text.length() < wanted; i++) {
      text.append("qwerty!@#$%^123456".charAt(i % 18));
    }
    return text.toString();
  }

  private static String fitted(Schema schema, String word) {
    JsonNode least = schema.keyword("minLength");
    JsonNode most = schema.keyword("maxLength");
    StringBuilder text = new StringBuilder(word);
    int wanted = Math.min(least.asInt(0), MAX_LENGTH);
    while (text.length() < wanted) {
      text.append(word);
    }
    if (wanted > word.length()) {
      text.setLength(wanted);
    }
    if (most.isNumber() && text.length() > most.intValue() && most.intValue() > 0) {
      text.setLength(most.intValue());
    }
    return text.toString();
  }

  /** The same name always gets the same identifier, and the one that Prism gives it. */
  private static String uuid(String name) {
    int[] state = new int[4];
    java.util.Arrays.fill(state, name.hashCode());
    StringBuilder uuid = new StringBuilder(UUID_FORM.length());
    for (int i = 0; i < UUID_FORM.length(); i++) {
      char c = UUID_FORM.charAt(i);
      if (c == 'x' || c == 'y') {
        int digit = (int) (next(state) * 16) % 16;
        uuid.append(Character.forDigit(c == 'x' ? digit : (digit & 3) | 8, 16));
      } else {
        uuid.append(c);
      }
    }
    return uuid.toString();
  }

  /** Bob Jenkins' small fast generator with 32 bits. */
  private static double next(int[] s) {
    int t = s[0] - Integer.rotateLeft(s[1], 27);
    s[0] = s[1] ^ Integer.rotateLeft(s[2], 17);
    s[1] = s[2] + s[3];
    s[2] = s[3] + t;
    s[3] = s[0] + t;
    return Integer.toUnsignedLong(s[3]) / 4294967296.0;
  }
}
