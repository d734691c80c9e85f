package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.CallbackReport;
import io.github.lumacontracts.mock.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells what became of a callback. */
final class CallbackLog {
  private static final String TAG = "CALLBACK";

  private CallbackLog() {}

  static List<LogLine> lines(CallbackReport report) {
    List<LogLine> lines = new ArrayList<>();
    String call =
        report.name() + ": " + report.method().toLowerCase(Locale.ROOT) + " " + report.address();
    if (report.problem().isPresent()) {
      String cure =
          report.blockedHost().map(h -> " Allow it with --callback-hosts " + h + ".").orElse("");
      add(
          lines,
          LogWord.WARNING,
          call + " was not answered: " + report.problem().get() + "." + cure);
    } else {
      add(
          lines,
          LogWord.INFO,
          call + " was answered with " + report.status().map(String::valueOf).orElse("nothing"));
    }
    for (Violation violation : report.violations()) {
      Violation placed = violation.in("response");
      add(
          lines,
          violation.isError() ? LogWord.ERROR : LogWord.WARNING,
          "Violation: " + String.join(".", placed.location()) + " " + placed.message());
    }
    return lines;
  }

  private static void add(List<LogLine> lines, LogWord word, String message) {
    lines.add(new LogLine(word, TAG, message, Optional.empty()));
  }
}
