package io.github.lumacontracts.mock.internal.http;

import java.util.List;
import java.util.Optional;

/** A request as it came over the wire. */
public interface StubRequest {
  /** Returns the method in upper case. */
  String method();

  /** Returns path and query as sent, still encoded. */
  String target();

  /** Returns the values of a header in the order of arrival; the name's case does not matter. */
  List<String> headers(String name);

  /** Returns all header lines in the order of arrival. */
  List<Header> headers();

  byte[] body();

  /** Returns the address that was called. */
  default String url() {
    return "http://" + header("host").orElse("localhost") + target();
  }

  /** Returns the path as sent, still encoded. */
  default String path() {
    String target = target();
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Returns what stands behind the question mark, still encoded, or an empty string. */
  default String query() {
    String target = target();
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** Returns the first value of a header. */
  default Optional<String> header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }
}
