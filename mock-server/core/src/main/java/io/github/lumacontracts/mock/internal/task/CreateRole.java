package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates tasks, maybe from a completed one. */
final class CreateRole extends TaskRole {
  private static final List<Integer> NOT_YET = List.of(400, 409, 422);
  private static final List<Integer> NO_MONEY = List.of(402, 403, 429);

  private final Lifecycle lifecycle;
  private final Optional<IdPlace> parent;
  private final Optional<Shown> created;
  private final Duration usualLength;
  private final Optional<String> usualRatio;
  private final Refusal notYet;
  private final Refusal noMoney;

  CreateRole(TaskDocument document, String name, Lifecycle lifecycle) {
    super(document, name);
    this.lifecycle = lifecycle;
    parent = document.layout().place(name);
    created = Shown.of(operation(), lifecycle.source().created(), Optional.empty());
    usualLength = usualLength(document, lifecycle);
    usualRatio = AskedRatio.preset(operation());
    notYet = refusal(NOT_YET, Problem.unknown("The task is not completed"));
    noMoney = refusal(NO_MONEY, Problem.unknown("The balance is too low"));
  }

  @Override
  Optional<TaskAnswer> answer(Visit visit) {
    Optional<String> extended =
        parent.flatMap(place -> visit.sent().texts(place).stream().findFirst());
    return extended
        .flatMap(id -> refusedParent(visit, id))
        .or(() -> created.map(example -> create(visit, example, extended)));
  }

  /** Returns what is answered to those who would extend what is not completed. */
  private Optional<TaskAnswer> refusedParent(Visit visit, String id) {
    Optional<Task> task = document().find(visit.world(), id);
    if (task.isEmpty()) {
      Optional<Seeds.Seed> seed = document().seeds().find(id);
      return seed.isEmpty()
          ? Optional.of(unknown().in(visit))
          : refusedParent(visit, seed.get().completed(), seed.get().shows());
    }
    Optional<TaskView> view = document().view(task.get(), visit.now());
    return view.isEmpty()
        ? Optional.of(unknown().in(visit))
        : refusedParent(visit, view.get().completed(), view.get().shows());
  }

  private Optional<TaskAnswer> refusedParent(
      Visit visit, boolean completed, Map<String, String> shows) {
    return completed
        ? Optional.empty()
        : Optional.of(
            shown(shows)
                .map(example -> TaskAnswer.of(example.selection()))
                .orElseGet(() -> notYet.in(visit)));
  }

  private TaskAnswer create(Visit visit, Shown example, Optional<String> extended) {
    TaskSettings settings = document().settings();
    String id = settings.ids().next(lifecycle.source().idForm());
    if (!document().payments().pay(visit, lifecycle, id)) {
      return noMoney.in(visit);
    }
    Task task =
        new Task(
            document().key(visit.world(), id),
            name(),
            visit.client().digest(),
            request(visit, extended),
            visit.now(),
            length(visit.scenario()),
            visit.scenario().name(),
            extended,
            Optional.empty());
    settings.store().put(task);
    settings.listener().put(task);
    TaskView view = lifecycle.view(task, visit.scenario(), visit.now());
    JsonNode body =
        lifecycle.members(name()).show(example.task(), view, visit.scenario(), visit::media);
    Pointers.set(body, lifecycle.idPlace(), JsonNodeFactory.instance.textNode(id));
    return TaskAnswer.of(example.selection(), body);
  }

  private ObjectNode request(Visit visit, Optional<String> extended) {
    ObjectNode request = visit.sent().kept(lifecycle.headers());
    AskedRatio.complete(
        request,
        () ->
            usualRatio.or(
                () ->
                    extended
                        .flatMap(id -> document().find(visit.world(), id))
                        .flatMap(AskedRatio::of)));
    return request;
  }

  private static Duration usualLength(TaskDocument document, Lifecycle lifecycle) {
    Duration takes = lifecycle.source().takes();
    Duration shortened = takes.compareTo(TaskEngine.LONGEST) > 0 ? TaskEngine.LONGEST : takes;
    return document.settings().length().orElse(shortened);
  }

  private Duration length(Scenario scenario) {
    return scenario.slower() == 1
        ? usualLength
        : Duration.ofNanos((long) (usualLength.toNanos() * scenario.slower()));
  }
}
