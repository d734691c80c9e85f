package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.http.Disturbance;
import io.github.lumacontracts.mock.internal.http.Header;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How things go.
 *
 * @param description for people
 * @param outcome how tasks end; what a lifecycle does not know counts as failed
 * @param slower how many times longer they take
 * @param stuck whether they never end
 * @param stuckIn name of the state that they stay in; the last one if no state has the name
 * @param statuses what to answer instead: the first that the operation documents, else the first
 * @param headers to add to such an answer
 * @param window how many requests are spared such an answer; missing if none
 * @param disturbance what happens to the answer
 * @param replace values by pointer, where a task shows a text there
 * @param remove pointers, or expressions such as {@code $task.video} for the members that have it
 * @param linkLasts how long the addresses of media are good
 * @param webhooks how reliable they are
 */
public record Scenario(
    String name,
    String description,
    String outcome,
    double slower,
    boolean stuck,
    String stuckIn,
    List<Integer> statuses,
    List<Header> headers,
    Optional<RateWindow> window,
    Optional<Disturbance> disturbance,
    Map<JsonPointer, JsonNode> replace,
    List<String> remove,
    Optional<Duration> linkLasts,
    Webhooks webhooks) {
  /** The one that nobody has to ask for. */
  public static final String SUCCESS = "success";

  /** All goes well. */
  static final Scenario DEFAULT =
      new Scenario(
          SUCCESS,
          "",
          ApiLifecycle.COMPLETED,
          1,
          false,
          "",
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of(),
          Optional.empty(),
          Webhooks.RELIABLE);

  public Scenario {
    statuses = List.copyOf(statuses);
    headers = List.copyOf(headers);
    replace = Map.copyOf(replace);
    remove = List.copyOf(remove);
  }

  /**
   * How reliable the webhooks are.
   *
   * @param copies how often each is sent
   * @param late how long after the change, by the clock of the world
   */
  public record Webhooks(int copies, Duration late, boolean lost, boolean unordered) {
    static final Webhooks RELIABLE = new Webhooks(1, Duration.ZERO, false, false);
  }
}
