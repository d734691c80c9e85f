package io.github.lumacontracts.client.http;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The provider accepted the call, but the body of its answer is not what the document says. */
public final class UnreadableAnswerException extends ClientException {
  private static final long serialVersionUID = 1;

  private final int statusCode;
  private final transient HttpHeaders headers;
  private final String body;

  UnreadableAnswerException(
      String message, int statusCode, HttpHeaders headers, String body, @Nullable Throwable cause) {
    super(message, cause);
    this.statusCode = statusCode;
    this.headers = headers;
    this.body = body;
  }

  /** Returns the HTTP status, 200 to 299. */
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
}
