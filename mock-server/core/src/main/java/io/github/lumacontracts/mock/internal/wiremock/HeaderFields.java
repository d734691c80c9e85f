package io.github.lumacontracts.mock.internal.wiremock;

import io.github.lumacontracts.mock.internal.http.Header;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;

/**
 * Jetty's form of header lines. To make one is to look its name up, and the same few are sent again
 * and again. Safe for threads.
 */
final class HeaderFields {
  /** Documents send few different headers; whoever makes many does not fill the memory. */
  private static final int MOST = 1024;

  private final Map<Header, HttpField> known = new ConcurrentHashMap<>();

  HttpField of(String name, String value) {
    return of(new Header(name, value));
  }

  HttpField of(Header header) {
    HttpField field = known.get(header);
    if (field == null) {
      field = new HttpField(header.name(), header.value());
      if (known.size() < MOST) {
        known.put(header, field);
      }
    }
    return field;
  }
}
