package io.github.lumacontracts.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call did not bring what it should. The one root of what this package throws, but for {@link
 * IllegalArgumentException} and {@link IllegalStateException} where the caller's code is wrong.
 *
 * <p>Messages never hold an API key or a webhook secret.
 */
public abstract sealed class LumaException extends RuntimeException
    permits RefusedException,
        ModerationException,
        ConnectionException,
        UnreadableException,
        UnsupportedFeatureException,
        TaskFailedException,
        StillRunningException,
        DownloadException,
        WebhookSecretException {
  private static final long serialVersionUID = 1;

  private final boolean mayBePaid;

  LumaException(String message, @Nullable Throwable cause, boolean mayBePaid) {
    super(message, cause);
    this.mayBePaid = mayBePaid;
  }

  /**
   * Whether the call was a submit or an extension that the provider may have accepted, and will
   * then ask money for, although no task is known. Look at the provider before you submit again.
   */
  public final boolean mayBePaid() {
    return mayBePaid;
  }

  /** Returns the task that it is about. */
  public Optional<Task> task() {
    return Optional.empty();
  }
}
