package io.github.lumacontracts.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for the videos of tasks, on no thread of its own. Safe for threads. */
final class Waiting {
  /** How many looks in a row may find nothing of a task that this process has just submitted. */
  private static final int PATIENCE = 3;

  /** How long a video without watermark may come after one that may have one. */
  private static final Duration CLEAN_WITHIN = Duration.ofMinutes(1);

  private static final Duration TICK = Duration.ofMillis(10);

  private final Adapter adapter;
  private final Calls calls;
  private final PollingPolicy polling;
  private final LongSupplier ticker;

  Waiting(Settings settings, Adapter adapter, Calls calls) {
    this.adapter = adapter;
    this.calls = calls;
    polling = settings.polling();
    ticker = settings.ticker();
  }

  void start(Steps<Video> result, Task task, Duration longest, Consumer<TaskSnapshot> progress) {
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException(
          "The longest wait is " + longest + ", expected more than zero.");
    }
    new Wait(result, task, longest, progress).begin();
  }

  /**
   * Looks, and pauses, and looks again: one step at a time, so only the alarm is a second thread.
   */
  private final class Wait {
    private final Steps<Video> result;
    private final Task task;
    private final Duration longest;
    private final Consumer<TaskSnapshot> progress;
    private final long start = ticker.getAsLong();
    private int looks;
    private int failedLooks;
    private @Nullable Long doneSince;
    private volatile @Nullable TaskSnapshot last;
    private volatile @Nullable LumaException lastFailure;

    Wait(Steps<Video> result, Task task, Duration longest, Consumer<TaskSnapshot> progress) {
      this.result = result;
      this.task = task;
      this.longest = longest;
      this.progress = progress;
    }

    void begin() {
      setAlarm(left());
      look();
    }

    private void look() {
      result.then(
          calls.once("fetch", () -> adapter.fetch(task), failedLooks + 1),
          snapshot -> result.later(() -> seen(snapshot)),
          thrown -> failed((LumaException) thrown));
    }

    private void seen(TaskSnapshot snapshot) {
      failedLooks = 0;
      lastFailure = null;
      last = snapshot;
      progress.accept(snapshot);
      boolean refundable = adapter.capabilities().refundsFailures();
      if (snapshot.state() == TaskState.FAILED) {
        result.completeExceptionally(
            ModerationException.isAbout(snapshot.failureReason().orElse(""))
                ? new ModerationException(snapshot, refundable)
                : new TaskFailedException(snapshot, refundable));
      } else if (isDone(snapshot) && (isClean(snapshot) || isLate())) {
        result.complete(snapshot.video().orElseThrow());
      } else {
        pause(Duration.ZERO);
      }
    }

    private static boolean isDone(TaskSnapshot snapshot) {
      return snapshot.state() == TaskState.COMPLETED && snapshot.video().isPresent();
    }

    private static boolean isClean(TaskSnapshot done) {
      return !done.video().orElseThrow().mayHaveWatermark();
    }

    private boolean isLate() {
      long now = ticker.getAsLong();
      doneSince = doneSince == null ? now : doneSince;
      return now - doneSince >= CLEAN_WITHIN.toNanos();
    }

    private void failed(LumaException failure) {
      failedLooks++;
      lastFailure = failure;
      if (isSurvived(failure)) {
        pause(calls.retry().after(failure).orElse(Duration.ZERO));
      } else {
        result.completeExceptionally(failure);
      }
    }

    private boolean isSurvived(LumaException failure) {
      if (failure instanceof NotFoundException) {
        // Behind a gateway are several servers, and the one that is asked may not know yet.
        boolean justSubmitted = last == null && task.raw(Object.class).isPresent();
        return justSubmitted && failedLooks < PATIENCE;
      }
      return Retry.isTemporary(failure) || failure instanceof UnreadableException;
    }

    private void pause(Duration atLeast) {
      if (left().isNegative() || left().isZero()) {
        giveUp();
        return;
      }
      Duration pause = polling.pause(looks++, ThreadLocalRandom.current());
      result.pause(atLeast.compareTo(pause) > 0 ? atLeast : pause, this::look);
    }

    private Duration left() {
      return longest.minusNanos(ticker.getAsLong() - start);
    }

    private void setAlarm(Duration pause) {
      CompletableFuture<@Nullable Void> alarm = Steps.alarm(pause);
      CompletableFuture<?> unused =
          alarm.whenComplete((rings, cancelled) -> result.later(this::ring));
      unused = result.whenComplete((video, failure) -> alarm.cancel(false));
    }

    private void ring() {
      TaskSnapshot seen = last;
      if (seen != null && (seen.state() == TaskState.FAILED || (isDone(seen) && isClean(seen)))) {
        return; // the end is known, and the caller is being told
      }
      if (left().isNegative() || left().isZero()) {
        giveUp();
      } else {
        // The clock is not that of the system, and may even stand still.
        setAlarm(left().compareTo(TICK) > 0 ? left() : TICK);
      }
    }

    private void giveUp() {
      TaskSnapshot seen = last;
      if (seen != null && isDone(seen)) {
        result.complete(seen.video().orElseThrow()); // a watermark is better than nothing
        return;
      }
      result.completeExceptionally(new StillRunningException(task, longest, last, lastFailure));
    }
  }
}
