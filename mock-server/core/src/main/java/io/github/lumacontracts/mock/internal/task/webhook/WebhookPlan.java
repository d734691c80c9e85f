package io.github.lumacontracts.mock.internal.task.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How reliable the webhooks of a task are: real ones come late, twice, in the wrong order or not at
 * all.
 *
 * @param copies how often each is delivered, from 1 to {@link #MOST_COPIES}
 * @param late how long after the change it is sent, by the clock of the task's world
 * @param lost whether none is sent
 * @param unordered whether they all wait for the last change and go out last one first
 */
public record WebhookPlan(int copies, Duration late, boolean lost, boolean unordered) {
  /** Each once, at once, in order. */
  public static final WebhookPlan RELIABLE = new WebhookPlan(1, Duration.ZERO, false, false);

  /** More would be an attack on the receiver. */
  public static final int MOST_COPIES = 10;

  /**
   * Checks what it is given.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public WebhookPlan {
    if (copies < 1 || copies > MOST_COPIES) {
      throw new IllegalArgumentException(
          "A webhook cannot be sent " + copies + " times, expected 1 to " + MOST_COPIES + ".");
    }
    if (late.isNegative()) {
      throw new IllegalArgumentException(
          "A webhook cannot be sent " + late.negated() + " before the change.");
    }
  }

  /**
   * When to tell of a change.
   *
   * @param place among those of its task that are due at one time
   */
  record Due(Change change, Instant at, int place) {}

  /** Returns when each change is to be told, in this order, given them in order of time. */
  List<Due> schedule(List<Change> changes) {
    List<Due> schedule = new ArrayList<>(changes.size());
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(unordered ? changes.size() - 1 - i : i);
      Instant told = unordered ? changes.get(changes.size() - 1).at() : change.at();
      schedule.add(new Due(change, told.plus(late), i));
    }
    return schedule;
  }
}
