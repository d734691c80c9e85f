package io.github.lumacontracts.mock.internal.task;

import io.github.lumacontracts.mock.internal.negotiator.Preferences;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the scenario that a request asks for. */
record Choice(Scenarios scenarios) {
  private static final Pattern MARKER = Pattern.compile("\\[scenario:([^\\]]{1,64})]");
  private static final Pattern IN_KEY = Pattern.compile("scenario:([A-Za-z0-9._-]{1,64})");

  /**
   * Returns the scenario: of the header, else of a marker in the body, else of the key, else of
   * those that were set for the next requests.
   *
   * @throws ProblemException if header, marker or key name none that is known
   */
  Scenario of(Preferences preferences, SentRequest sent, Client client, World world)
      throws ProblemException {
    Optional<String> asked =
        preferences.scenario().or(() -> sent.marker(MARKER)).or(() -> inKey(client.key()));
    if (asked.isPresent()) {
      return known(asked.get());
    }
    return atEndOf(client.key())
        .or(() -> world.nextScenario().flatMap(scenarios::find))
        .orElse(scenarios.of(Scenario.SUCCESS));
  }

  private Scenario known(String name) throws ProblemException {
    Optional<Scenario> known = scenarios.find(name);
    if (known.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNPROCESSABLE_ENTITY,
              "There is no scenario \""
                  + name
                  + "\", known are "
                  + String.join(", ", scenarios.names())
                  + "."));
    }
    return known.get();
  }

  private static Optional<String> inKey(String key) {
    if (!key.contains("scenario:")) {
      return Optional.empty();
    }
    Matcher named = IN_KEY.matcher(key);
    return named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }

  /** Real keys have dashes too, so what is no scenario is just a key. */
  private Optional<Scenario> atEndOf(String key) {
    for (int dash = key.indexOf('-'); dash >= 0; dash = key.indexOf('-', dash + 1)) {
      Optional<Scenario> named = scenarios.find(key.substring(dash + 1));
      if (named.isPresent()) {
        return named;
      }
    }
    return Optional.empty();
  }
}
