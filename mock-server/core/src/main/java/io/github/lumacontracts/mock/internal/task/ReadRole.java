package io.github.lumacontracts.mock.internal.task;

import java.util.Optional;

/** Shows one task. */
final class ReadRole extends TaskRole {
  private final Optional<IdPlace> place;

  ReadRole(TaskDocument document, String name) {
    super(document, name);
    place = document.layout().place(name);
  }

  @Override
  Optional<TaskAnswer> answer(Visit visit) {
    Optional<String> id = place.flatMap(at -> visit.sent().texts(at).stream().findFirst());
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<Task> task = document().find(visit.world(), id.get());
    return task.isPresent() ? Optional.of(read(visit, task.get())) : seeded(visit, id.get());
  }

  private TaskAnswer read(Visit visit, Task task) {
    Optional<TaskView> view = document().view(task, visit.now());
    Optional<Shown> example = view.flatMap(at -> shown(at.shows()));
    return example.isEmpty()
        ? unknown().in(visit)
        : TaskAnswer.of(
            example.get().selection(),
            document().show(view.orElseThrow(), name(), example.get().task(), visit::media));
  }

  private Optional<TaskAnswer> seeded(Visit visit, String id) {
    Seeds seeds = document().seeds();
    Optional<Shown> same = seeds.showing(name(), id).or(() -> seeds.answering(name(), id));
    if (same.isPresent()) {
      return same.get().is(visit.usual())
          ? Optional.empty()
          : Optional.of(TaskAnswer.of(same.get().selection()));
    }
    return Optional.of(
        seeds
            .find(id)
            .flatMap(seed -> shown(seed.shows()))
            .map(
                example ->
                    TaskAnswer.of(
                        example.selection(),
                        document().layout().withId(name(), example.task(), id)))
            .orElseGet(() -> unknown().in(visit)));
  }
}
