package io.github.lumacontracts.mock.internal.task;

import io.github.lumacontracts.mock.internal.http.Disturbance;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import java.util.List;
import java.util.Optional;

/**
 * An answer that follows from tasks.
 *
 * @param selection what of the document it is
 * @param body instead of the example's; nobody may write into it
 * @param headers besides the documented ones
 * @param undocumented instead of all this, where the document has no words for it
 * @param disturbance what goes wrong on its way
 */
public record TaskAnswer(
    Selection selection,
    Optional<byte[]> body,
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

  static TaskAnswer of(Selection selection, byte[] body) {
    return new TaskAnswer(
        selection, Optional.of(body), List.of(), Optional.empty(), Optional.empty());
  }

  static TaskAnswer undocumented(Selection selection, StubResponse response) {
    return new TaskAnswer(
        selection, Optional.empty(), List.of(), Optional.of(response), Optional.empty());
  }

  TaskAnswer plus(Scenario scenario) {
    return scenario.disturbance().isEmpty() && scenario.headers().isEmpty()
        ? this
        : new TaskAnswer(selection, body, scenario.headers(), undocumented, scenario.disturbance());
  }
}
