package io.github.lumacontracts.mock.internal.task.webhook;

import io.github.lumacontracts.mock.internal.task.Guardians;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sees to it that of all servers that share a store one tells a change, and that another goes on
 * when that one is dead. A change is marked in the store with the server that tells it before it is
 * sent, and once more when it has arrived or is given up. So each change arrives
 *
 * <ul>
 *   <li>exactly once, as long as servers live, stop as usual, or are killed while nothing is on its
 *       way;
 *   <li>once more if a server is killed, or counts as dead for {@link Guardians#PATIENCE}, after
 *       the receiver has got the request and before its answer is marked.
 * </ul>
 *
 * <p>Whoever has a store of its own goes on at its start, else another server when the dead one has
 * said nothing for {@link Guardians#PATIENCE}, and the other one could ask the store for as long.
 * Safe for threads; all methods may throw what the store throws.
 */
public final class Claims implements AutoCloseable {
  private static final String TOLD = "told";
  private static final int TRIES = 3;

  private final TaskStore store;
  private final String server = UUID.randomUUID().toString();

  /** Since when this server says that it lives, without a gap; and when it has said so last. */
  private long steadySince = Long.MIN_VALUE;

  private long said = Long.MIN_VALUE;

  /** How far a change was told, by whom. */
  record Progress(String server, int failed, int arrived, Instant next) {
    static final Progress NONE = new Progress("", 0, 0, Instant.EPOCH);

    private Progress by(String other) {
      return new Progress(other, failed, arrived, next);
    }

    Progress andFailed(Instant again) {
      return new Progress(server, failed + 1, arrived, again);
    }

    Progress andArrived() {
      return new Progress(server, 0, arrived + 1, Instant.EPOCH);
    }

    private String text() {
      return server + " " + failed + " " + arrived + " " + next;
    }

    private static Progress of(String text) {
      String[] parts = text.split(" ", 4);
      return new Progress(
          parts[0],
          Integer.parseInt(parts[1]),
          Integer.parseInt(parts[2]),
          Instant.parse(parts[3]));
    }
  }

  /** Who tells a change. */
  enum Teller {
    THIS_SERVER,
    ANOTHER,
    /** It was told, or there is no such task any more. */
    NOBODY
  }

  /** The answer to who wants to tell a change. */
  record Claim(Teller teller, Progress progress) {}

  public Claims(TaskStore store) {
    this.store = store;
  }

  Optional<Task> find(TaskKey task) {
    return store.find(task);
  }

  boolean isTold(TaskKey task, Change change) {
    return store.mark(task, change.once()).equals(TOLD);
  }

  /** Asks to tell a change, or to go on with that. */
  Claim claim(TaskKey task, Change change) {
    for (int i = 0; i < TRIES; i++) {
      String mark = store.mark(task, change.once());
      if (mark.equals(TOLD)) {
        return new Claim(Teller.NOBODY, Progress.NONE);
      }
      Progress known = mark.isEmpty() ? Progress.NONE : Progress.of(mark);
      if (known.server().equals(server)) {
        return new Claim(Teller.THIS_SERVER, known);
      }
      if (!mark.isEmpty() && isAlive(known.server())) {
        return new Claim(Teller.ANOTHER, known);
      }
      Progress mine = known.by(server);
      if (store.mark(task, change.once(), mark, mine.text())) {
        return new Claim(Teller.THIS_SERVER, mine);
      }
      if (store.find(task).isEmpty()) {
        return new Claim(Teller.NOBODY, Progress.NONE);
      }
    }
    return new Claim(Teller.ANOTHER, Progress.NONE);
  }

  private boolean isAlive(String other) {
    return store.guardians().map(guardians -> !canTell() || guardians.isAlive(other)).orElse(false);
  }

  /** When the store comes back, all servers have said nothing for some time. */
  private synchronized boolean canTell() {
    return said != Long.MIN_VALUE && said - steadySince >= Guardians.PATIENCE.toNanos();
  }

  private synchronized void say() {
    long now = System.nanoTime();
    if (said == Long.MIN_VALUE || now - said > Guardians.PATIENCE.toNanos() / 2) {
      steadySince = now;
    }
    said = now;
  }

  /** Notes how far a change was told; false if another server tells it by now. */
  boolean note(TaskKey task, Change change, Progress old, Progress next) {
    return note(task, change, old.text(), next.text());
  }

  /** Notes that nothing is left to tell; false if another server tells it by now. */
  boolean told(TaskKey task, Change change, Progress old) {
    return note(task, change, old.text(), TOLD);
  }

  private boolean note(TaskKey task, Change change, String old, String next) {
    // The store may have done it without being able to say so.
    return store.mark(task, change.once(), old, next)
        || store.mark(task, change.once()).equals(next);
  }

  // several servers

  boolean isShared() {
    return store.guardians().isPresent();
  }

  void adopt(TaskKey task) {
    store.guardians().ifPresent(guardians -> guardians.adopt(server, task));
  }

  void release(TaskKey task) {
    store.guardians().ifPresent(guardians -> guardians.release(server, task));
  }

  /** Says that this server lives, and returns those that surely do not. */
  Set<String> dead() {
    if (store.guardians().isEmpty()) {
      return Set.of();
    }
    Set<String> dead = store.guardians().get().beat(server);
    say();
    return canTell() ? dead : Set.of();
  }

  /** Returns what there is to go on with: all if this server has the store alone. */
  List<Task> left() {
    return store.all();
  }

  List<Task> left(String dead) {
    return store.guardians().orElseThrow().tasksOf(dead);
  }

  void bury(String dead) {
    store.guardians().orElseThrow().bury(dead);
  }

  /** Leaves what is left to other servers; fails for nobody. */
  @Override
  public void close() {
    try {
      store.guardians().ifPresent(guardians -> guardians.leave(server));
    } catch (RuntimeException e) {
      // They find out.
    }
  }
}
