package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.document.ApiLink;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operations of a document have to do with tasks, by operationId. Nobody may write into it.
 *
 * @param places where requests name tasks
 * @param lists where answers have the array of tasks
 * @param related the lifecycles that an operation creates, reads, extends or lists tasks of
 */
record TaskLayout(
    Map<String, ApiOperation> operations,
    Map<String, Lifecycle> lifecycles,
    Map<String, IdPlace> places,
    Map<String, JsonPointer> lists,
    Map<String, Set<Lifecycle>> related) {

  static TaskLayout of(List<ApiOperation> all, boolean completedBeforeLink) {
    Map<String, ApiOperation> operations = new LinkedHashMap<>();
    all.forEach(each -> each.operationId().ifPresent(name -> operations.putIfAbsent(name, each)));
    Map<String, Lifecycle> lifecycles = new LinkedHashMap<>();
    Map<String, IdPlace> places = new LinkedHashMap<>();
    Map<String, JsonPointer> lists = new LinkedHashMap<>();
    Map<String, Set<Lifecycle>> related = new LinkedHashMap<>();
    for (Map.Entry<String, ApiOperation> creator : operations.entrySet()) {
      Optional<ApiLifecycle> declared = creator.getValue().lifecycle();
      if (declared.isEmpty()) {
        continue;
      }
      ApiLifecycle source = declared.get();
      Lifecycle lifecycle = new Lifecycle(creator.getValue(), source, completedBeforeLink);
      lifecycles.put(creator.getKey(), lifecycle);
      Set<String> names = new LinkedHashSet<>(Set.of(creator.getKey()));
      source.allShown().forEach(shows -> names.addAll(shows.keySet()));
      for (ApiLink link : creator.getValue().links()) {
        Optional.ofNullable(operations.get(link.operation()))
            .flatMap(target -> IdPlace.of(link, target, source.id()))
            .ifPresent(place -> places.put(link.operation(), place));
        names.add(link.operation());
      }
      source.lists().forEach((list, at) -> lists.put(list, JsonPointer.compile(at)));
      names.addAll(source.lists().keySet());
      names.forEach(
          name -> related.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(lifecycle));
    }
    return new TaskLayout(operations, lifecycles, places, lists, related);
  }

  Optional<ApiOperation> operation(String name) {
    return Optional.ofNullable(operations.get(name));
  }

  Optional<Lifecycle> lifecycle(String creator) {
    return Optional.ofNullable(lifecycles.get(creator));
  }

  Optional<IdPlace> place(String operation) {
    return Optional.ofNullable(places.get(operation));
  }

  Optional<JsonPointer> list(String operation) {
    return Optional.ofNullable(lists.get(operation));
  }

  /** Returns the operations that show tasks, in the order in which the lifecycles name them. */
  Set<String> readers() {
    Set<String> readers = new LinkedHashSet<>(places.keySet());
    readers.addAll(lists.keySet());
    readers.removeAll(lifecycles.keySet());
    return readers;
  }

  /** Returns the lifecycle of the tasks that an operation reads or extends. */
  Lifecycle follower(String operation) {
    Set<Lifecycle> all = related(operation);
    return all.stream()
        .filter(
            lifecycle ->
                lifecycle.operation().equals(operation)
                    || lifecycle.shows(ApiLifecycle.COMPLETED).containsKey(operation))
        .findFirst()
        .orElseGet(() -> all.iterator().next());
  }

  /** Returns the lifecycles that an operation creates, reads, extends or lists tasks of. */
  Set<Lifecycle> related(String operation) {
    return related.getOrDefault(operation, Set.of());
  }

  /** Returns an example of a task with another id. */
  JsonNode withId(String operation, JsonNode example, String id) {
    JsonNode copy = example.deepCopy();
    ids(operation)
        .forEach(place -> Pointers.set(copy, place, JsonNodeFactory.instance.textNode(id)));
    return copy;
  }

  /** Returns where the id stands, in the object that shows a task there. */
  Set<JsonPointer> ids(String operation) {
    return related(operation).stream()
        .flatMap(lifecycle -> lifecycle.members(operation).ids())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
