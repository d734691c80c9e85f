package io.github.lumacontracts.mock.internal.wiremock;

import io.github.lumacontracts.mock.internal.http.Header;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Header lines as the bytes that are sent, so that repeated ones are encoded once. Thread-safe. */
final class EncodedFields {
  /** Documents send few different headers; whoever makes many does not fill the memory. */
  private static final int MOST = 1024;

  private final Map<Header, HttpField> encoded = new ConcurrentHashMap<>();

  HttpField of(String name, String value) {
    return of(new Header(name, value));
  }

  HttpField of(Header header) {
    HttpField known = encoded.get(header);
    if (known != null) {
      return known;
    }
    if (encoded.size() >= MOST || !isPlain(header.name()) || !isPlain(header.value())) {
      return new HttpField(header.name(), header.value());
    }
    HttpField field = new PreEncodedHttpField(header.name(), header.value());
    encoded.put(header, field);
    return field;
  }

  /** Whether Jetty encodes it ahead: it refuses what HTTP/2 would not let through. */
  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
