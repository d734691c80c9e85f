package io.github.lumacontracts.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time to wait was up before the video was there. The task goes on and stays paid: keep {@link
 * #task} and wait again later.
 */
public final class StillRunningException extends LumaException {
  private static final long serialVersionUID = 1;

  private final transient Task task;
  private final transient @Nullable TaskSnapshot last;

  StillRunningException(
      Task task, Duration waited, @Nullable TaskSnapshot last, @Nullable Throwable cause) {
    super(
        "%s has no video after %s%s. Wait again with Task.parse(\"%s\")."
            .formatted(task, waited, last == null ? "" : ", last seen as " + describe(last), task),
        cause,
        false);
    this.task = task;
    this.last = last;
  }

  private static String describe(TaskSnapshot last) {
    return last.word().orElse(last.state().name())
        + (last.state() == TaskState.COMPLETED ? " without the address of a video" : "");
  }

  @Override
  public Optional<Task> task() {
    return Optional.of(task);
  }

  /** Returns what was last seen of it; nothing if no answer came. */
  public Optional<TaskSnapshot> last() {
    return Optional.ofNullable(last);
  }
}
