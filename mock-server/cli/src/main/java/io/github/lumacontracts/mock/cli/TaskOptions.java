package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How tasks live. */
final class TaskOptions {
  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Let time pass N times as fast for the tasks that a document describes.",
        "Default: ${DEFAULT-VALUE}."
      })
  private double speed = 1;

  @Option(
      names = "--task-seconds",
      paramLabel = "SECONDS",
      description = {
        "How long every task takes.",
        "Default: what its document says, but at most 10."
      })
  private @Nullable Double taskSeconds;

  @Option(
      names = "--no-tasks",
      description = "Answer each request on its own: what was created is not seen again.")
  private boolean noTasks;

  @Option(
      names = "--scenarios",
      paramLabel = "FILE",
      description = "More scenarios for Prefer: scenario=NAME, or other ones of the same names.")
  private @Nullable Path scenarios;

  @Option(
      names = "--webhook-attempts",
      paramLabel = "N",
      defaultValue = "5",
      description = {
        "Try each webhook of a task up to N times, until it is answered with 2xx.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int webhookAttempts;

  @Option(
      names = "--webhook-pause",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = {
        "How long to wait after the first try; doubles each time, up to a minute.",
        "Default: ${DEFAULT-VALUE}."
      })
  private double webhookPause;

  @Option(
      names = "--completed-before-link",
      description = "Let a task complete before it has a link, where the document knows that.")
  private boolean completedBeforeLink;

  @ArgGroup private @Nullable TaskStoreOptions store;

  /**
   * Hands them on.
   *
   * @param eachOnItsOwn whether other options leave no tasks
   * @throws IllegalArgumentException if a value is out of range, or there is a place for tasks and
   *     no tasks
   */
  void apply(MockServerOptions.Builder options, boolean eachOnItsOwn) {
    options
        .tasks(!noTasks)
        .speed(speed)
        .webhookAttempts(webhookAttempts)
        .webhookPause(pause(webhookPause))
        .completedBeforeLink(completedBeforeLink);
    if (taskSeconds != null) {
      options.taskLength(length(taskSeconds));
    }
    if (scenarios != null) {
      options.scenarios(scenarios);
    }
    if (store != null) {
      if (noTasks || eachOnItsOwn) {
        throw new IllegalArgumentException(
            "--state and --redis keep tasks, but none live here. Leave out --no-tasks, --dynamic"
                + " and --ignoreExamples, or what is to keep them.");
      }
      options.taskStore(store.factory());
    }
  }

  private static Duration pause(double seconds) {
    if (!(seconds >= 0 && seconds <= 60)) {
      throw new IllegalArgumentException("--webhook-pause is " + seconds + ", expected 0 to 60.");
    }
    return Duration.ofNanos((long) (seconds * 1_000_000_000));
  }

  private static Duration length(double seconds) {
    if (!(seconds >= 0 && seconds <= 31_622_400)) {
      throw new IllegalArgumentException(
          "--task-seconds is " + seconds + ", expected 0 to 31622400, a year.");
    }
    return Duration.ofNanos((long) (seconds * 1_000_000_000));
  }
}
