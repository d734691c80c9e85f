package io.github.lumacontracts.client;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a task stood when the provider was asked, or told so by a webhook. Immutable. */
public final class TaskSnapshot {
  private final Task task;
  private final TaskState state;
  private final @Nullable String word;
  private final @Nullable Double progress;
  private final @Nullable Video video;
  private final @Nullable String failureReason;
  private final Object raw;

  private TaskSnapshot(Builder builder) {
    task = builder.task;
    state = builder.state;
    word = builder.word;
    progress = builder.progress;
    // Some providers have addresses and messages in other states too, which mean something else.
    video = state == TaskState.COMPLETED ? builder.video : null;
    failureReason = state == TaskState.FAILED ? builder.failureReason : null;
    raw = builder.raw;
  }

  /** Returns the task. */
  public Task task() {
    return task;
  }

  /** Returns where it stands. */
  public TaskState state() {
    return state;
  }

  /** Returns the provider's own word for that; nothing where the provider has none. */
  public Optional<String> word() {
    return Optional.ofNullable(word);
  }

  /** Returns how much is done, from 0 to 1; nothing where the provider does not say. */
  public OptionalDouble progress() {
    return progress == null ? OptionalDouble.empty() : OptionalDouble.of(progress);
  }

  /** Returns the video; nothing before it can be downloaded, which may be after completion. */
  public Optional<Video> video() {
    return Optional.ofNullable(video);
  }

  /** Returns why the task failed, in the provider's words. */
  public Optional<String> failureReason() {
    return Optional.ofNullable(failureReason);
  }

  /**
   * Returns the provider's own object.
   *
   * @param type class of the generated package, for example its {@code Generation}, or its {@code
   *     BatchTask} if several tasks were read
   */
  public <T> Optional<T> raw(Class<T> type) {
    return type.isInstance(raw) ? Optional.of(type.cast(raw)) : Optional.empty();
  }

  /** Returns task, state, word and progress for a log. */
  @Override
  public String toString() {
    return task
        + " "
        + state
        + (word == null ? "" : " (" + word + ")")
        + (progress == null ? "" : " " + Math.round(progress * 100) + " %");
  }

  static Builder of(Task task, TaskState state, Object raw) {
    return new Builder(task, state, raw);
  }

  /** Collects what a provider says. Each setter takes null for what it does not say. */
  static final class Builder {
    private final Task task;
    private final TaskState state;
    private final Object raw;
    private @Nullable String word;
    private @Nullable Double progress;
    private @Nullable Video video;
    private @Nullable String failureReason;

    private Builder(Task task, TaskState state, Object raw) {
      this.task = Objects.requireNonNull(task, "task");
      this.state = Objects.requireNonNull(state, "state");
      this.raw = Objects.requireNonNull(raw, "raw");
    }

    Builder word(@Nullable String word) {
      this.word = word;
      return this;
    }

    /** Takes a percentage as providers write it, {@code 40} or {@code 40%}; else it is unknown. */
    Builder percent(@Nullable String percent) {
      if (percent != null && percent.matches("\\s*[0-9]{1,3}(\\.[0-9]+)?\\s*%?\\s*")) {
        progress = Math.min(1, Double.parseDouble(percent.replace('%', ' ').trim()) / 100);
      }
      return this;
    }

    Builder video(@Nullable Video video) {
      this.video = video;
      return this;
    }

    /** Takes the first reason that says something. */
    Builder failureReason(@Nullable String... reasons) {
      failureReason =
          Stream.of(reasons)
              .filter(reason -> reason != null && !reason.isBlank())
              .findFirst()
              .orElse(null);
      return this;
    }

    TaskSnapshot build() {
      return new TaskSnapshot(this);
    }
  }
}
