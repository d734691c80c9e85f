package io.github.lumacontracts.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A video could not be downloaded: its address has expired, what is there is no video, or the
 * connection broke too often. The task stays completed; download again.
 */
public final class DownloadException extends LumaException {
  private static final long serialVersionUID = 1;

  private final transient Task task;
  private final boolean expired;

  DownloadException(Task task, String message, boolean expired, @Nullable Throwable cause) {
    super(message, cause, false);
    this.task = task;
    this.expired = expired;
  }

  @Override
  public Optional<Task> task() {
    return Optional.of(task);
  }

  /** Whether the address is no longer good, and a fresh one was not either. */
  public boolean expired() {
    return expired;
  }
}
