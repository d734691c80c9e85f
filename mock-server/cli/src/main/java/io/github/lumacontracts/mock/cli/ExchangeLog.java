package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what became of a request in the lines that Prism has for it. */
final class ExchangeLog {
  private static final String VALIDATOR = "VALIDATOR";
  private static final String NEGOTIATOR = "NEGOTIATOR";

  private final Exchange exchange;
  private final List<LogLine> lines = new ArrayList<>();

  private ExchangeLog(Exchange exchange) {
    this.exchange = exchange;
  }

  static List<LogLine> lines(Exchange exchange) {
    ExchangeLog log = new ExchangeLog(exchange);
    log.add(LogWord.INFO, LogLine.SERVER, "Request received");
    if (exchange.forwarded()) {
      log.forwarded();
    } else if (exchange.byDocument()) {
      log.matched();
    } else {
      exchange
          .matched()
          .ifPresent(name -> log.add(LogWord.INFO, NEGOTIATOR, "Answered by " + name));
    }
    exchange
        .problem()
        .ifPresent(
            problem ->
                log.add(
                    LogWord.ERROR, LogLine.SERVER, "Request terminated with error: " + problem));
    return List.copyOf(log.lines);
  }

  private void forwarded() {
    add(
        LogWord.INFO,
        "PROXY",
        "The upstream call to " + exchange.path() + " has returned " + exchange.status());
    violations();
  }

  private void matched() {
    exchange.matched().ifPresent(name -> add(LogWord.DEBUG, NEGOTIATOR, "Matched " + name));
    exchange
        .accept()
        .ifPresent(
            accept ->
                add(LogWord.INFO, NEGOTIATOR, "Request contains an accept header: " + accept));
    boolean valid = exchange.violations().stream().noneMatch(Violation::isError);
    if (valid) {
      exchange.violations().forEach(warning -> add(LogWord.WARNING, VALIDATOR, warning.message()));
      add(
          LogWord.SUCCESS,
          VALIDATOR,
          "The request passed the validation rules. Looking for the best response");
    } else {
      add(LogWord.WARNING, VALIDATOR, "Request did not pass the validation rules");
      exchange.violations().forEach(error -> add(LogWord.ERROR, VALIDATOR, error.message()));
    }
    if (exchange.problem().isEmpty()) {
      answered(valid);
    }
  }

  private void answered(boolean valid) {
    int status = exchange.status();
    if (!valid) {
      add(LogWord.SUCCESS, NEGOTIATOR, "Found response " + status + ". I'll try with it.");
    } else if (exchange.method().equals("HEAD")) {
      add(LogWord.INFO, NEGOTIATOR, "Responding with an empty body to a HEAD request.");
    } else if (exchange.accept().isPresent()) {
      boolean found = exchange.contentType().isPresent();
      add(
          found ? LogWord.SUCCESS : LogWord.WARNING,
          NEGOTIATOR,
          (found ? "Found a compatible content for " : "Unable to find content for ")
              + exchange.accept().get());
    }
    add(LogWord.SUCCESS, NEGOTIATOR, "Responding with the requested status code " + status);
    add(LogWord.INFO, NEGOTIATOR, "> Responding with \"" + status + "\"");
    violations();
  }

  private void violations() {
    exchange.violations().forEach(violation -> violation(violation.in("request")));
    exchange.responseViolations().forEach(violation -> violation(violation.in("response")));
  }

  private void violation(Violation violation) {
    add(
        violation.isError() ? LogWord.ERROR : LogWord.WARNING,
        VALIDATOR,
        "Violation: " + String.join(".", violation.location()) + " " + violation.message());
  }

  private void add(LogWord word, String tag, String message) {
    lines.add(new LogLine(word, tag, message, Optional.of(exchange)));
  }
}
