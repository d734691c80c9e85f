package io.github.lumacontracts.mock.internal.task.webhook;

import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one webhook so far. Holds no header, no body and no query, so no secret that was
 * put there. Immutable.
 *
 * @param id to ask for redelivery with, unique on this server
 * @param address where it goes, without user and query
 * @param attempts oldest first, the last {@link Deliveries#LONGEST_HISTORY} of them
 */
public record Delivery(
    String id, TaskKey task, Change change, String address, State state, List<Attempt> attempts) {
  public Delivery {
    attempts = List.copyOf(attempts);
  }

  /** Where it stands. */
  public enum State {
    /** It is on its way, or will be tried again. */
    WAITING,
    DELIVERED,
    GIVEN_UP,
    /** It was never sent, since somebody asked for that. */
    LOST
  }

  /**
   * One try.
   *
   * @param at by the clock of the system
   * @param status what the receiver answered; missing if it did not
   * @param error why it did not count
   */
  public record Attempt(Instant at, Optional<Integer> status, Optional<String> error) {}
}
