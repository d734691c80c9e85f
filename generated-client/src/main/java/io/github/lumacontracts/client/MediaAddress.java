package io.github.lumacontracts.client;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What may be shown of an address of a video: whoever knows all of it can download. */
final class MediaAddress {
  private MediaAddress() {}

  /** Returns the host and the last segment of the path. */
  static String shown(URI address) {
    String path = String.valueOf(address.getRawPath()).replaceFirst(";.*", "");
    int slash = path.lastIndexOf('/');
    return address.getHost() + (slash > 0 ? "/\u2026" : "") + path.substring(Math.max(slash, 0));
  }

  /** Takes out of a text what it repeats of an address. */
  static String hide(String text, URI address) {
    String clean = text;
    String query = address.getRawQuery();
    if (query != null) {
      clean = clean.replace(query, "***");
      for (String parameter : query.split("&", -1)) {
        String value = parameter.substring(parameter.indexOf('=') + 1);
        if (value.length() > 3) { // Shorter ones are no secrets, and stand in words.
          clean = clean.replace(value, "***").replace(decoded(value), "***");
        }
      }
    }
    String path = String.valueOf(address.getRawPath());
    int slash = path.lastIndexOf('/');
    return slash > 0 ? clean.replace(path.substring(0, slash), "/\u2026") : clean;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
