package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.MockClock;
import io.github.lumacontracts.mock.MockScenarios;
import io.github.lumacontracts.mock.MockWebhooks;
import io.github.lumacontracts.mock.MockWorld;
import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import io.github.lumacontracts.mock.internal.task.TaskEngine;
import io.github.lumacontracts.mock.internal.task.TaskSettings;
import io.github.lumacontracts.mock.internal.task.World;
import io.github.lumacontracts.mock.internal.task.webhook.Deliveries;
import java.util.Optional;
import java.util.function.Supplier;

/** One world. What it is made of is asked for at each call, since worlds are forgotten. */
public final class SteeredWorld implements MockWorld {
  private final String name;
  private final Supplier<TaskEngine> engine;
  private final TaskSettings settings;
  private final Deliveries deliveries;
  private final MediaAddresses media;

  SteeredWorld(
      String name,
      Supplier<TaskEngine> engine,
      TaskSettings settings,
      Deliveries deliveries,
      MediaAddresses media) {
    this.name = name;
    this.engine = engine;
    this.settings = settings;
    this.deliveries = deliveries;
    this.media = media;
  }

  @Override
  public String name() {
    return name;
  }

  /** Returns how to call it in a sentence. */
  static String called(String world) {
    return world.isEmpty() ? "the world without a name" : "the world \"" + world + "\"";
  }

  private World world() {
    return settings.worlds().get(name);
  }

  @Override
  public MockClock clock() {
    return new SteeredClock(this::world);
  }

  @Override
  public SteeredTasks tasks() {
    return new SteeredTasks(name, engine, settings, media, Optional.empty());
  }

  @Override
  public MockScenarios scenarios() {
    return new SteeredScenarios(settings.scenarios(), this::world);
  }

  @Override
  public MockWebhooks webhooks() {
    return new SteeredWebhooks(name, deliveries);
  }

  @Override
  public SteeredLedger ledger() {
    return new SteeredLedger(engine, this::world);
  }

  @Override
  public void reset() {
    tasks().forgetAll();
    deliveries.forget(name);
    world().reset();
  }
}
