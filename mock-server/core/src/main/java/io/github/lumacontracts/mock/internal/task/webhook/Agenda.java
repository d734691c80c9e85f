package io.github.lumacontracts.mock.internal.task.webhook;

import io.github.lumacontracts.mock.CallbackReport;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskListener;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows when clients are to be told of changes, by the clock of each world, and has them told: each
 * change once, those of a world in order. One thread waits for whatever comes next, made for the
 * first task. Nothing here is kept over a restart: it follows from the tasks in the store. Safe for
 * threads; no method waits for the thread.
 *
 * <p>A change is claimed in the store before it is sent. A server that is killed in between, or
 * while it waits to try again, does not send it after the restart.
 */
public final class Agenda implements TaskListener, AutoCloseable {
  private static final long PAUSE_MILLIS = 1000;
  private static final long LONGEST_WAIT_MILLIS = 60_000;
  private static final int FIRST_SWEEP = 20_000;

  private final TaskStore store;
  private final Function<String, TaskClock> clocks;
  private final WebhookSource source;
  private final Deliveries deliveries;
  private final Consumer<CallbackReport> listener;

  private final Map<String, Timeline> timelines = new LinkedHashMap<>();
  private final Map<TaskKey, List<Entry>> entries = new HashMap<>();
  private final Set<TaskClock> watched = Collections.newSetFromMap(new WeakHashMap<>());
  private @Nullable Thread thread;
  private int sweepAt = FIRST_SWEEP;
  private long lastNumber;
  private boolean woken;
  private boolean closed;

  // Of the thread alone.
  private boolean storeFails;
  private boolean pause;
  private long lastLook = System.nanoTime();

  private record Entry(TaskKey task, Change change, Instant due, int place, long number) {
    static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::due).thenComparing(Entry::place).thenComparing(Entry::number);
  }

  /** What is to come in one world. */
  private static final class Timeline {
    private final TreeSet<Entry> entries = new TreeSet<>(Entry.ORDER);
    private TaskClock clock;

    Timeline(TaskClock clock) {
      this.clock = clock;
    }
  }

  /** What to do now. */
  private record Work(List<Entry> due, List<TaskKey> toSweep) {}

  /**
   * Makes an empty agenda.
   *
   * @param clocks returns the clock of a world
   * @param listener is told if the store cannot be asked
   */
  public Agenda(
      TaskStore store,
      Function<String, TaskClock> clocks,
      WebhookSource source,
      Deliveries deliveries,
      Consumer<CallbackReport> listener) {
    this.store = store;
    this.clocks = clocks;
    this.source = source;
    this.deliveries = deliveries;
    this.listener = listener;
    deliveries.onRoom(this::wake);
  }

  /** Goes on with tasks that a server left behind, or that another one made. */
  public void putAll(Collection<Task> tasks) {
    tasks.forEach(this::put);
  }

  /** Notes a task that is new, or that is not what it was. */
  @Override
  public void put(Task task) {
    List<WebhookPlan.Due> schedule = schedule(task);
    if (schedule.isEmpty()) {
      removed(task.key());
      return;
    }
    TaskClock clock = clocks.apply(task.key().world());
    synchronized (this) {
      if (closed) {
        return;
      }
      cancel(task.key());
      Timeline timeline =
          timelines.computeIfAbsent(task.key().world(), world -> new Timeline(clock));
      timeline.clock = clock; // a world that was forgotten has got another one
      if (watched.add(clock)) {
        clock.onChange(this::wake);
      }
      List<Entry> all = new ArrayList<>(schedule.size());
      for (WebhookPlan.Due due : schedule) {
        all.add(new Entry(task.key(), due.change(), due.at(), due.place(), ++lastNumber));
      }
      entries.put(task.key(), all);
      timeline.entries.addAll(all);
      start();
      wake();
    }
  }

  private List<WebhookPlan.Due> schedule(Task task) {
    return source.plan(task).schedule(source.changes(task));
  }

  /** Forgets a task, and what was still to be told about it. */
  @Override
  public synchronized void removed(TaskKey key) {
    cancel(key);
  }

  private void cancel(TaskKey key) {
    List<Entry> all = entries.remove(key);
    Timeline timeline = timelines.get(key.world());
    if (all != null && timeline != null) {
      all.forEach(timeline.entries::remove);
      if (timeline.entries.isEmpty()) {
        timelines.remove(key.world());
      }
    }
  }

  /** Returns how many tasks have something to be told. */
  synchronized int size() {
    return entries.size();
  }

  private void start() {
    if (thread == null) {
      thread = new Thread(this::run, "luma-mock-agenda");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private synchronized void wake() {
    woken = true;
    notifyAll();
  }

  private void run() {
    try {
      while (true) {
        lookAtClocks();
        Work work = next();
        fire(work.due());
        sweep(work.toSweep());
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** What other servers do with the clocks is seen about once a second. */
  private void lookAtClocks() {
    long now = System.nanoTime();
    if (!store.isShared() || now - lastLook < TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)) {
      return;
    }
    lastLook = now;
    List<TaskClock> used;
    synchronized (this) {
      used = timelines.values().stream().map(timeline -> timeline.clock).toList();
    }
    try {
      used.forEach(TaskClock::look);
    } catch (RuntimeException e) {
      pause = true; // the store is away
    }
  }

  /** Waits until there is something to do, or time to look at the clocks. */
  private synchronized Work next() throws InterruptedException {
    while (true) {
      if (closed) {
        throw new InterruptedException();
      }
      if (pause) {
        pause = false;
        rest();
        continue;
      }
      if (entries.size() > sweepAt) {
        return new Work(List.of(), List.copyOf(entries.keySet()));
      }
      woken = false;
      long wait = PAUSE_MILLIS;
      if (deliveries.hasRoom()) {
        List<Entry> due = new ArrayList<>();
        wait = due(due);
        if (!due.isEmpty()) {
          return new Work(due, List.of());
        }
      }
      if (!woken) {
        wait(store.isShared() ? Math.min(wait, PAUSE_MILLIS) : wait);
      }
      if (store.isShared()
          && System.nanoTime() - lastLook >= TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)) {
        return new Work(List.of(), List.of());
      }
    }
  }

  private synchronized void rest() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
    for (long left = PAUSE_MILLIS; left > 0 && !closed; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  /** Takes the first of each world that is due, or returns after how many milliseconds one is. */
  private long due(List<Entry> due) {
    long wait = LONGEST_WAIT_MILLIS;
    for (Timeline timeline : timelines.values()) {
      Entry first = timeline.entries.first();
      Optional<Duration> left = timeline.clock.until(first.due());
      if (left.isPresent() && left.get().isZero()) {
        due.add(first);
      } else if (left.isPresent() && left.get().compareTo(Duration.ofMillis(wait)) < 0) {
        wait = left.get().toMillis() + 1;
      }
    }
    due.forEach(this::take);
    return wait;
  }

  private void take(Entry entry) {
    List<Entry> ofTask = entries.get(entry.task());
    if (ofTask != null) {
      ofTask.remove(entry);
      if (ofTask.isEmpty()) {
        entries.remove(entry.task());
      }
    }
    Timeline timeline = timelines.get(entry.task().world());
    if (timeline != null && timeline.entries.remove(entry) && timeline.entries.isEmpty()) {
      timelines.remove(entry.task().world());
    }
  }

  private void putBack(Entry entry) {
    TaskKey key = entry.task();
    TaskClock clock = clocks.apply(key.world());
    synchronized (this) {
      if (!closed) {
        entries.computeIfAbsent(key, any -> new ArrayList<>(2)).add(entry);
        timelines.computeIfAbsent(key.world(), world -> new Timeline(clock)).entries.add(entry);
      }
    }
  }

  private void fire(List<Entry> due) {
    for (Entry entry : due) {
      if (pause) {
        putBack(entry);
      } else {
        asking(() -> fire(entry), entry);
      }
    }
  }

  /** Does something with the store; if that fails, all is left as it was until after a pause. */
  private void asking(Runnable work, Entry entry) {
    try {
      work.run();
      storeFails = false;
    } catch (RuntimeException e) {
      pause = true;
      putBack(entry);
      if (!storeFails) {
        report(entry, "the store of tasks cannot be asked (" + e.getMessage() + "), trying again");
      }
      storeFails = true;
    }
  }

  private void fire(Entry entry) {
    Optional<Task> known = store.find(entry.task());
    if (known.isEmpty()) {
      removed(entry.task());
      return;
    }
    Task task = known.get();
    Optional<WebhookPlan.Due> still;
    String address;
    WebhookPlan plan;
    try {
      still = schedule(task).stream().filter(due -> isSame(due, entry)).findFirst();
      address = still.isPresent() ? source.address(task, still.get().change()) : "";
      plan = source.plan(task);
    } catch (RuntimeException e) { // the documents have changed
      report(entry, "there is nothing to tell any more: " + e.getClass().getSimpleName());
      return;
    }
    if (still.isEmpty()) { // another server has changed it
      put(task);
    } else if (store.claim(task.key(), entry.change().once())) {
      deliveries.send(task, still.get().change(), plan, address);
    }
  }

  private static boolean isSame(WebhookPlan.Due due, Entry entry) {
    return due.change().once().equals(entry.change().once()) && !due.at().isAfter(entry.due());
  }

  /** Tasks that the store had no room for must not fill the memory here. */
  private void sweep(List<TaskKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    int kept = 0;
    try {
      for (TaskKey key : keys) {
        if (store.find(key).isPresent()) {
          kept++;
        } else {
          removed(key);
        }
      }
    } catch (RuntimeException e) {
      pause = true; // the store is away: all are looked at again next time
      return;
    }
    synchronized (this) {
      sweepAt = Math.max(FIRST_SWEEP, 2 * kept);
    }
  }

  private void report(Entry entry, String problem) {
    listener.accept(
        new CallbackReport(
            entry.change().callback(),
            "POST",
            "task " + entry.task().id(),
            Optional.empty(),
            List.of(),
            Optional.of(problem),
            Optional.empty()));
  }

  /** Lets the thread end. What is due later is told after a restart, if the store keeps tasks. */
  @Override
  public synchronized void close() {
    closed = true;
    wake();
  }
}
