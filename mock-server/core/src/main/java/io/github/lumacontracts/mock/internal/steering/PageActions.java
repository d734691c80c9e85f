package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.MockTasks;
import java.util.Map;
import java.util.function.Consumer;

/** What the buttons of the page do, by the names that {@code steering.yaml} gives them. */
final class PageActions {
  private static final Map<String, Consumer<SteeringCall>> ALL =
      Map.of(
          "freeze", call -> call.world().clock().freeze(),
          "resume", call -> call.world().clock().resume(),
          "advance-clock",
              call -> call.world().clock().advance(SteeringCall.duration(call.field("by"))),
          "advance-task", call -> tasks(call).advance(call.field("task")),
          "complete-task", call -> tasks(call).complete(call.field("task")),
          "fail-task", call -> tasks(call).fail(call.field("task")),
          "queue-scenario", call -> call.world().scenarios().next(call.field("scenario")),
          "clear-scenarios", call -> call.world().scenarios().clear(),
          "redeliver-webhook", call -> call.world().webhooks().redeliver(call.field("delivery")),
          "reset-world", call -> call.world().reset());

  private PageActions() {}

  /**
   * Does what a form asks for.
   *
   * @throws IllegalArgumentException if there is no such action
   */
  static void run(SteeringCall call) {
    Consumer<SteeringCall> action = ALL.get(call.field("action"));
    if (action == null) {
      throw new IllegalArgumentException(
          "There is no action \"" + call.field("action") + "\". Reload the page.");
    }
    action.accept(call);
  }

  private static MockTasks tasks(SteeringCall call) {
    return call.world().tasks().ofDocument(call.field("document"));
  }
}
