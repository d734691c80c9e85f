package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The provider does not make the video for what prompt or images show: it refuses the submit, or
 * the task fails for that reason. To try the same again is of no use.
 */
public final class ModerationException extends LumaException {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final transient @Nullable TaskSnapshot snapshot;
  private final boolean refundable;

  ModerationException(String message, String reason, ServiceException answer) {
    super(message, answer, false);
    this.reason = reason;
    this.snapshot = null;
    this.refundable = false;
  }

  ModerationException(TaskSnapshot snapshot, boolean refundable) {
    super(
        snapshot.task() + " was blocked: " + snapshot.failureReason().orElse("moderation"),
        null,
        false);
    this.reason = snapshot.failureReason().orElse("");
    this.snapshot = snapshot;
    this.refundable = refundable;
  }

  /** Returns the provider's words; may be empty. */
  public String reason() {
    return reason;
  }

  /** Returns the task that failed; nothing if the submit was refused. */
  @Override
  public Optional<Task> task() {
    return snapshot == null ? Optional.empty() : Optional.of(snapshot.task());
  }

  /** Whether a task was paid and the provider is known to give the price back. */
  public boolean refundable() {
    return refundable;
  }

  /** Whether words of a provider speak of moderation. */
  static boolean isAbout(String words) {
    return words.toLowerCase(Locale.ROOT).contains("moderat");
  }
}
