package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.lumacontracts.mock.internal.document.ApiBody;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.document.ApiLink;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiParameter;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The lifecycles of one document, and what its operations have to do with them. Immutable. */
final class TaskDocument {
  private static final int PRICES_AT_FIRST = 1000;

  private final String id;
  private final Map<String, ApiOperation> operations = new LinkedHashMap<>();
  private final Map<String, Lifecycle> lifecycles = new LinkedHashMap<>();
  private final Map<String, TaskRole> roles = new LinkedHashMap<>();
  private final Map<String, Seed> seeds = new HashMap<>();
  private final Map<String, Map<String, JsonNode>> defaults = new HashMap<>();

  /**
   * A task that stands in the examples.
   *
   * @param shows names of examples by operation
   */
  record Seed(Lifecycle lifecycle, boolean completed, Map<String, String> shows) {}

  TaskDocument(String id, List<ApiOperation> all, boolean completedBeforeLink) {
    this.id = id;
    all.forEach(each -> each.operationId().ifPresent(name -> operations.putIfAbsent(name, each)));
    operations.forEach(
        (name, operation) ->
            operation
                .lifecycle()
                .ifPresent(
                    source ->
                        lifecycles.put(name, new Lifecycle(name, source, completedBeforeLink))));
    for (Lifecycle lifecycle : lifecycles.values()) {
      addRoles(lifecycle);
      defaults.put(lifecycle.operation(), defaults(lifecycle));
    }
    roles.values().forEach(this::addSeeds);
    lifecycles.values().forEach(this::addCreated);
    roles.values().forEach(this::addAsked);
  }

  String id() {
    return id;
  }

  Map<String, Lifecycle> lifecycles() {
    return lifecycles;
  }

  Map<String, TaskRole> roles() {
    return roles;
  }

  Optional<ApiOperation> operation(String name) {
    return Optional.ofNullable(operations.get(name));
  }

  Optional<Seed> seed(String task) {
    return Optional.ofNullable(seeds.get(task));
  }

  /** Returns the default of a member of the request that creates tasks. */
  Optional<JsonNode> preset(String creator, String expression) {
    return Optional.ofNullable(defaults.getOrDefault(creator, Map.of()).get(expression));
  }

  private TaskRole role(String name) {
    return roles.computeIfAbsent(
        name, key -> new TaskRole(this, Objects.requireNonNull(operations.get(key)), key));
  }

  private void addRoles(Lifecycle lifecycle) {
    ApiLifecycle source = lifecycle.source();
    ApiOperation creator = operations.get(lifecycle.operation());
    if (creator == null) {
      return;
    }
    role(lifecycle.operation()).creates = Optional.of(lifecycle);
    for (ApiLink link : creator.links()) {
      ApiOperation target = operations.get(link.operation());
      if (target != null) {
        IdPlace.of(link, target, source.id())
            .ifPresent(place -> role(link.operation()).place = Optional.of(place));
      }
    }
    source
        .lists()
        .forEach((name, pointer) -> role(name).list = Optional.of(JsonPointer.compile(pointer)));
    source.account().ifPresent(account -> addAccount(account, source));
  }

  private void addAccount(ApiLifecycle.Account account, ApiLifecycle source) {
    JsonPointer pointer = JsonPointer.compile(account.balance());
    TaskRole role = role(account.operation());
    JsonNode shown =
        examples(role.operation()).stream()
            .map(each -> each.value().at(pointer))
            .findFirst()
            .orElse(MissingNode.getInstance());
    role.account =
        Optional.of(
            new TaskRole.Account(
                pointer,
                shown.isNumber() ? shown.decimalValue() : initial(source),
                source.price().map(ApiLifecycle.Price::unit).orElse("")));
  }

  /** Returns what a client has before it pays for the first time. */
  BigDecimal initialBalance(ApiLifecycle source) {
    return source
        .account()
        .flatMap(account -> Optional.ofNullable(roles.get(account.operation())))
        .flatMap(role -> role.account)
        .map(TaskRole.Account::initial)
        .orElseGet(() -> initial(source));
  }

  private static BigDecimal initial(ApiLifecycle source) {
    return source
        .price()
        .map(price -> price.amount().multiply(BigDecimal.valueOf(PRICES_AT_FIRST)))
        .orElse(BigDecimal.ZERO);
  }

  // seeds

  private static List<Shown> examples(ApiOperation operation) {
    List<Shown> all = new ArrayList<>();
    for (ApiResponse response : operation.responses()) {
      if (!response.code().startsWith("2")) {
        continue;
      }
      for (ApiContent content : response.contents()) {
        for (ApiContent.Example example : content.examples()) {
          if (example.value().isPresent()) {
            all.add(new Shown(Shown.status(response.code()), response, content, example, ""));
          }
        }
      }
    }
    return all;
  }

  /** Returns the pointers to the id, in the object that shows a task there. */
  Set<String> idPointers(String place) {
    Set<String> pointers = new LinkedHashSet<>();
    for (Lifecycle lifecycle : lifecycles.values()) {
      lifecycle
          .source()
          .membersIn(place)
          .forEach(
              (pointer, expression) -> {
                if (expression.equals("$task.id")) {
                  pointers.add(pointer);
                }
              });
    }
    return pointers;
  }

  private void addSeeds(TaskRole role) {
    if (role.creates.isPresent() || role.account.isPresent()) {
      return;
    }
    Set<String> pointers = idPointers(role.name());
    for (Shown shown : examples(role.operation())) {
      JsonNode value = shown.value();
      JsonNode holder = role.list.map(value::at).orElse(value);
      (role.list.isPresent() && holder.isArray() ? holder : List.of(holder))
          .forEach(
              item ->
                  pointers.forEach(
                      pointer -> addSeed(role, shown, item.at(JsonPointer.compile(pointer)))));
    }
  }

  private void addSeed(TaskRole role, Shown shown, JsonNode found) {
    if (!found.isTextual()) {
      return;
    }
    role.seeds.putIfAbsent(found.textValue(), shown);
    if (role.list.isEmpty() || !seeds.containsKey(found.textValue())) {
      phase(role.name(), shown.example().name())
          .ifPresent(seed -> seeds.putIfAbsent(found.textValue(), seed));
    }
  }

  private Optional<Seed> phase(String place, String example) {
    for (Lifecycle lifecycle : lifecycles.values()) {
      ApiLifecycle source = lifecycle.source();
      for (Map.Entry<String, ApiLifecycle.Outcome> outcome : source.outcomes().entrySet()) {
        if (shows(outcome.getValue().shows(), place, example)) {
          boolean completed = outcome.getKey().startsWith(ApiLifecycle.COMPLETED);
          return Optional.of(new Seed(lifecycle, completed, outcome.getValue().shows()));
        }
      }
      for (ApiLifecycle.State state : source.states()) {
        if (shows(state.shows(), place, example)) {
          return Optional.of(new Seed(lifecycle, false, state.shows()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean shows(Map<String, String> shows, String place, String example) {
    return shows.containsKey(place)
        && ApiLifecycle.exampleOf(shows.getOrDefault(place, "")).equals(example);
  }

  private void addCreated(Lifecycle lifecycle) {
    ApiOperation creator = operations.get(lifecycle.operation());
    if (creator == null) {
      return;
    }
    JsonPointer pointer = JsonPointer.compile(lifecycle.source().id());
    for (Shown shown : examples(creator)) {
      JsonNode found = shown.value().at(pointer);
      if (found.isTextual()) {
        seeds.putIfAbsent(
            found.textValue(),
            new Seed(lifecycle, false, lifecycle.source().states().get(0).shows()));
      }
    }
  }

  /** Whoever asks as the examples of requests do, must get what the examples of answers say. */
  private void addAsked(TaskRole role) {
    if (role.place.isEmpty() || lifecycles.isEmpty()) {
      return;
    }
    IdPlace place = role.place.get();
    Lifecycle first = lifecycles.values().iterator().next();
    ApiLifecycle.Outcome completed = first.source().outcomes().get(ApiLifecycle.COMPLETED);
    Seed seed = new Seed(first, true, completed == null ? Map.of() : completed.shows());
    List<JsonNode> asked = new ArrayList<>();
    for (ApiParameter parameter : role.operation().parameters()) {
      if (parameter.name().equals(place.name())) {
        parameter.example().ifPresent(asked::add);
        parameter.schema().flatMap(Schema::example).ifPresent(asked::add);
      }
    }
    if (place.in() == IdPlace.In.BODY) {
      role.operation().body().map(ApiBody::contents).orElse(List.of()).stream()
          .flatMap(content -> content.examples().stream())
          .flatMap(example -> example.value().stream())
          .forEach(value -> asked.add(value.at(place.pointer())));
    }
    for (JsonNode each : asked) {
      (each.isArray() ? each : List.of(each))
          .forEach(
              node -> {
                if (node.isTextual()) {
                  seeds.putIfAbsent(node.textValue(), seed);
                }
              });
    }
  }

  // defaults

  private Map<String, JsonNode> defaults(Lifecycle lifecycle) {
    Map<String, JsonNode> found = new HashMap<>();
    ApiOperation creator = operations.get(lifecycle.operation());
    if (creator == null || creator.body().isEmpty()) {
      return found;
    }
    for (ApiContent content : creator.body().get().contents()) {
      lifecycle
          .source()
          .members()
          .values()
          .forEach(
              expression ->
                  content
                      .schema()
                      .flatMap(schema -> preset(schema, expression))
                      .ifPresent(value -> found.putIfAbsent(expression, value)));
    }
    return found;
  }

  private static Optional<JsonNode> preset(Schema schema, String expression) {
    String prefix = "$request.body#/";
    if (!expression.startsWith(prefix)) {
      return Optional.empty();
    }
    Schema here = schema;
    for (String step : expression.substring(prefix.length()).split("/", -1)) {
      Optional<Schema> next = here.resolved().merged().named("properties", step);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      here = next.get();
    }
    JsonNode preset = here.resolved().keyword("default");
    return preset.isMissingNode() ? Optional.empty() : Optional.of(preset);
  }
}
