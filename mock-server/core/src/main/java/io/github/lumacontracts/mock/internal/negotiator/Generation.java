package io.github.lumacontracts.mock.internal.negotiator;

import java.util.Optional;

/**
 * How bodies and headers are made: of the server, or of one request that prefers another way.
 *
 * @param dynamic whether values are made up from schemas, rather than taken from examples
 * @param ignoreExamples whether samples of schemas are sent even where there are examples
 * @param seed what makes dynamic values repeat
 * @param fillProperties whether made-up objects get members beyond the declared ones; if missing,
 *     the document decides
 */
public record Generation(
    boolean dynamic,
    boolean ignoreExamples,
    Optional<String> seed,
    Optional<Boolean> fillProperties) {

  /** Examples first, then samples, always the same. */
  public static final Generation STATIC =
      new Generation(false, false, Optional.empty(), Optional.empty());

  Generation with(Preferences preferences) {
    return preferences.dynamic().isEmpty() && preferences.seed().isEmpty()
        ? this
        : new Generation(
            preferences.dynamic().orElse(dynamic),
            ignoreExamples,
            preferences.seed().or(() -> seed),
            fillProperties);
  }
}
