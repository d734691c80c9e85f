package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.WireException;

/**
 * No answer came: the provider could not be reached, the connection broke, the time was up, the
 * caller was interrupted, or the client was closed. {@link #mayBePaid} tells whether a submit may
 * have arrived.
 */
public final class ConnectionException extends LumaException {
  private static final long serialVersionUID = 1;

  ConnectionException(String message, Throwable cause, boolean mayBePaid) {
    super(message, cause, mayBePaid);
  }

  /** Whether it is certain that the provider received nothing. */
  boolean neverSent() {
    return getCause() instanceof WireException wire && wire.neverSent();
  }
}
