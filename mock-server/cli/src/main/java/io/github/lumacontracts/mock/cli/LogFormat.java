package io.github.lumacontracts.mock.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.Exchange;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** How lines of the log are written. */
enum LogFormat {
  /** Prism's form, for people. */
  PLAIN {
    @Override
    String write(LogLine line) {
      return text(line, false);
    }
  },

  /** The same with the colours of a terminal. */
  COLOURED {
    @Override
    String write(LogLine line) {
      return text(line, true);
    }
  },

  /** One JSON object per line, for programs. */
  JSON {
    @Override
    String write(LogLine line) {
      return json(line);
    }
  };

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("h:mm:ss a", Locale.ENGLISH);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** Returns JSON if asked for, else colours if someone is watching who has not refused them. */
  static LogFormat chosen(boolean json) {
    if (json) {
      return JSON;
    }
    return CommandLine.Help.Ansi.AUTO.enabled() ? COLOURED : PLAIN;
  }

  abstract String write(LogLine line);

  private static String text(LogLine line, boolean coloured) {
    StringBuilder text = new StringBuilder();
    text.append('[').append(LocalTime.now(ZoneId.systemDefault()).format(TIME)).append("] › ");
    boolean nested = line.exchange().isPresent() && !line.tag().equals(LogLine.SERVER);
    text.append(nested ? "    [" : "[").append(line.tag()).append("] ");
    if (!nested) {
      line.exchange().ifPresent(exchange -> text.append(request(exchange)).append(' '));
    }
    text.append(line.word().text(coloured)).append(' ').append(printable(line.message()));
    return text.toString();
  }

  private static String request(Exchange exchange) {
    return exchange.method().toLowerCase(Locale.ROOT) + " " + printable(exchange.path());
  }

  /** Paths are chosen by whoever calls; control characters in them must not reach a terminal. */
  private static String printable(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }

  private static String json(LogLine line) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    json.put("level", line.word().level().name().toLowerCase(Locale.ROOT));
    json.put("tag", line.tag());
    json.put("message", line.message());
    line.exchange()
        .ifPresent(
            exchange -> {
              json.put("method", exchange.method());
              json.put("path", exchange.path());
              exchange.matched().ifPresent(name -> json.put("operation", name));
              json.put("status", exchange.status());
            });
    return json.toString();
  }
}
