package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.CallbackReport;
import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.Route;
import io.github.lumacontracts.mock.Violation;
import java.io.PrintWriter;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints in the shape of Prism's log. Safe for threads. */
final class Console {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("h:mm:ss a", Locale.ENGLISH);

  private final PrintWriter out;
  private final VerboseLevel level;

  Console(PrintWriter out, VerboseLevel level) {
    this.out = out;
    this.level = level;
  }

  void starting() {
    cli(VerboseLevel.INFO, "…", "awaiting", "Starting luma-mock…");
  }

  void started(MockServer server) {
    server.warnings().forEach(warning -> cli(VerboseLevel.WARN, "⚠", "warning", warning));
    for (Route route : server.routes()) {
      info(String.format("%-10s %s%s", route.method(), server.baseUri(), route.path()));
    }
    info("Admin API  " + server.adminUri());
    for (URI reference : server.referenceUris()) {
      info("Reference  " + reference);
    }
    server.sampleRequest().ifPresent(request -> info("Try  " + Curl.line(request)));
    cli(VerboseLevel.INFO, "▶", "start", "Luma mock is listening on " + server.baseUri());
  }

  /** Prints a request; of what was sent only method and path, so no key ever gets here. */
  void exchange(Exchange exchange) {
    StringBuilder text = new StringBuilder();
    text.append(stamp()).append("[HTTP SERVER] ");
    text.append(exchange.method().toLowerCase(Locale.ROOT))
        .append(' ')
        .append(printable(exchange.path()));
    text.append(" ℹ  info      ");
    text.append(exchange.matched().map(name -> name + " → ").orElse("nothing matched → "));
    text.append(exchange.status());
    if (level.prints(VerboseLevel.INFO)) {
      print(text.toString());
    }
    exchange.violations().forEach(violation -> violation(violation.in("request")));
    exchange.responseViolations().forEach(violation -> violation(violation.in("response")));
  }

  /** Prints a callback; of what was sent only method and address, so no key ever gets here. */
  void callback(CallbackReport report) {
    String what =
        report.name()
            + ": "
            + report.method().toLowerCase(Locale.ROOT)
            + " "
            + printable(report.address());
    if (report.problem().isPresent()) {
      String cure =
          report.blockedHost().map(h -> " Allow it with --callback-hosts " + h + ".").orElse("");
      callback(
          VerboseLevel.WARN,
          "⚠  warning   ",
          what + " was not answered: " + printable(report.problem().get()) + "." + cure);
    } else {
      callback(VerboseLevel.INFO, "ℹ  info      ", what + " → " + report.status().orElse(0));
    }
    report.violations().forEach(violation -> violation(violation.in("response")));
  }

  private void callback(VerboseLevel weight, String icon, String text) {
    if (level.prints(weight)) {
      print(stamp() + "    [CALLBACK] " + icon + text);
    }
  }

  private void violation(Violation violation) {
    if (level.prints(violation.isError() ? VerboseLevel.ERROR : VerboseLevel.WARN)) {
      print(
          stamp()
              + "    [VALIDATOR] "
              + (violation.isError() ? "✖  error     " : "⚠  warning   ")
              + "Violation: "
              + printable(String.join(".", violation.location()))
              + " "
              + printable(violation.message()));
    }
  }

  /** A path is chosen by whoever calls; control characters in it must not reach a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private void info(String text) {
    cli(VerboseLevel.INFO, "ℹ", "info", text);
  }

  private void cli(VerboseLevel weight, String icon, String word, String text) {
    if (level.prints(weight)) {
      print(String.format("%s[CLI] %s  %-9s %s", stamp(), icon, word, text));
    }
  }

  private static String stamp() {
    return "[" + LocalTime.now(ZoneId.systemDefault()).format(TIME) + "] › ";
  }

  private synchronized void print(String line) {
    out.println(line);
    out.flush();
  }
}
