package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.internal.task.TaskClock;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What there is to look at and to change, world by world. Implementations are safe for threads, and
 * a world that nobody has used yet is an empty one.
 */
public interface Steered {
  /** How a task stands. */
  record TaskView(
      TaskKey key,
      String operation,
      String state,
      int progress,
      boolean finished,
      String scenario,
      String client,
      Optional<String> parent,
      Optional<String> prompt,
      Instant created,
      Duration age,
      Duration length,
      Optional<String> video,
      Optional<String> thumbnail) {}

  /** A scenario that requests can have. */
  record ScenarioView(String name, String description) {}

  /** A scenario that waits for the next requests. */
  record QueuedScenario(String scenario, int requests) {}

  /** One try to deliver a webhook. */
  record AttemptView(Instant at, Optional<Integer> status, Optional<String> error) {}

  /** What became of a webhook so far. */
  record DeliveryView(
      String id,
      String task,
      String callback,
      String taskState,
      Instant due,
      String url,
      String state,
      List<AttemptView> attempts) {
    public DeliveryView {
      attempts = List.copyOf(attempts);
    }
  }

  /** What a client has left. */
  record BalanceView(String client, String unit, BigDecimal amount) {}

  /** What a client paid, or got back. */
  record EntryView(
      Instant at, String client, String task, String unit, BigDecimal amount, String kind) {}

  /** Tasks that a client probably meant to be one. */
  record DoublePaymentView(
      String client, String operation, List<String> tasks, String unit, BigDecimal amount) {
    public DoublePaymentView {
      tasks = List.copyOf(tasks);
    }
  }

  /** Returns the time by which a world lives. */
  TaskClock clock(String world);

  /** Returns the newest tasks, newest first. */
  List<TaskView> tasks(String world, int limit, Optional<String> state);

  /** Returns the tasks of an id, which may be one of each document. */
  List<TaskView> tasks(String world, String id);

  /** Lets time pass for one task. */
  void advance(TaskKey key, Duration by);

  /** Returns the outcomes that somebody can choose for a task, {@code completed} among them. */
  List<String> outcomes(TaskKey key);

  /** Ends a task now, with one of its outcomes. */
  void end(TaskKey key, String outcome);

  /** Removes a task. */
  void forget(TaskKey key);

  /** Returns all scenarios. */
  List<ScenarioView> scenarios();

  /** Returns what waits for the next requests, next one first. */
  List<QueuedScenario> queued(String world);

  /** Has the next requests of a world go by a scenario. */
  void queue(String world, QueuedScenario next);

  /** Removes what waits for the next requests of a world. */
  void clearQueue(String world);

  /** Returns the latest deliveries, latest first. */
  List<DeliveryView> deliveries(String world, int limit);

  /** Sends a webhook once more; returns nothing if the world has no such delivery. */
  Optional<DeliveryView> redeliver(String world, String id);

  /** Returns what each client of a world has left. */
  List<BalanceView> balances(String world);

  /** Sets what a client has left; returns nothing if the world has no such balance. */
  Optional<BalanceView> setBalance(String world, String client, String unit, BigDecimal amount);

  /** Returns the latest payments and refunds, latest first. */
  List<EntryView> entries(String world, int limit);

  /** Returns what seems to have been paid twice. */
  List<DoublePaymentView> suspectedDoublePayments(String world);
}
