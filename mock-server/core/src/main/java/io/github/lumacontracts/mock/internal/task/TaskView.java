package io.github.lumacontracts.mock.internal.task;

import java.time.Duration;
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
 * @param links how long the addresses of its media work, if they cease to
 */
public record TaskView(
    Task task,
    String state,
    Instant since,
    boolean finished,
    boolean completed,
    Optional<Integer> progress,
    Map<String, String> shows,
    Optional<Links> links) {

  /**
   * The life of addresses.
   *
   * @param from when the first ones began to work
   * @param renewed when those of now were made, if the first ones work no more
   */
  record Links(Instant from, Duration last, Optional<Instant> renewed) {
    static Links at(Instant now, Instant from, Duration last) {
      return new Links(
          from, last, now.isBefore(from.plus(last)) ? Optional.empty() : Optional.of(now));
    }
  }

  /** Returns when the addresses were made that are shown now, if they are not the first ones. */
  Optional<Instant> linksRenewed() {
    return links.flatMap(Links::renewed);
  }

  /**
   * Whether addresses of its media have ceased to work.
   *
   * @param made when they were, if they are not the first ones
   */
  public boolean isExpired(Instant now, Optional<Instant> made) {
    return links
        .filter(life -> !now.isBefore(made.orElse(life.from()).plus(life.last())))
        .isPresent();
  }
}
