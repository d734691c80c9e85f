package io.github.lumacontracts.mock.internal;

import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.MockWorld;
import io.github.lumacontracts.mock.internal.steering.SteeredWorlds;
import io.github.lumacontracts.mock.internal.task.AspectRatio;
import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import io.github.lumacontracts.mock.internal.task.MediaShelf;
import io.github.lumacontracts.mock.internal.task.Scenarios;
import io.github.lumacontracts.mock.internal.task.TaskEngine;
import io.github.lumacontracts.mock.internal.task.TaskIds;
import io.github.lumacontracts.mock.internal.task.TaskSettings;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import io.github.lumacontracts.mock.internal.task.Worlds;
import io.github.lumacontracts.mock.internal.task.webhook.Agenda;
import io.github.lumacontracts.mock.internal.task.webhook.Claims;
import io.github.lumacontracts.mock.internal.task.webhook.Deliveries;
import io.github.lumacontracts.mock.internal.task.webhook.LifecycleWebhooks;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What lives as long as a server, while its documents come and go. Safe for threads. */
public final class LiveTasks implements MediaShelf, AutoCloseable {
  private final TaskSettings settings;
  private final Supplier<Optional<TaskEngine>> engine;
  private final Claims claims;
  private final Deliveries deliveries;
  private final Agenda agenda;
  private final SteeredWorlds worlds;
  private volatile String origin = "http://localhost";

  private LiveTasks(
      MockServerOptions options,
      Supplier<Optional<TaskEngine>> engine,
      Worlds worlds,
      Scenarios scenarios,
      TaskStore store) {
    this.engine = engine;
    LifecycleWebhooks source =
        new LifecycleWebhooks(
            task -> engine.get().flatMap(known -> known.played(task)),
            task -> scenarios.of(task.scenario()),
            (task, place, example, now) ->
                engine
                    .get()
                    .map(
                        known -> known.image(task, place, example, now, new MediaAddresses(origin)))
                    .orElse(example));
    this.claims = new Claims(store);
    this.deliveries =
        new Deliveries(
            source,
            claims,
            options.callbackHosts(),
            Clock.systemUTC(),
            options.webhookRetries(),
            options.callbackListener());
    this.agenda =
        new Agenda(
            claims,
            world -> worlds.known(world).clock(),
            source,
            deliveries,
            options.callbackListener());
    this.settings =
        new TaskSettings(
            store,
            worlds,
            scenarios,
            agenda,
            options.taskLength(),
            options.completedBeforeLink(),
            new TaskIds(options.seed()));
    this.worlds = new SteeredWorlds(engine, settings, deliveries);
  }

  /** Whether tasks live under these options: not where each answer is made on its own. */
  public static boolean areWanted(MockServerOptions options) {
    return options.tasks()
        && !options.dynamic()
        && !options.ignoreExamples()
        && options.upstream().isEmpty();
  }

  /**
   * Opens the store.
   *
   * @param engine of the documents that are served now
   * @throws MockServerException if the store or the file of scenarios cannot be used
   */
  public static LiveTasks open(MockServerOptions options, Supplier<Optional<TaskEngine>> engine) {
    Scenarios scenarios = Scenarios.read(options.scenarios());
    Worlds worlds = new Worlds(Clock.systemUTC(), options.speed(), options.taskStore());
    return new LiveTasks(options, engine, worlds, scenarios, worlds.store());
  }

  public TaskSettings settings() {
    return settings;
  }

  /** Returns what can be looked at and changed. */
  public SteeredWorlds worlds() {
    return worlds;
  }

  /**
   * Returns a world, with videos at the address of the server.
   *
   * @throws IllegalArgumentException if no world can have this name
   */
  public MockWorld world(String name) {
    return worlds.world(name, new MediaAddresses(origin));
  }

  public boolean mayWait() {
    return settings.store().mayWait();
  }

  /**
   * Goes on with what the store has kept.
   *
   * @param address of the server, for the videos in webhooks
   */
  public void start(String address) {
    origin = address;
    agenda.open();
  }

  @Override
  public Optional<Media> find(MediaAddresses.Asked asked) {
    Optional<TaskEngine> known = engine.get();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Instant now = settings.worlds().get(asked.task().world()).clock().now();
    return known
        .get()
        .find(asked.task())
        .map(
            view ->
                new Media(
                    AspectRatio.of(view.task()),
                    view.completed(),
                    view.isExpired(now, asked.made())));
  }

  @Override
  public void close() {
    agenda.close();
    deliveries.close();
    claims.close();
    settings.store().close();
  }
}
