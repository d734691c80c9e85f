package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import java.util.List;
import java.util.Optional;

/**
 * The provider said no. What kind of no, the subclasses tell; this class itself is any other, for
 * example a status of 500.
 */
public sealed class RefusedException extends LumaException
    permits InvalidKeyException,
        NoCreditsException,
        RateLimitedException,
        InvalidRequestException,
        NotFoundException {
  private static final long serialVersionUID = 1;

  private final int statusCode;
  private final List<String> messages;
  private final ServiceException answer;

  RefusedException(String message, List<String> messages, ServiceException answer, boolean paid) {
    super(message, answer, paid);
    this.statusCode = answer.statusCode();
    this.messages = List.copyOf(messages);
    this.answer = answer;
  }

  /** Returns the HTTP status. */
  public int statusCode() {
    return statusCode;
  }

  /** Returns what the provider says, in its own words; empty where its body says nothing. */
  public List<String> messages() {
    return messages;
  }

  /** Returns what the provider calls this exchange, if it says so. */
  public Optional<String> requestId() {
    return answer.requestId();
  }

  /** Returns the whole answer, with headers and the documented body. */
  public ServiceException answer() {
    return answer;
  }
}
