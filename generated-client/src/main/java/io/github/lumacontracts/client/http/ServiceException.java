package io.github.lumacontracts.client.http;

import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The provider answered, but with a status other than 200 to 299. */
public final class ServiceException extends ClientException {
  private static final long serialVersionUID = 1;

  private final int statusCode;
  private final transient HttpHeaders headers;
  private final String body;
  private final transient @Nullable Object error;

  ServiceException(
      String message, int statusCode, HttpHeaders headers, String body, @Nullable Object error) {
    super(message, null);
    this.statusCode = statusCode;
    this.headers = headers;
    this.body = body;
    this.error = error;
  }

  /** Returns the HTTP status. */
  public int statusCode() {
    return statusCode;
  }

  /** Returns the headers of the answer. */
  public HttpHeaders headers() {
    return headers;
  }

  /**
   * Returns the whole body as it came, but for key and secrets of the call, which show as {@code
   * ***}; the message has only its beginning.
   */
  public String body() {
    return body;
  }

  /** Returns what the provider calls this exchange, if it says so in a header. */
  public Optional<String> requestId() {
    return requestId(headers);
  }

  static Optional<String> requestId(HttpHeaders headers) {
    // X-Request-Id, X-Oneapi-Request-Id and others: each gateway has a name of its own.
    return headers.map().entrySet().stream()
        .filter(header -> header.getKey().toLowerCase(Locale.ROOT).endsWith("request-id"))
        .flatMap(header -> header.getValue().stream())
        .findFirst();
  }

  /**
   * Returns the body as the document describes it for this status; nothing if the document
   * describes none or if the body is something else, for example a page of a proxy.
   *
   * @param type the documented type, see the method that was called
   */
  public <T> Optional<T> error(Class<T> type) {
    return type.isInstance(error) ? Optional.of(type.cast(error)) : Optional.empty();
  }
}
