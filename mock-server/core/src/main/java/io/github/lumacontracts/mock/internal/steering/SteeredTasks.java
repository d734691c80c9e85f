package io.github.lumacontracts.mock.internal.steering;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.MockTask;
import io.github.lumacontracts.mock.MockTasks;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.task.Lifecycle;
import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskChange;
import io.github.lumacontracts.mock.internal.task.TaskEngine;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskSettings;
import io.github.lumacontracts.mock.internal.task.TaskView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tasks of a world. Those of documents that are no longer served are left out.
 *
 * @param document the only one to look at, if not all
 */
record SteeredTasks(
    String world,
    Supplier<TaskEngine> engine,
    TaskSettings settings,
    MediaAddresses media,
    Optional<String> document)
    implements MockTasks {
  private static final String FAILED = "failed";

  @Override
  public SteeredTasks ofDocument(String only) {
    return new SteeredTasks(world, engine, settings, media, Optional.of(only));
  }

  @Override
  public List<MockTask> list() {
    Instant now = now();
    return stored().flatMap(task -> shown(task, now).stream()).toList();
  }

  private Stream<Task> stored() {
    return settings.store().newest(world, Integer.MAX_VALUE).stream()
        .filter(task -> document.map(task.key().document()::equals).orElse(true));
  }

  private Instant now() {
    return settings.worlds().get(world).clock().now();
  }

  @Override
  public Optional<MockTask> find(String id) {
    return stored(id).flatMap(task -> shown(task, now()));
  }

  @Override
  public MockTask get(String id) {
    return shown(existing(id));
  }

  private Task existing(String id) {
    return stored(id)
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "There is no task \""
                        + id
                        + "\" in "
                        + SteeredWorld.called(world)
                        + document.map(name -> " of the document \"" + name + "\"").orElse("")
                        + "."));
  }

  private Optional<Task> stored(String id) {
    List<Task> found =
        engine.get().documents().stream()
            .filter(name -> document.map(name::equals).orElse(true))
            .flatMap(name -> settings.store().find(new TaskKey(world, name, id)).stream())
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "Several documents have a task \""
              + id
              + "\": name one of "
              + found.stream().map(task -> task.key().document()).collect(Collectors.joining(", "))
              + ".");
    }
    return found.stream().findFirst();
  }

  private MockTask shown(Task task) {
    return shown(task, now())
        .orElseThrow(() -> new NoSuchElementException("The documents have just changed."));
  }

  private Optional<MockTask> shown(Task task, Instant now) {
    return engine.get().view(task, now).map(view -> shown(view, now));
  }

  private MockTask shown(TaskView view, Instant now) {
    Task task = view.task();
    boolean linked =
        view.completed()
            && !view.state().equals(Lifecycle.WITHOUT_LINK)
            && !view.isExpired(now, Optional.empty());
    return new MockTask(
        task.key().id(),
        task.key().document(),
        task.operation(),
        view.state(),
        view.finished(),
        view.completed(),
        view.progress(),
        task.scenario(),
        task.client(),
        task.parent(),
        prompt(task.request().path("body")),
        task.created(),
        task.length(),
        next(task, now),
        linked ? Optional.of(URI.create(media.video(task.key()))) : Optional.empty(),
        linked ? Optional.of(URI.create(media.thumbnail(task.key()))) : Optional.empty());
  }

  /** Whatever a document calls it, the name ends so. */
  private static Optional<String> prompt(JsonNode body) {
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (member.getKey().toLowerCase(Locale.ROOT).endsWith("prompt")
          && member.getValue().isTextual()) {
        return Optional.of(member.getValue().textValue());
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> next(Task task, Instant now) {
    return engine.get().changes(task).stream()
        .map(TaskChange::at)
        .filter(at -> at.isAfter(now))
        .findFirst();
  }

  @Override
  public MockTask advance(String id) {
    Task task = existing(id);
    Instant now = now();
    Instant next =
        next(task, now)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The task \""
                            + id
                            + "\" stays "
                            + shown(task).state()
                            + ", there is no next state. Complete it or let it fail."));
    return shown(engine.get().replace(task.advanced(Duration.between(now, next))));
  }

  @Override
  public MockTask advance(String id, Duration by) {
    return shown(engine.get().replace(existing(id).advanced(SteeredClock.checked(by))));
  }

  @Override
  public MockTask complete(String id) {
    return end(id, ApiLifecycle.COMPLETED);
  }

  @Override
  public MockTask fail(String id) {
    return fail(id, FAILED);
  }

  @Override
  public MockTask fail(String id, String outcome) {
    Task task = existing(id);
    List<String> known =
        engine.get().lifecycle(task).stream()
            .flatMap(lifecycle -> lifecycle.source().outcomes().keySet().stream())
            .filter(name -> !Lifecycle.isCompleted(name))
            .sorted()
            .toList();
    if (!known.contains(outcome)) {
      throw new IllegalArgumentException(
          "The task \""
              + id
              + "\" cannot fail with \""
              + outcome
              + "\": its document knows "
              + (known.isEmpty() ? "no failures" : String.join(", ", known))
              + ".");
    }
    return end(id, outcome);
  }

  private MockTask end(String id, String outcome) {
    Task task = existing(id);
    MockTask before = shown(task);
    return before.finished() && before.state().equals(outcome)
        ? before
        : shown(engine.get().end(task, outcome));
  }

  @Override
  public void forget(String id) {
    engine.get().forget(existing(id).key());
  }

  @Override
  public int forgetAll() {
    return (int) stored().filter(task -> engine.get().forget(task.key())).count();
  }
}
