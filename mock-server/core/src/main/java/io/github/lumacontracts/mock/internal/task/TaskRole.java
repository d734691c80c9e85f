package io.github.lumacontracts.mock.internal.task;

import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operation has to do with tasks, compiled. Safe for threads. */
public abstract sealed class TaskRole
    permits AccountRole, BatchRole, CreateRole, ListRole, ReadRole {
  private static final List<Integer> UNKNOWN = List.of(404, 400, 422);

  private final TaskDocument document;
  private final String name;
  private final ApiOperation operation;
  private final Map<String, Shown> shown = new HashMap<>();
  private final Refusal unknown;

  /** An answer that says no: the documented one, else a problem of ours. */
  record Refusal(Optional<Selection> documented, Problem otherwise, int status) {
    TaskAnswer in(Visit visit) {
      return documented
          .map(TaskAnswer::of)
          .orElseGet(() -> TaskAnswer.undocumented(visit.usual(), otherwise.toResponse(status)));
    }
  }

  TaskRole(TaskDocument document, String name) {
    this.document = document;
    this.name = name;
    this.operation = document.layout().operation(name).orElseThrow();
    document.layout().related(name).stream()
        .flatMap(lifecycle -> lifecycle.source().allShown().stream())
        .flatMap(shows -> Optional.ofNullable(shows.get(name)).stream())
        .forEach(
            text ->
                Shown.of(operation, text, document.layout().list(name))
                    .ifPresent(found -> shown.put(text, found)));
    unknown = refusal(UNKNOWN, Problem.of(ProblemType.NOT_FOUND, "There is no task of this id."));
  }

  abstract Optional<TaskAnswer> answer(Visit visit);

  TaskDocument document() {
    return document;
  }

  /** Returns the operationId. */
  String name() {
    return name;
  }

  ApiOperation operation() {
    return operation;
  }

  /** Returns what the operation shows in some state, if anything. */
  Optional<Shown> shown(Map<String, String> shows) {
    return Optional.ofNullable(shows.get(name))
        .flatMap(text -> Optional.ofNullable(shown.get(text)));
  }

  /** Returns the answer with the first of some statuses that the operation documents. */
  final Refusal refusal(List<Integer> statuses, Problem otherwise) {
    return new Refusal(Shown.documented(operation, statuses), otherwise, statuses.get(0));
  }

  Refusal unknown() {
    return unknown;
  }
}
