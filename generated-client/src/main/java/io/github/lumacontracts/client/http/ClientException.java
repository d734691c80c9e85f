package io.github.lumacontracts.client.http;

import org.jspecify.annotations.Nullable;

/**
 * A call did not bring what it should.
 *
 * <p>There are three reasons: the provider refused ({@link ServiceException}), no answer came
 * ({@link WireException}), or the answer makes no sense ({@link UnreadableAnswerException}). A call
 * that the caller got wrong, for example with a required argument missing, is an {@link
 * IllegalArgumentException} instead, and nothing is sent. The API key never stands in a message.
 */
public abstract sealed class ClientException extends RuntimeException
    permits ServiceException, WireException, UnreadableAnswerException {
  private static final long serialVersionUID = 1;

  ClientException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
