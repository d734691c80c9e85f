package io.github.lumacontracts.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a task stands, in one vocabulary for all providers. */
public enum TaskState {
  /** The provider has it and has not begun. */
  QUEUED,
  /** It is under way; also where the provider uses a word that nobody knows. */
  RUNNING,
  /**
   * The provider says that it is done; whether there is a video, {@link TaskSnapshot#video} says.
   */
  COMPLETED,
  /** There will be no video. */
  FAILED;

  /** Whether it stays so. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED;
  }

  /**
   * Returns what a provider's word means, in any of their vocabularies, which do not contradict
   * each other. A word that nobody knows is a task under way.
   */
  static TaskState of(@Nullable String word) {
    return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
      case "pending", "queued", "staged", "not_start", "submitted" -> QUEUED;
      case "completed", "finished", "success" -> COMPLETED;
      case "failed", "failure" -> FAILED;
      default -> RUNNING;
    };
  }
}
