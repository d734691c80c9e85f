package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.WireException;

/**
 * No answer came: the provider could not be reached, the connection broke, the time was up, or the
 * caller was interrupted. {@link #mayBePaid} tells whether a submit may have arrived.
 */
public final class ConnectionException extends LumaException {
  private static final long serialVersionUID = 1;

  ConnectionException(String message, WireException cause, boolean mayBePaid) {
    super(message, cause, mayBePaid);
  }
}
