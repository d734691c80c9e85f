package io.github.lumacontracts.mock.internal.task;

import io.github.lumacontracts.mock.internal.negotiator.Selection;
import java.time.Instant;

/**
 * One valid request and all that is known about it.
 *
 * @param usual what is answered without tasks
 * @param now by the clock of the world
 */
record Visit(
    SentRequest sent, Client client, World world, Scenario scenario, Selection usual, Instant now) {

  /** Returns where the client finds videos: where it has found this server. */
  MediaAddresses media() {
    try {
      return MediaAddresses.on(sent.request().url());
    } catch (IllegalArgumentException | NullPointerException e) {
      return MediaAddresses.NOWHERE; // the header Host makes no sense
    }
  }
}
