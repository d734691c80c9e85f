package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A generation on its way, as it was submitted; where it stands follows from the clock.
 *
 * @param operation name of the operation that created it, which has the lifecycle
 * @param client who pays: a digest of the credentials, never the credentials
 * @param request what the client sent: {@code body}, {@code path}, {@code query}, {@code header}
 *     (without credentials), each as JSON, for the members that echo it; and its {@link AskedRatio}
 * @param created by the clock of its world
 * @param length from creation to the final state
 * @param scenario how it ends and what else is special about it
 * @param parent id of the task that it extends
 * @param forced the outcome that somebody chose by hand, and when it took effect
 */
public record Task(
    TaskKey key,
    String operation,
    String client,
    JsonNode request,
    Instant created,
    Duration length,
    String scenario,
    Optional<String> parent,
    Optional<Forced> forced) {

  /** An outcome that was chosen by hand. */
  public record Forced(String outcome, Instant at) {}

  /** Returns when it comes to its end, by itself or by hand. */
  public Instant end() {
    Instant end = created.plus(length);
    return forced.map(Forced::at).filter(at -> at.isBefore(end)).orElse(end);
  }

  /** Returns whether it has come to its end, by itself or by hand. */
  public boolean isFinished(Instant now) {
    return !end().isAfter(now);
  }

  /** Returns the same task with another request. */
  Task withRequest(JsonNode other) {
    return new Task(key, operation, client, other, created, length, scenario, parent, forced);
  }

  /** Returns the same task, ended by hand. */
  public Task ended(String outcome, Instant at) {
    return new Task(
        key,
        operation,
        client,
        request,
        created,
        length,
        scenario,
        parent,
        Optional.of(new Forced(outcome, at)));
  }

  /** Returns the same task, further along by some time. */
  public Task advanced(Duration by) {
    return new Task(
        key,
        operation,
        client,
        request,
        created.minus(by),
        length,
        scenario,
        parent,
        forced.map(end -> new Forced(end.outcome(), end.at().minus(by))));
  }
}
