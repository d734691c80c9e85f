package io.github.lumacontracts.client.http;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends what takes too long. All have the same time, so the first to begin is the first to be late,
 * and one alarm at a time will do; an alarm for each, set and taken back, would wake a thread twice
 * per call. Safe for threads.
 */
final class Deadlines {
  private final long nanos;
  private final Queue<Deadline> firstToBegin = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable CompletableFuture<?>> alarm = new AtomicReference<>();

  Deadlines(Duration each) {
    nanos = TimeUnit.NANOSECONDS.convert(each); // as long as can be, where toNanos() throws
  }

  /** The time of one call. */
  final class Deadline {
    private final long end = System.nanoTime() + nanos;
    private final Runnable late;
    private volatile boolean passed;

    private Deadline(Runnable late) {
      this.late = late;
    }

    /** Whether the time was up before the end. */
    boolean passed() {
      return passed;
    }

    /** Notes the end. */
    void over() {
      firstToBegin.remove(this);
    }
  }

  /**
   * Starts the time of a call.
   *
   * @param late ends it; runs on the thread that keeps all timers, so it must be quick
   */
  Deadline start(Runnable late) {
    Deadline deadline = new Deadline(late);
    firstToBegin.add(deadline);
    if (alarm.get() == null) {
      setAlarm(nanos);
    }
    return deadline;
  }

  /** Takes the alarm back. */
  void close() {
    CompletableFuture<?> set = alarm.getAndSet(null);
    if (set != null) {
      set.cancel(false);
    }
  }

  private void setAlarm(long pause) {
    var next =
        new CompletableFuture<@Nullable Void>()
            .completeOnTimeout(null, Math.max(pause, 1), TimeUnit.NANOSECONDS);
    if (alarm.compareAndSet(null, next)) {
      CompletableFuture<?> unused = next.thenRun(this::ring);
    } else {
      next.cancel(false); // another call was faster
    }
  }

  private void ring() {
    alarm.set(null); // before looking, so that a call that begins now is seen or sets its own
    long now = System.nanoTime();
    Deadline first = firstToBegin.peek();
    while (first != null && first.end - now <= 0) {
      if (firstToBegin.remove(first)) {
        first.passed = true;
        first.late.run();
      }
      first = firstToBegin.peek();
    }
    if (first != null) {
      setAlarm(first.end - System.nanoTime());
    }
  }
}
