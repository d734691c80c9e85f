package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.CallbackReport;
import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.ReloadListener;
import io.github.lumacontracts.mock.Route;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;

/** Prints in the shape of Prism's log. Safe for threads. */
final class Console implements ReloadListener {
  private static final int MAX_WARNINGS = 20;

  private final PrintWriter out;
  private final VerboseLevel level;
  private final LogFormat format;

  Console(PrintWriter out, VerboseLevel level, LogFormat format) {
    this.out = out;
    this.level = level;
    this.format = format;
  }

  void starting() {
    cli(LogWord.AWAITING, "Starting luma-mock…");
  }

  void info(String text) {
    cli(LogWord.INFO, text);
  }

  void started(MockServer server) {
    if (level.prints(VerboseLevel.WARN)) {
      warnings(server.warnings());
    }
    if (level.prints(VerboseLevel.INFO)) {
      for (Route route : server.routes()) {
        info(String.format("%-10s %s", route.method(), route.example()));
      }
      info("Admin API  " + server.adminUri());
      server.httpsUri().ifPresent(address -> info("HTTPS      " + address));
      for (URI reference : server.referenceUris()) {
        info("Reference  " + reference);
      }
      server.sampleRequest().ifPresent(request -> info("Try  " + Curl.line(request)));
    }
    cli(LogWord.START, "Luma mock is listening on " + server.baseUri());
  }

  private void warnings(List<String> warnings) {
    warnings.stream().limit(MAX_WARNINGS).forEach(warning -> cli(LogWord.WARNING, warning));
    if (warnings.size() > MAX_WARNINGS) {
      cli(
          LogWord.WARNING,
          "and " + (warnings.size() - MAX_WARNINGS) + " more; --strict lists them all.");
    }
  }

  /** Prints what became of a request, its lines together whatever else is going on. */
  void exchange(Exchange exchange) {
    print(ExchangeLog.lines(exchange));
  }

  /** Prints a callback; of what was sent only method and address, so no key ever gets here. */
  void callback(CallbackReport report) {
    print(CallbackLog.lines(report));
  }

  @Override
  public void reloading() {
    print(List.of(LogLine.server(LogWord.INFO, "Restarting luma-mock…")));
  }

  @Override
  public void reloaded(MockServer server) {
    print(List.of(LogLine.server(LogWord.INFO, "Loading the updated operations…")));
    started(server);
  }

  @Override
  public void kept(MockServerException reason) {
    String message = String.valueOf(reason.getMessage());
    message.lines().forEach(line -> print(List.of(LogLine.server(LogWord.ERROR, line))));
    print(
        List.of(
            LogLine.server(
                LogWord.WARNING,
                "The new documents cannot be used; continuing with the old ones.")));
  }

  private void cli(LogWord word, String text) {
    print(List.of(LogLine.cli(word, text)));
  }

  private void print(List<LogLine> lines) {
    StringBuilder text = new StringBuilder();
    for (LogLine line : lines) {
      if (level.prints(line.word().level())) {
        text.append(format.write(line)).append(System.lineSeparator());
      }
    }
    synchronized (out) {
      out.print(text);
      out.flush();
    }
  }
}
