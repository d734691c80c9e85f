package io.github.lumacontracts.client;

import java.util.Optional;

/** A task came to its end without a video. */
public final class TaskFailedException extends LumaException {
  private static final long serialVersionUID = 1;

  private final transient TaskSnapshot snapshot;
  private final boolean refundable;

  TaskFailedException(TaskSnapshot snapshot, boolean refundable) {
    super(
        snapshot.task()
            + " failed"
            + snapshot.failureReason().map(reason -> ": " + reason).orElse("")
            + ".",
        null,
        false);
    this.snapshot = snapshot;
    this.refundable = refundable;
  }

  @Override
  public Optional<Task> task() {
    return Optional.of(snapshot.task());
  }

  /** Returns how it ended. */
  public TaskSnapshot snapshot() {
    return snapshot;
  }

  /** Returns why, in the provider's words, if it gives a reason. */
  public Optional<String> reason() {
    return snapshot.failureReason();
  }

  /**
   * Whether the provider is known to give the price back; false also where no source says, see
   * {@link Capabilities#refundsFailures}.
   */
  public boolean refundable() {
    return refundable;
  }
}
