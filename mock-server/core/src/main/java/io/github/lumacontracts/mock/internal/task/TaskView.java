package io.github.lumacontracts.mock.internal.task;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A task as it stands at some time.
 *
 * @param state in the words of the lifecycle: of a state on the way, or of an outcome
 * @param since when the state began
 * @param finished whether the state is an outcome
 * @param completed whether there is a result
 * @param progress percent; missing where it means nothing, since the task has failed
 * @param shows names of examples by operation or callback
 * @param linksUntil when the addresses of its media cease to work, if they do
 */
public record TaskView(
    Task task,
    String state,
    Instant since,
    boolean finished,
    boolean completed,
    Optional<Integer> progress,
    Map<String, String> shows,
    Optional<Instant> linksUntil) {

  /** Whether the addresses of its media have ceased to work. */
  public boolean isExpired(Instant now) {
    return linksUntil.filter(until -> !now.isBefore(until)).isPresent();
  }
}
