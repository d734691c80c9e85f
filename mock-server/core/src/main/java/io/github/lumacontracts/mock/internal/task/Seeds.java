package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiBody;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiParameter;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks that stand in the examples of a document: they exist from the start, in the state that the
 * example shows, so that whoever tries what the document shows gets what it shows. Immutable.
 */
final class Seeds {
  private final TaskLayout layout;
  private final Map<String, Seed> byId = new HashMap<>();

  /** Examples by operation and id: those that show the id. */
  private final Map<String, Map<String, Shown>> showing = new HashMap<>();

  /** The same: those that answer a request that the document shows, whatever id they have. */
  private final Map<String, Map<String, Shown>> answering = new HashMap<>();

  /**
   * A task.
   *
   * @param completed whether there is a result
   * @param shows names of examples by operation
   */
  record Seed(boolean completed, Map<String, String> shows) {}

  Seeds(TaskLayout layout) {
    this.layout = layout;
    layout.readers().forEach(this::addShown);
    layout.lifecycles().forEach(this::addCreated);
    layout.places().forEach(this::addAsked);
  }

  Optional<Seed> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Returns the example of an operation that shows an id, and of it the part that does. */
  Optional<Shown> showing(String operation, String id) {
    return Optional.ofNullable(showing.getOrDefault(operation, Map.of()).get(id));
  }

  /** Returns the example that answers a request which the document shows. */
  Optional<Shown> answering(String operation, String id) {
    return Optional.ofNullable(answering.getOrDefault(operation, Map.of()).get(id));
  }

  private void addShown(String reader) {
    layout
        .operation(reader)
        .ifPresent(
            operation ->
                Shown.all(operation).stream()
                    .filter(Shown::isSuccess)
                    .forEach(shown -> addShown(reader, shown)));
  }

  private void addShown(String reader, Shown shown) {
    Optional<JsonPointer> list = layout.list(reader);
    JsonNode holder = list.map(shown.whole()::at).orElse(shown.whole());
    if (list.isEmpty() || !holder.isArray()) {
      addShown(reader, shown.with(holder), "");
      return;
    }
    for (int i = 0; i < holder.size(); i++) {
      addShown(reader, shown.with(holder.get(i)), list.get().appendIndex(i).toString());
    }
  }

  private void addShown(String reader, Shown shown, String item) {
    for (JsonPointer place : layout.ids(reader)) {
      JsonNode id = shown.task().at(place);
      if (id.isTextual()) {
        showing.computeIfAbsent(reader, name -> new HashMap<>()).putIfAbsent(id.textValue(), shown);
        phase(reader, shown.name() + "#" + item)
            .or(() -> phase(reader, shown.name()))
            .ifPresent(seed -> byId.putIfAbsent(id.textValue(), seed));
      }
    }
  }

  /** Returns the state in which an operation shows an example. */
  private Optional<Seed> phase(String reader, String example) {
    for (Lifecycle lifecycle : layout.related(reader)) {
      ApiLifecycle source = lifecycle.source();
      for (Map.Entry<String, ApiLifecycle.Outcome> outcome : source.outcomes().entrySet()) {
        if (example.equals(outcome.getValue().shows().get(reader))) {
          return Optional.of(
              new Seed(Lifecycle.isCompleted(outcome.getKey()), outcome.getValue().shows()));
        }
      }
      for (ApiLifecycle.State state : source.states()) {
        if (example.equals(state.shows().get(reader))) {
          return Optional.of(new Seed(false, state.shows()));
        }
      }
    }
    return Optional.empty();
  }

  private void addCreated(String creator, Lifecycle lifecycle) {
    Seed first = new Seed(false, lifecycle.source().states().get(0).shows());
    layout
        .operation(creator)
        .ifPresent(
            operation ->
                Shown.all(operation).stream()
                    .filter(Shown::isSuccess)
                    .map(shown -> shown.whole().at(lifecycle.idPlace()))
                    .filter(JsonNode::isTextual)
                    .forEach(id -> byId.putIfAbsent(id.textValue(), first)));
  }

  private void addAsked(String name, IdPlace place) {
    Map<String, String> shows = layout.follower(name).shows(ApiLifecycle.COMPLETED);
    ApiOperation operation = layout.operation(name).orElseThrow();
    Optional<Shown> answer =
        Optional.ofNullable(shows.get(name))
            .flatMap(shown -> Shown.of(operation, shown, layout.list(name)));
    for (String id : asked(operation, place)) {
      byId.putIfAbsent(id, new Seed(true, shows));
      answer.ifPresent(
          shown -> answering.computeIfAbsent(name, key -> new HashMap<>()).putIfAbsent(id, shown));
    }
  }

  private static List<String> asked(ApiOperation operation, IdPlace place) {
    List<JsonNode> examples = new ArrayList<>();
    for (ApiParameter parameter : operation.parameters()) {
      if (parameter.name().equals(place.name())) {
        examples.addAll(parameter.examples());
        parameter.schema().flatMap(Schema::example).ifPresent(examples::add);
      }
    }
    if (place.in() == IdPlace.In.BODY) {
      operation.body().map(ApiBody::contents).orElse(List.of()).stream()
          .flatMap(content -> content.examples().stream())
          .flatMap(example -> example.value().stream())
          .forEach(value -> examples.add(value.at(place.pointer())));
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode example : examples) {
      for (JsonNode id : example.isArray() ? example : List.of(example)) {
        if (id.isValueNode() && !id.isNull()) {
          ids.add(id.asText());
        }
      }
    }
    return ids;
  }
}
