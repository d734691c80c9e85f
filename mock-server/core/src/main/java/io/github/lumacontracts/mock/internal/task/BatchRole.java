package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows the tasks that the client names, and leaves out those that it does not know. */
final class BatchRole extends TaskRole {
  private final JsonPointer list;
  private final IdPlace place;
  private final Optional<Selection> notFound;

  BatchRole(TaskDocument document, String name) {
    super(document, name);
    list = document.layout().list(name).orElseThrow();
    place = document.layout().place(name).orElseThrow();
    notFound = Shown.documented(operation(), List.of(404));
  }

  /** A task as it is shown, in the form of an example. */
  private record Item(Shown example, JsonNode value) {}

  @Override
  Optional<TaskAnswer> answer(Visit visit) {
    Set<String> ids = new LinkedHashSet<>(visit.sent().texts(place));
    Optional<Shown> sample = sample(ids);
    if (sample.isPresent()) {
      return sample.get().is(visit.usual())
          ? Optional.empty()
          : Optional.of(TaskAnswer.of(sample.get().selection()));
    }
    List<Item> items = new ArrayList<>();
    boolean known = ids.isEmpty();
    for (String id : ids) {
      Optional<Task> task = document().find(visit.world(), id);
      Optional<Item> item = task.isPresent() ? living(visit, task.get()) : seeded(id);
      known |= task.isPresent() || item.isPresent();
      item.ifPresent(items::add);
    }
    return known || notFound.isEmpty() ? list(visit, items) : notFound.map(TaskAnswer::of);
  }

  /** Returns the example that shows just these tasks, or answers a request of the document. */
  private Optional<Shown> sample(Set<String> ids) {
    Optional<Shown> sample = Optional.empty();
    boolean shown = true;
    for (String id : ids) {
      Optional<Shown> showing = document().seeds().showing(name(), id);
      shown &= showing.isPresent();
      Optional<Shown> example = showing.or(() -> document().seeds().answering(name(), id));
      if (example.isEmpty()
          || sample.filter(one -> !one.is(example.get().selection())).isPresent()) {
        return Optional.empty();
      }
      sample = example;
    }
    boolean all = shown;
    return sample.filter(one -> !all || one.whole().at(list).size() == ids.size());
  }

  private Optional<Item> living(Visit visit, Task task) {
    return document()
        .view(task, visit.now())
        .flatMap(
            view ->
                shown(view.shows())
                    .map(
                        example ->
                            new Item(
                                example,
                                document().show(view, name(), example.task(), visit::media))));
  }

  private Optional<Item> seeded(String id) {
    Seeds seeds = document().seeds();
    return seeds
        .showing(name(), id)
        .map(example -> new Item(example, example.task()))
        .or(
            () ->
                seeds
                    .find(id)
                    .flatMap(seed -> shown(seed.shows()))
                    .map(
                        example ->
                            new Item(
                                example, document().layout().withId(name(), example.task(), id))));
  }

  /** Returns the items in the frame of the first one's example, or of what is usual. */
  private Optional<TaskAnswer> list(Visit visit, List<Item> items) {
    List<JsonNode> values = items.stream().map(Item::value).toList();
    if (!items.isEmpty()) {
      Shown frame = items.get(0).example();
      return Optional.of(TaskAnswer.of(frame.selection(), frame.list(list, values)));
    }
    return visit
        .usual()
        .example()
        .flatMap(ApiContent.Example::value)
        .map(usual -> TaskAnswer.of(visit.usual(), Shown.list(usual, list, values)));
  }
}
