package io.github.lumacontracts.mock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.internal.steering.Steered;
import io.github.lumacontracts.mock.internal.steering.StoredTasks;
import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Worlds in which something has gone on already; the system's time is noon of a new year's day. */
final class SampleWorlds implements Steered {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final MemoryTaskStore store = new MemoryTaskStore(100);
  private final Map<String, TaskClock> clocks = new HashMap<>();
  private final StoredTasks tasks = new StoredTasks(store, this::clock);
  private final Map<String, String> videos = new HashMap<>();
  private final Map<String, List<QueuedScenario>> queues = new HashMap<>();
  private final Map<String, DeliveryView> deliveries = new HashMap<>();
  private final List<BalanceView> balances = new ArrayList<>();

  /** Adds a task that takes ten seconds. */
  void task(String world, String document, String id, Duration age, String prompt) {
    store.put(
        new Task(
            new TaskKey(world, document, id),
            "createPet",
            "c0ffee",
            JsonNodeFactory.instance
                .objectNode()
                .set("body", JsonNodeFactory.instance.objectNode().put("prompt", prompt)),
            NOON.minus(age),
            Duration.ofSeconds(10),
            "success",
            Optional.empty(),
            Optional.empty()));
  }

  void video(String id, String address) {
    videos.put(id, address);
  }

  void delivery(String id, String url, AttemptView... attempts) {
    deliveries.put(
        id,
        new DeliveryView(
            id, "one", "onPet", "completed", NOON, url, "delivered", List.of(attempts)));
  }

  void balance(String client, String unit, String amount) {
    balances.add(new BalanceView(client, unit, new BigDecimal(amount)));
  }

  @Override
  public synchronized TaskClock clock(String world) {
    return clocks.computeIfAbsent(
        world,
        any -> {
          TaskClock clock = new TaskClock(Clock.fixed(NOON, ZoneOffset.UTC), 1);
          return clock;
        });
  }

  @Override
  public List<TaskView> tasks(String world, int limit, Optional<String> state) {
    return tasks.tasks(world, limit, state).stream().map(this::withVideo).toList();
  }

  @Override
  public List<TaskView> tasks(String world, String id) {
    return tasks.tasks(world, id).stream().map(this::withVideo).toList();
  }

  private TaskView withVideo(TaskView task) {
    Optional<String> video =
        Optional.ofNullable(videos.get(task.key().id())).filter(any -> task.finished());
    return new TaskView(
        task.key(),
        task.operation(),
        task.state(),
        task.progress(),
        task.finished(),
        task.scenario(),
        task.client(),
        task.parent(),
        task.prompt(),
        task.created(),
        task.age(),
        task.length(),
        video,
        video.map(address -> address.replace("video.mp4", "thumbnail.jpg")));
  }

  @Override
  public void advance(TaskKey key, Duration by) {
    tasks.advance(key, by);
  }

  @Override
  public List<String> outcomes(TaskKey key) {
    return tasks.outcomes(key);
  }

  @Override
  public void end(TaskKey key, String outcome) {
    tasks.end(key, outcome);
  }

  @Override
  public void forget(TaskKey key) {
    tasks.forget(key);
  }

  @Override
  public List<ScenarioView> scenarios() {
    return List.of(
        new ScenarioView("success", "The task completes."),
        new ScenarioView("failed", "The task fails at the end."));
  }

  @Override
  public List<QueuedScenario> queued(String world) {
    return queues.getOrDefault(world, List.of());
  }

  @Override
  public void queue(String world, QueuedScenario next) {
    queues.computeIfAbsent(world, any -> new ArrayList<>()).add(next);
  }

  @Override
  public void clearQueue(String world) {
    queues.remove(world);
  }

  @Override
  public List<DeliveryView> deliveries(String world, int limit) {
    return world.isEmpty() ? deliveries.values().stream().limit(limit).toList() : List.of();
  }

  @Override
  public Optional<DeliveryView> redeliver(String world, String id) {
    return Optional.ofNullable(deliveries.get(id)).filter(any -> world.isEmpty());
  }

  @Override
  public List<BalanceView> balances(String world) {
    return world.isEmpty() ? List.copyOf(balances) : List.of();
  }

  @Override
  public Optional<BalanceView> setBalance(
      String world, String client, String unit, BigDecimal amount) {
    balances.removeIf(known -> known.client().equals(client) && known.unit().equals(unit));
    BalanceView balance = new BalanceView(client, unit, amount);
    balances.add(balance);
    return Optional.of(balance);
  }

  @Override
  public List<EntryView> entries(String world, int limit) {
    return balances(world).stream()
        .limit(limit)
        .map(
            b ->
                new EntryView(
                    NOON, b.client(), "one", b.unit(), BigDecimal.TEN.negate(), "payment"))
        .toList();
  }

  @Override
  public List<DoublePaymentView> suspectedDoublePayments(String world) {
    return balances(world).stream()
        .map(
            b ->
                new DoublePaymentView(
                    b.client(), "createPet", List.of("one", "two"), b.unit(), BigDecimal.TEN))
        .toList();
  }
}
