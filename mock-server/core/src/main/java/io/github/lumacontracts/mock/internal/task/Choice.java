package io.github.lumacontracts.mock.internal.task;

import io.github.lumacontracts.mock.internal.negotiator.Preferences;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the scenario that a request asks for. */
record Choice(Scenarios scenarios) {
  private static final Pattern MARKER = Pattern.compile("\\[scenario:([^\\]]{1,64})]");

  /**
   * Returns the scenario: of the header, else of a marker in the body, else of the key, else of
   * those that were set for the next requests.
   *
   * @throws ProblemException if header or marker name none that is known
   */
  Scenario of(Preferences preferences, SentRequest sent, Client client, World world)
      throws ProblemException {
    Optional<String> asked = preferences.scenario();
    if (asked.isEmpty()) {
      asked = sent.marker(MARKER);
    }
    if (asked.isPresent()) {
      String name = asked.get();
      return scenarios
          .find(name)
          .orElseThrow(
              () ->
                  new ProblemException(
                      Problem.of(
                          ProblemType.UNPROCESSABLE_ENTITY,
                          "There is no scenario \""
                              + name
                              + "\", known are "
                              + String.join(", ", scenarios.names())
                              + ".")));
    }
    return byKey(client.key())
        .or(() -> world.nextScenario().flatMap(scenarios::find))
        .orElse(scenarios.of(Scenario.SUCCESS));
  }

  private Optional<Scenario> byKey(String key) {
    if (key.indexOf('-') < 0 && key.indexOf(':') < 0) {
      return Optional.empty();
    }
    Scenario longest = null;
    for (Scenario scenario : scenarios.all()) {
      boolean named =
          key.endsWith("-" + scenario.name()) || key.contains("scenario:" + scenario.name());
      if (named && (longest == null || scenario.name().length() > longest.name().length())) {
        longest = scenario;
      }
    }
    return Optional.ofNullable(longest);
  }
}
