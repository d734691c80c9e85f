package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.Exchange;
import java.util.Optional;

/**
 * One line of the log.
 *
 * @param tag the part of the server that speaks, for example {@code NEGOTIATOR}
 * @param exchange the request that it is about
 */
record LogLine(LogWord word, String tag, String message, Optional<Exchange> exchange) {
  static final String SERVER = "HTTP SERVER";

  static LogLine cli(LogWord word, String message) {
    return new LogLine(word, "CLI", message, Optional.empty());
  }

  static LogLine server(LogWord word, String message) {
    return new LogLine(word, SERVER, message, Optional.empty());
  }
}
