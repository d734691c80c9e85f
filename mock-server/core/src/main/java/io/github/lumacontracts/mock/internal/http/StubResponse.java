package io.github.lumacontracts.mock.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer. The body is shared between requests for speed: nobody may write into it.
 *
 * @param headers in the order of sending
 */
@SuppressWarnings("ArrayRecordComponent") // identity is all that is ever compared
public record StubResponse(int status, List<Header> headers, byte[] body) {
  private static final byte[] EMPTY = {};

  public StubResponse {
    headers = List.copyOf(headers);
  }

  public static StubResponse empty(int status) {
    return new StubResponse(status, List.of(), EMPTY);
  }

  /** Returns the same answer with more headers; a header that is already there wins. */
  public StubResponse plus(List<Header> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Header> all = new ArrayList<>(headers.size() + more.size());
    all.addAll(headers);
    for (Header header : more) {
      if (header(header.name()).isEmpty()) {
        all.add(header);
      }
    }
    return new StubResponse(status, all, body);
  }

  /** Returns the same answer with these headers instead of any of the same names. */
  public StubResponse with(List<Header> others) {
    return others.isEmpty() ? this : new StubResponse(status, others, body).plus(headers);
  }

  public Optional<String> header(String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }
}
