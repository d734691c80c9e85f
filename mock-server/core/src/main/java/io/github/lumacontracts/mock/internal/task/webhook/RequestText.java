package io.github.lumacontracts.mock.internal.task.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text made of a task's request, read once: {@code {$request.body#/url}?id={$task.id}}.
 * Immutable.
 */
final class RequestText {
  private static final Pattern EMBEDDED = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern PARAMETER =
      Pattern.compile("\\$request\\.(path|query|header)\\.(.+)", Pattern.DOTALL);
  private static final String BODY = "$request.body#";

  private final List<Function<Task, Optional<String>>> parts = new ArrayList<>();

  /** Reads a text with expressions in braces. */
  static RequestText withEmbedded(String text) {
    RequestText read = new RequestText();
    Matcher embedded = EMBEDDED.matcher(text);
    int end = 0;
    while (embedded.find()) {
      read.addLiteral(text.substring(end, embedded.start()));
      read.parts.add(part(embedded.group(1)));
      end = embedded.end();
    }
    read.addLiteral(text.substring(end));
    return read;
  }

  /** Reads an expression, or a text that is the same for all tasks. */
  static RequestText of(String expression) {
    RequestText read = new RequestText();
    read.parts.add(part(expression));
    return read;
  }

  private void addLiteral(String text) {
    if (!text.isEmpty()) {
      parts.add(task -> Optional.of(text));
    }
  }

  /** Returns the text, or nothing if the request lacks a part of it. */
  Optional<String> of(Task task) {
    if (parts.size() == 1) {
      return parts.get(0).apply(task);
    }
    StringBuilder text = new StringBuilder();
    for (Function<Task, Optional<String>> part : parts) {
      Optional<String> value = part.apply(task);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      text.append(value.get());
    }
    return Optional.of(text.toString());
  }

  private static Function<Task, Optional<String>> part(String expression) {
    if (!expression.startsWith("$")) {
      return task -> Optional.of(expression);
    }
    if (expression.equals("$task.id")) {
      return task -> Optional.of(task.key().id());
    }
    if (expression.startsWith(BODY)) {
      JsonPointer pointer = JsonPointer.compile(expression.substring(BODY.length()));
      return task -> text(task.request().path("body").at(pointer));
    }
    Matcher parameter = PARAMETER.matcher(expression);
    if (!parameter.matches()) {
      return task -> Optional.empty();
    }
    String in = parameter.group(1);
    String name =
        in.equals("header") ? parameter.group(2).toLowerCase(Locale.ROOT) : parameter.group(2);
    return task -> text(task.request().path(in).path(name));
  }

  private static Optional<String> text(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }
}
