package io.github.lumacontracts.mock.internal.task.webhook;

import io.github.lumacontracts.mock.CallbackReport;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * first task, or at the start if servers share the store. Nothing here is kept over a restart: it
 * follows from the tasks in the store, and from what {@link Claims} have marked there. Safe for
 * threads; no method waits for the thread.
 *
 * <p>Where servers share a store, what another one does with clocks is seen within about a second,
 * and the tasks of one that is dead are taken over.
 */
public final class Agenda implements TaskListener, AutoCloseable {
  private static final long PAUSE_MILLIS = 1000;
  private static final long FAREWELL_MILLIS = 2000;
  private static final long LONGEST_WAIT_MILLIS = 60_000;
  private static final int FIRST_SWEEP = 20_000;

  private final Claims claims;
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
  private long mindedOthers = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);

  private record Entry(
      TaskKey task, Change change, Instant due, int place, long number, TaskClock clock) {
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
      Claims claims,
      Function<String, TaskClock> clocks,
      WebhookSource source,
      Deliveries deliveries,
      Consumer<CallbackReport> listener) {
    this.claims = claims;
    this.clocks = clocks;
    this.source = source;
    this.deliveries = deliveries;
    this.listener = listener;
    deliveries.onRoom(this::wake);
    deliveries.onFinished(this::releaseIfTold);
  }

  /** Goes on with tasks that a server left behind. */
  public void open() {
    if (claims.isShared()) {
      start();
    } else {
      claims.left().forEach(this::put);
    }
  }

  /** Notes a task that is new, or that is not what it was. */
  @Override
  public void put(Task task) {
    List<WebhookPlan.Due> schedule = schedule(task);
    if (schedule.isEmpty()) {
      if (knows(task.key())) {
        removed(task.key());
      }
      return;
    }
    TaskClock clock = clocks.apply(task.key().world());
    claims.adopt(task.key());
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
        all.add(new Entry(task.key(), due.change(), due.at(), due.place(), ++lastNumber, clock));
      }
      entries.put(task.key(), all);
      timeline.entries.addAll(all);
      start();
      wake();
    }
  }

  private List<WebhookPlan.Due> schedule(Task task) {
    List<Change> changes = source.changes(task);
    return changes.isEmpty() ? List.of() : source.plan(task).schedule(changes);
  }

  /** Whether there was anything to tell about a task; as a rule nobody wants to be told. */
  private synchronized boolean knows(TaskKey key) {
    return entries.containsKey(key) || deliveries.has(key);
  }

  /** Forgets a task, and what was still to be told about it. */
  @Override
  public void removed(TaskKey key) {
    synchronized (this) {
      cancel(key);
    }
    releaseIfTold(key);
  }

  private void releaseIfTold(TaskKey key) {
    synchronized (this) {
      if (entries.containsKey(key) || deliveries.has(key)) {
        return;
      }
    }
    try {
      claims.release(key);
    } catch (RuntimeException e) {
      // Whoever takes the task over finds nothing to tell.
    }
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

  private synchronized void start() {
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
        mindOthers();
        Work work = next();
        fire(work.due());
        sweep(work.toSweep());
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /**
   * Looks about once a second at what was done with clocks elsewhere, and at servers that are dead.
   */
  private void mindOthers() {
    if (!isTimeToMindOthers()) {
      return;
    }
    mindedOthers = System.nanoTime();
    List<TaskClock> used;
    synchronized (this) {
      used = timelines.values().stream().map(timeline -> timeline.clock).toList();
    }
    try {
      for (String dead : claims.dead()) {
        claims.left(dead).forEach(this::put);
        if (isClosed()) {
          return; // nobody has taken its tasks over
        }
        claims.bury(dead);
      }
      used.forEach(TaskClock::look);
    } catch (RuntimeException e) {
      pause = true; // the store is away
    }
  }

  private synchronized boolean mindsOthers() {
    return claims.isShared() || !timelines.isEmpty();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private boolean isTimeToMindOthers() {
    return System.nanoTime() - mindedOthers >= TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
  }

  /** Waits until there is something to do, or time to mind other servers. */
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
        wait(mindsOthers() ? Math.min(wait, PAUSE_MILLIS) : wait);
      }
      if (mindsOthers() && isTimeToMindOthers()) {
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
    synchronized (this) {
      if (!closed) {
        entries.computeIfAbsent(key, any -> new ArrayList<>(2)).add(entry);
        timelines
            .computeIfAbsent(key.world(), world -> new Timeline(entry.clock()))
            .entries
            .add(entry);
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
    Optional<Task> known = claims.find(entry.task());
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
    } else if (claims.isTold(task.key(), entry.change())) {
      releaseIfTold(task.key());
    } else {
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
        if (claims.find(key).isPresent()) {
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

  /**
   * Waits for the thread to end, a little. What is due later is told after a restart, or by another
   * server, if the store keeps tasks.
   */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = thread;
      wake();
    }
    try {
      if (last != null) {
        last.join(FAREWELL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
