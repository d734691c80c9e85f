package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** What a member that shows a task is made of. Immutable. */
sealed interface Expression {
  String BODY = "$request.body#";
  String REQUEST = "$request.";
  String TASK = "$task.";

  /**
   * Returns the value for a task, in the form of the example's own; nothing leaves that one.
   *
   * @param media where the task has its video
   */
  Optional<JsonNode> value(JsonNode form, TaskView view, MediaAddresses media);

  /**
   * Reads what {@link io.github.lumacontracts.mock.internal.document.ApiLifecycle} has checked.
   *
   * @param preset stands for what a request leaves out
   */
  static Expression of(String text, Optional<JsonNode> preset) {
    if (text.startsWith(BODY)) {
      return new OfBody(JsonPointer.compile(text.substring(BODY.length())), preset);
    }
    if (text.startsWith(REQUEST)) {
      String part = text.substring(REQUEST.length());
      int dot = part.indexOf('.');
      String name = part.substring(dot + 1);
      return part.startsWith("header")
          ? new OfParameter("header", name.toLowerCase(Locale.ROOT), preset)
          : new OfParameter(part.substring(0, dot), name, preset);
    }
    return text.startsWith(TASK)
        ? OfTask.valueOf(text.substring(TASK.length()).toUpperCase(Locale.ROOT))
        : new Constant(text);
  }

  /** The same for all tasks. */
  record Constant(String text) implements Expression {
    @Override
    public Optional<JsonNode> value(JsonNode form, TaskView view, MediaAddresses media) {
      return Optional.of(Forms.text(form, text));
    }
  }

  /** A part of the body that the client sent. */
  record OfBody(JsonPointer pointer, Optional<JsonNode> preset) implements Expression {
    @Override
    public Optional<JsonNode> value(JsonNode form, TaskView view, MediaAddresses media) {
      return sent(view.task().request().path("body").at(pointer), preset)
          .map(value -> Forms.value(form, value));
    }
  }

  /**
   * A parameter that the client sent.
   *
   * @param in path, query or header
   */
  record OfParameter(String in, String name, Optional<JsonNode> preset) implements Expression {
    @Override
    public Optional<JsonNode> value(JsonNode form, TaskView view, MediaAddresses media) {
      return sent(view.task().request().path(in).path(name), preset)
          .map(value -> Forms.value(form, value));
    }
  }

  private static Optional<JsonNode> sent(JsonNode value, Optional<JsonNode> preset) {
    return value.isMissingNode() || value.isNull() ? preset : Optional.of(value);
  }

  /** Something about the task itself. */
  enum OfTask implements Expression {
    ID,
    PARENT,
    CREATED,
    UPDATED,
    PROGRESS,
    VIDEO,
    THUMBNAIL,
    RATIO,
    WIDTH,
    HEIGHT;

    @Override
    public Optional<JsonNode> value(JsonNode form, TaskView view, MediaAddresses media) {
      Task task = view.task();
      return switch (this) {
        case ID -> Optional.of(Forms.text(form, task.key().id()));
        case PARENT -> task.parent().map(parent -> Forms.text(form, parent));
        case CREATED -> Optional.of(Forms.time(form, task.created()));
        case UPDATED -> Optional.of(Forms.time(form, view.since()));
        case PROGRESS -> view.progress().map(percent -> Forms.percent(form, percent));
        case VIDEO -> Optional.of(Forms.text(form, media.video(task.key(), view.linksRenewed())));
        case THUMBNAIL ->
            Optional.of(Forms.text(form, media.thumbnail(task.key(), view.linksRenewed())));
        case RATIO -> AskedRatio.of(task).map(ratio -> Forms.text(form, ratio));
        case WIDTH -> Optional.of(Forms.text(form, "" + AspectRatio.of(task).pixelWidth()));
        case HEIGHT -> Optional.of(Forms.text(form, "" + AspectRatio.of(task).pixelHeight()));
      };
    }
  }
}
