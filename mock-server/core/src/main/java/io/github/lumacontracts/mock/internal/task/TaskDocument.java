package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A document whose operations have to do with tasks, compiled. Safe for threads. */
final class TaskDocument {
  private final String id;
  private final TaskSettings settings;
  private final TaskLayout layout;
  private final Late<Seeds> seeds;
  private final Payments payments;
  private final IdentityHashMap<ApiOperation, Late<TaskRole>> roles = new IdentityHashMap<>();

  TaskDocument(String id, List<ApiOperation> operations, TaskSettings settings) {
    this.id = id;
    this.settings = settings;
    layout = TaskLayout.of(operations, settings.completedBeforeLink());
    seeds = new Late<>(() -> new Seeds(layout));
    payments = new Payments(this);
    layout.readers().forEach(name -> add(name, () -> new ReadRole(this, name)));
    layout.lists().keySet().forEach(name -> add(name, () -> listRole(name)));
    payments
        .accounts()
        .forEach((name, account) -> add(name, () -> new AccountRole(this, name, account)));
    layout
        .lifecycles()
        .forEach((name, lifecycle) -> add(name, () -> new CreateRole(this, name, lifecycle)));
  }

  private void add(String name, Supplier<TaskRole> role) {
    layout.operation(name).ifPresent(operation -> roles.put(operation, new Late<>(role)));
  }

  private TaskRole listRole(String name) {
    return layout.place(name).isPresent() ? new BatchRole(this, name) : new ListRole(this, name);
  }

  String id() {
    return id;
  }

  TaskSettings settings() {
    return settings;
  }

  TaskLayout layout() {
    return layout;
  }

  Seeds seeds() {
    return seeds.get();
  }

  Payments payments() {
    return payments;
  }

  IdentityHashMap<ApiOperation, Late<TaskRole>> roles() {
    return roles;
  }

  TaskKey key(World world, String task) {
    return new TaskKey(world.name(), id, task);
  }

  Optional<Task> find(World world, String task) {
    return settings.store().find(key(world, task));
  }

  /** Returns where a task of this document stands, if what created it is still there. */
  Optional<TaskView> view(Task task, Instant at) {
    return layout
        .lifecycle(task.operation())
        .map(lifecycle -> lifecycle.view(task, settings.scenarios().of(task.scenario()), at));
  }

  /**
   * Returns a copy of an example with the values of a task.
   *
   * @param place the operation or callback that shows it
   */
  JsonNode show(TaskView view, String place, JsonNode example, Supplier<MediaAddresses> media) {
    Task task = view.task();
    return layout
        .lifecycle(task.operation())
        .map(
            lifecycle ->
                lifecycle
                    .members(place)
                    .show(example, view, settings.scenarios().of(task.scenario()), media))
        .orElse(example);
  }
}
