package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows all tasks of a client, the newest first; those of the document as long as it has none. */
final class ListRole extends TaskRole {
  private static final int MOST = 100;

  /** The newest tasks of a world may be those of other clients. */
  private static final int SEARCHED = 1000;

  private final JsonPointer list;

  ListRole(TaskDocument document, String name) {
    super(document, name);
    list = document.layout().list(name).orElseThrow();
  }

  @Override
  Optional<TaskAnswer> answer(Visit visit) {
    List<JsonNode> items = new ArrayList<>();
    Optional<Shown> frame = Optional.empty();
    String client = visit.client().digest();
    for (Task task : document().settings().store().newest(visit.world().name(), SEARCHED)) {
      if (!isOf(client, task) || items.size() == MOST) {
        continue;
      }
      Optional<TaskView> view = document().view(task, visit.now());
      Optional<Shown> example = view.flatMap(at -> shown(at.shows()));
      if (example.isPresent()) {
        frame = frame.or(() -> example);
        items.add(document().show(view.orElseThrow(), name(), example.get().task(), visit::media));
      }
    }
    return frame.map(example -> TaskAnswer.of(example.selection(), example.list(list, items)));
  }

  private boolean isOf(String client, Task task) {
    return task.key().document().equals(document().id()) && task.client().equals(client);
  }
}
