package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable ServiceException answer;

  RefusedException(String message, List<String> messages, ServiceException answer, boolean paid) {
    super(message, answer, paid);
    this.statusCode = answer.statusCode();
    this.messages = List.copyOf(messages);
    this.answer = answer;
  }

  /** An answer that says no although its status does not. */
  RefusedException(String message, int statusCode) {
    super(message, null, false);
    this.statusCode = statusCode;
    this.messages = List.of();
    this.answer = null;
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
    return answer().flatMap(ServiceException::requestId);
  }

  /**
   * Returns the whole answer, with headers and the documented body; nothing if its status was one
   * of success and only its body said no.
   */
  public Optional<ServiceException> answer() {
    return Optional.ofNullable(answer);
  }
}
