package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.generator.JsonText;
import io.github.lumacontracts.mock.internal.http.Disturbance;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer that follows from tasks.
 *
 * @param selection what of the document it is
 * @param value instead of the example's; nobody may write into it
 * @param headers besides the documented ones
 * @param undocumented instead of all this, where the document has no words for it
 * @param disturbance what goes wrong on its way
 */
public record TaskAnswer(
    Selection selection,
    Optional<JsonNode> value,
    List<Header> headers,
    Optional<StubResponse> undocumented,
    Optional<Disturbance> disturbance) {
  public TaskAnswer {
    headers = List.copyOf(headers);
  }

  static TaskAnswer of(Selection selection) {
    return new TaskAnswer(
        selection, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
  }

  static TaskAnswer of(Selection selection, JsonNode value) {
    return new TaskAnswer(
        selection, Optional.of(value), List.of(), Optional.empty(), Optional.empty());
  }

  static TaskAnswer undocumented(Selection selection, StubResponse response) {
    return new TaskAnswer(
        selection, Optional.empty(), List.of(), Optional.of(response), Optional.empty());
  }

  /** Returns the bytes of the value, written anew each time. */
  public Optional<byte[]> body() {
    return value.map(tree -> JsonText.of(tree).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns this answer as it goes under a scenario.
   *
   * @param wait what the client is told in {@code Retry-After}, in whole seconds
   */
  TaskAnswer plus(Scenario scenario, Optional<Duration> wait) {
    List<Header> all = new ArrayList<>(scenario.headers());
    wait.ifPresent(
        time -> all.add(new Header("Retry-After", "" + time.plusNanos(999_999_999).toSeconds())));
    return new TaskAnswer(selection, value, all, undocumented, scenario.disturbance());
  }
}
