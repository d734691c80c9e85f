package io.github.lumacontracts.mock.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads addresses as people and clients write them. */
public final class LenientUri {
  private static final String ALWAYS = "-._~:/?#@!$&'()*+,;=";

  private LenientUri() {}

  /**
   * Returns the address of a server and something on it; characters that may not stand there are
   * escaped, everything else stays as it is.
   */
  public static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(escape(text.trim()));
      return uri.getHost() == null || !isHttp(uri) ? Optional.empty() : Optional.of(uri);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns an address to be shown: users put secrets into queries and before hosts. */
  public static String withoutSecrets(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return url.getScheme() + "://" + url.getHost() + port + path;
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  private static String escape(String text) {
    int scheme = text.indexOf("://");
    int path = scheme < 0 ? 0 : text.indexOf('/', scheme + 3);
    int query = text.indexOf('?');
    StringBuilder out = new StringBuilder(text.length() + 16);
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      // Brackets may stand around an IPv6 address and in a query, but not in a path.
      boolean bracket =
          (c == '[' || c == ']') && (path < 0 || at < path || (query >= 0 && at > query));
      boolean escaped =
          c == '%'
              && at + 2 < text.length()
              && Character.digit(text.charAt(at + 1), 16) >= 0
              && Character.digit(text.charAt(at + 2), 16) >= 0;
      if (isPlain(c) || bracket || escaped) {
        out.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(String.format("%02X", b));
        }
      }
      at += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || (c < 128 && ALWAYS.indexOf(c) >= 0);
  }
}
