package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Tasks of a store by the clocks of their worlds, and nothing besides. Safe for threads. */
public final class StoredTasks implements Steered {
  private final TaskStore store;
  private final Function<String, TaskClock> clocks;

  public StoredTasks(TaskStore store, Function<String, TaskClock> clocks) {
    this.store = store;
    this.clocks = clocks;
  }

  @Override
  public TaskClock clock(String world) {
    return clocks.apply(world);
  }

  @Override
  public List<TaskView> tasks(String world, int limit, Optional<String> state) {
    return views(world, task -> state.map(task.state()::equals).orElse(true)).stream()
        .limit(limit)
        .toList();
  }

  @Override
  public List<TaskView> tasks(String world, String id) {
    return views(world, task -> task.key().id().equals(id));
  }

  private List<TaskView> views(String world, Predicate<TaskView> wanted) {
    Instant now = clock(world).now();
    return store.newest(world, Integer.MAX_VALUE).stream()
        .map(task -> view(task, now))
        .filter(wanted)
        .toList();
  }

  private static TaskView view(Task task, Instant now) {
    Duration age = Duration.between(task.created(), now);
    boolean over = age.compareTo(task.length()) >= 0;
    boolean finished = over || task.forced().isPresent();
    String state =
        task.forced().map(Task.Forced::outcome).orElse(over ? "completed" : "processing");
    return new TaskView(
        task.key(),
        task.operation(),
        state,
        finished ? 100 : (int) (age.toMillis() * 100 / Math.max(1, task.length().toMillis())),
        finished,
        task.scenario(),
        task.client(),
        task.parent(),
        Optional.of(task.request().at("/body/prompt").asText()).filter(text -> !text.isEmpty()),
        task.created(),
        age,
        task.length(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void advance(TaskKey key, Duration by) {
    store.find(key).ifPresent(task -> store.put(task.advanced(by)));
  }

  @Override
  public List<String> outcomes(TaskKey key) {
    return List.of("completed", "failed", "moderated");
  }

  @Override
  public void end(TaskKey key, String outcome) {
    Instant now = clock(key.world()).now();
    store.find(key).ifPresent(task -> store.put(task.ended(outcome, now)));
  }

  @Override
  public void forget(TaskKey key) {
    store.remove(key);
  }

  @Override
  public List<ScenarioView> scenarios() {
    return List.of();
  }

  @Override
  public List<QueuedScenario> queued(String world) {
    return List.of();
  }

  @Override
  public void queue(String world, QueuedScenario next) {
    throw new IllegalArgumentException("There are no scenarios.");
  }

  @Override
  public void clearQueue(String world) {
    // Nothing waits.
  }

  @Override
  public List<DeliveryView> deliveries(String world, int limit) {
    return List.of();
  }

  @Override
  public Optional<DeliveryView> redeliver(String world, String id) {
    return Optional.empty();
  }

  @Override
  public List<BalanceView> balances(String world) {
    return List.of();
  }

  @Override
  public Optional<BalanceView> setBalance(
      String world, String client, String unit, BigDecimal amount) {
    return Optional.empty();
  }

  @Override
  public List<EntryView> entries(String world, int limit) {
    return List.of();
  }

  @Override
  public List<DoublePaymentView> suspectedDoublePayments(String world) {
    return List.of();
  }
}
