package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many requests a client may send. The first one opens a window, and each later one that comes
 * after its end opens the next and is let through: who waits as long as it is told gets an answer.
 *
 * @param lasts by the clock of the world
 * @param requests that are let through in a window
 */
public record RateWindow(Duration lasts, int requests) {

  /**
   * Counts a request. The count is kept with the world, so that several servers count together.
   *
   * @param name of this window and its client, the same for all its requests
   * @return how long the client has to wait, by the clock of the system; nothing if the request is
   *     let through
   */
  Optional<Duration> refusal(World world, String name, Instant now) {
    List<Instant> refused = new ArrayList<>(1);
    world.change(
        "rate:" + name,
        known -> {
          Optional<JsonNode> open = known.filter(window -> now.isBefore(until(window)));
          Instant until = open.map(RateWindow::until).orElseGet(() -> now.plus(lasts));
          int left =
              open.map(window -> window.path("left").asInt())
                  .orElse(known.isPresent() ? Math.max(1, requests) : requests);
          refused.clear();
          if (left == 0) {
            refused.add(until);
          }
          return Changed.to(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("until", until.toString())
                  .put("left", Math.max(0, left - 1)));
        });
    return refused.stream().map(until -> wait(world, now, until)).findFirst();
  }

  /** A client waits by the clock on its wall; where the world's stands still, by that. */
  private static Duration wait(World world, Instant now, Instant until) {
    Duration left = Duration.between(now, until);
    return world.clock().until(until).filter(wait -> !wait.isZero()).orElse(left);
  }

  private static Instant until(JsonNode window) {
    return Instant.parse(window.path("until").asText());
  }
}
