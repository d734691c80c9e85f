package io.github.lumacontracts.client;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why one attempt of a download did not bring the video; never seen by a caller. */
final class Setback extends RuntimeException {
  private static final long serialVersionUID = 1;

  enum Next {
    /** The same once more, after a pause. */
    AGAIN,
    /** Once more, and from the beginning. */
    AFRESH,
    /** Once more, if there is a fresh address. */
    EXPIRED,
    /** It will not get better. */
    GIVE_UP
  }

  private final Next next;
  private final transient Duration leastPause;

  /**
   * Describes it.
   *
   * @param problem completes the sentence that begins with the host
   */
  Setback(Next next, String problem) {
    this(next, problem, Duration.ZERO, null);
  }

  Setback(Next next, String problem, Duration leastPause, @Nullable Throwable cause) {
    super(problem, cause);
    this.next = next;
    this.leastPause = leastPause;
  }

  Next next() {
    return next;
  }

  Duration leastPause() {
    return leastPause;
  }

  String problem() {
    return Objects.requireNonNull(getMessage());
  }
}
