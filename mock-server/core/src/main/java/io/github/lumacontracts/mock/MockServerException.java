package io.github.lumacontracts.mock;

import org.jspecify.annotations.Nullable;

/**
 * Says why a server did not start: a document that cannot be read or used, two documents that claim
 * one path, a port in use. The message is meant for the person who wrote the document or the
 * command; it names the place and what to do.
 */
public final class MockServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MockServerException(String message) {
    super(message);
  }

  public MockServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
