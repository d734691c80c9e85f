package io.github.lumacontracts.client;

import org.jspecify.annotations.Nullable;

/**
 * An answer or a webhook makes no sense. The message has the beginning of it, {@link #body} all.
 */
public final class UnreadableException extends LumaException {
  private static final long serialVersionUID = 1;

  private final String body;

  UnreadableException(String message, String body, @Nullable Throwable cause, boolean mayBePaid) {
    super(message, cause, mayBePaid);
    this.body = body;
  }

  /** Returns the body as it came. */
  public String body() {
    return body;
  }
}
