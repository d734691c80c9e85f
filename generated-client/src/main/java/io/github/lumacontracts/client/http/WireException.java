package io.github.lumacontracts.client.http;

/**
 * No answer came: the provider could not be reached, the connection broke, the time was up, or the
 * caller was interrupted.
 *
 * <p>The cause tells which: a {@link java.net.http.HttpTimeoutException}, an {@link
 * InterruptedException} (the thread's interrupt flag is then set again), a {@link
 * java.util.concurrent.CancellationException} if the client was closed, or another {@link
 * java.io.IOException}.
 */
public final class WireException extends ClientException {
  private static final long serialVersionUID = 1;

  private final boolean neverSent;

  WireException(String message, Throwable cause, boolean neverSent) {
    super(message, cause);
    this.neverSent = neverSent;
  }

  /**
   * Returns whether it is certain that the provider did not receive the request, so that even a
   * paid call can be repeated. Otherwise it may have been carried out.
   */
  public boolean neverSent() {
    return neverSent;
  }
}
