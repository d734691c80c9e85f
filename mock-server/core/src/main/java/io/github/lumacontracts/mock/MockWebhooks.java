package io.github.lumacontracts.mock;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What clients of one world were told about their tasks, or will be. Holds no header, no body and
 * no query, so no secret that was put there. Safe for threads.
 */
public interface MockWebhooks {
  /** Where a delivery stands. */
  enum State {
    /** It is on its way, or will be tried again. */
    WAITING,
    /** The receiver has answered with a status of 2xx. */
    DELIVERED,
    /** All attempts were in vain, or it cannot be sent at all. */
    GIVEN_UP,
    /** It was never sent, since a scenario wants that. */
    LOST
  }

  /**
   * One attempt.
   *
   * @param at by the clock of the system
   * @param status what the receiver answered; missing if it did not
   * @param problem why it did not count; missing if it did
   */
  record Attempt(Instant at, Optional<Integer> status, Optional<String> problem) {}

  /**
   * What became of one webhook so far. Immutable.
   *
   * @param id for {@link #redeliver}
   * @param document name of the mounted document that the task belongs to
   * @param task id of the task
   * @param callback as the document calls it
   * @param taskState the state of the task that it tells of
   * @param at when the task came to that state, by the clock of the world
   * @param address where it goes, without user and query
   * @param attempts oldest first, the last 20 of them
   */
  record Delivery(
      String id,
      String document,
      String task,
      String callback,
      String taskState,
      Instant at,
      String address,
      State state,
      List<Attempt> attempts) {
    public Delivery {
      attempts = List.copyOf(attempts);
    }
  }

  /** Returns the deliveries that the server remembers, latest first. */
  List<Delivery> deliveries();

  /** Returns the deliveries about one task, latest first. */
  List<Delivery> deliveries(String task);

  /**
   * Sends a webhook once more, whatever became of it, with the task as it was at that change. What
   * is still on its way is left alone. Does not wait for the receiver.
   *
   * @return the delivery, now waiting
   * @throws NoSuchElementException if there is no such delivery
   */
  Delivery redeliver(String id);
}
