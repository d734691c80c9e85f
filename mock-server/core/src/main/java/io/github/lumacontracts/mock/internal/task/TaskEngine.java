package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.Numbers;
import io.github.lumacontracts.mock.internal.generator.JsonText;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.negotiator.Preferences;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import io.github.lumacontracts.mock.internal.task.webhook.LifecycleWebhooks;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Answers from tasks what has to do with tasks. Safe for threads. */
public final class TaskEngine {
  /** Longest time that a task takes unless somebody wants another one: nobody likes to wait. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  private static final int MOST_LISTED = 100;
  private static final int MOST_REFUNDED = 1000;
  private static final Pattern RATIO = Pattern.compile("[0-9]{1,2}:[0-9]{1,2}");
  private static final List<Integer> UNKNOWN = List.of(404, 400, 422);
  private static final List<Integer> NOT_YET = List.of(400, 409, 422);
  private static final List<Integer> NO_MONEY = List.of(402, 403, 429);

  private final TaskSettings settings;
  private final Map<String, TaskDocument> documents = new LinkedHashMap<>();
  private final IdentityHashMap<ApiOperation, TaskRole> roles = new IdentityHashMap<>();

  public TaskEngine(TaskSettings settings) {
    this.settings = settings;
  }

  /** Adds a document; not while requests are answered. */
  public void add(String id, List<ApiOperation> operations) {
    TaskDocument document = new TaskDocument(id, operations, settings.completedBeforeLink());
    if (document.lifecycles().isEmpty()) {
      return;
    }
    documents.put(id, document);
    document.roles().values().forEach(role -> roles.put(role.operation(), role));
  }

  public TaskSettings settings() {
    return settings;
  }

  /** Returns what an operation has to do with tasks, if anything. */
  public Optional<TaskRole> role(ApiOperation operation) {
    return Optional.ofNullable(roles.get(operation));
  }

  /**
   * Returns the answer to a valid request.
   *
   * @param usual what is answered without tasks
   * @return nothing if that is the answer
   * @throws ProblemException if the client wants a scenario or world that makes no sense
   */
  public Optional<TaskAnswer> answer(
      TaskRole role,
      StubRequest request,
      Map<String, String> path,
      Preferences preferences,
      Selection usual)
      throws ProblemException {
    SentRequest sent = new SentRequest(request, path);
    Client client = Client.of(role.operation(), request);
    World world = settings.worlds().get(client.world());
    Scenario scenario = new Choice(settings.scenarios()).of(preferences, sent, client, world);
    if (!scenario.statuses().isEmpty()) {
      return Optional.of(instead(role, scenario, usual).plus(scenario));
    }
    Visit visit = new Visit(role, sent, client, world, scenario, usual, world.clock().now());
    Optional<TaskAnswer> answer =
        role.creates.isPresent()
            ? Optional.of(create(visit, role.creates.get()))
            : role.account.isPresent()
                ? account(visit, role.account.get())
                : role.list.isPresent() ? list(visit, role.list.get()) : read(visit);
    return scenario.disturbance().isEmpty() && scenario.headers().isEmpty()
        ? answer
        : Optional.of(answer.orElseGet(() -> TaskAnswer.of(usual)).plus(scenario));
  }

  /** One request and all that is known about it. */
  private record Visit(
      TaskRole role,
      SentRequest sent,
      Client client,
      World world,
      Scenario scenario,
      Selection usual,
      Instant now) {
    TaskDocument document() {
      return role.document();
    }

    MediaAddresses media() {
      try {
        return MediaAddresses.on(sent.request().url());
      } catch (IllegalArgumentException | NullPointerException e) {
        return new MediaAddresses("http://localhost"); // the header Host makes no sense
      }
    }

    TaskKey key(String id) {
      return new TaskKey(world.name(), role.document().id(), id);
    }
  }

  private static TaskAnswer instead(TaskRole role, Scenario scenario, Selection usual) {
    return documented(
        role.operation(),
        scenario.statuses(),
        usual,
        Problem.unknown("Scenario " + scenario.name() + ", of which the document says nothing"));
  }

  private static TaskAnswer documented(
      ApiOperation operation, List<Integer> statuses, Selection usual, Problem otherwise) {
    return Shown.documented(operation, statuses)
        .map(TaskAnswer::of)
        .orElseGet(() -> TaskAnswer.undocumented(usual, otherwise.toResponse(statuses.get(0))));
  }

  private static TaskAnswer unknown(Visit visit) {
    return documented(
        visit.role().operation(),
        UNKNOWN,
        visit.usual(),
        Problem.of(ProblemType.NOT_FOUND, "There is no task of this id."));
  }

  // creating

  private TaskAnswer create(Visit visit, Lifecycle lifecycle) throws ProblemException {
    Optional<String> parent = Optional.empty();
    if (visit.role().place.isPresent()) {
      parent = visit.sent().texts(visit.role().place.get()).stream().findFirst();
      if (parent.isPresent()) {
        Optional<TaskAnswer> refused = refusedParent(visit, parent.get());
        if (refused.isPresent()) {
          return refused.get();
        }
      }
    }
    ApiLifecycle source = lifecycle.source();
    Optional<Shown> shown = Shown.of(visit.role().operation(), source.created());
    if (shown.isEmpty()) {
      return TaskAnswer.of(visit.usual());
    }
    String id = settings.ids().next(source.idForm());
    if (!pay(visit, lifecycle, id)) {
      return documented(
          visit.role().operation(),
          NO_MONEY,
          visit.usual(),
          Problem.unknown("The balance is too low"));
    }
    Set<String> expressions = new HashSet<>(source.members().values());
    expressions.addAll(source.headers().values());
    source.membersOf().values().forEach(members -> expressions.addAll(members.values()));
    Task task =
        new Task(
            visit.key(id),
            lifecycle.operation(),
            visit.client().digest(),
            visit.sent().kept(expressions),
            visit.now(),
            length(source, visit.scenario()),
            visit.scenario().name(),
            parent,
            Optional.empty());
    settings.store().put(task);
    settings.listener().put(task);
    JsonNode body =
        patched(
            lifecycle, task, shown.get().value(), visit.role().name(), visit.now(), visit.media());
    JsonPointer idPointer = JsonPointer.compile(source.id());
    Members.set(body, idPointer, JsonNodeFactory.instance.textNode(id));
    return TaskAnswer.of(shown.get().selection(), bytes(body));
  }

  private Optional<TaskAnswer> refusedParent(Visit visit, String parent) {
    Optional<Task> known = settings.store().find(visit.key(parent));
    boolean completed;
    Map<String, String> shows;
    if (known.isPresent()) {
      Optional<TaskView> view = view(known.get(), visit.now());
      completed = view.map(TaskView::completed).orElse(false);
      shows = view.map(TaskView::shows).orElse(Map.of());
    } else {
      Optional<TaskDocument.Seed> seed = visit.document().seed(parent);
      if (seed.isEmpty()) {
        return Optional.of(unknown(visit));
      }
      completed = seed.get().completed();
      shows = seed.get().shows();
    }
    if (completed) {
      return Optional.empty();
    }
    Optional<Shown> said =
        Optional.ofNullable(shows.get(visit.role().name()))
            .flatMap(name -> Shown.of(visit.role().operation(), name));
    return Optional.of(
        said.map(shown -> TaskAnswer.of(shown.selection()))
            .orElseGet(
                () ->
                    documented(
                        visit.role().operation(),
                        NOT_YET,
                        visit.usual(),
                        Problem.unknown("The task is not completed"))));
  }

  private Duration length(ApiLifecycle source, Scenario scenario) {
    Duration takes =
        settings.length().orElse(source.takes().compareTo(LONGEST) > 0 ? LONGEST : source.takes());
    return Duration.ofNanos((long) (takes.toNanos() * scenario.slower()));
  }

  private boolean pay(Visit visit, Lifecycle lifecycle, String id) {
    Optional<ApiLifecycle.Price> price = lifecycle.source().price();
    if (price.isEmpty()) {
      return true;
    }
    settle(visit);
    return visit
        .world()
        .ledger()
        .pay(
            account(visit, price.get().unit()),
            visit.document().initialBalance(lifecycle.source()),
            price.get(),
            lifecycle.operation(),
            id,
            visit.now(),
            Client.digest(visit.sent().request().target(), visit.sent().request().body()));
  }

  private static Ledger.Account account(Visit visit, String unit) {
    return new Ledger.Account(visit.document().id(), visit.client().digest(), unit);
  }

  private void settle(Visit visit) {
    if (refunds(visit.document())) {
      settle(visit.world().name());
    }
  }

  private static boolean refunds(TaskDocument document) {
    return document.lifecycles().values().stream()
        .flatMap(lifecycle -> lifecycle.source().outcomes().values().stream())
        .anyMatch(ApiLifecycle.Outcome::refunded);
  }

  /** Gives back what is to be given back: nothing ticks, so it is done when somebody looks. */
  public void settle(String world) {
    if (documents.values().stream().noneMatch(TaskEngine::refunds)) {
      return;
    }
    World used = settings.worlds().get(world);
    for (Task task : settings.store().newest(world, MOST_REFUNDED)) {
      Optional<Lifecycle> lifecycle = lifecycle(task);
      Optional<TaskView> view = view(task, used.clock().now());
      if (lifecycle.isPresent()
          && view.isPresent()
          && view.get().finished()
          && lifecycle.get().isRefunded(view.get().state())) {
        used.ledger().refund(task.key().id(), view.get().since());
      }
    }
  }

  // reading

  private Optional<TaskAnswer> read(Visit visit) {
    Optional<String> id =
        visit.role().place.flatMap(place -> visit.sent().texts(place).stream().findFirst());
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<Task> task = settings.store().find(visit.key(id.get()));
    if (task.isEmpty()) {
      return seeded(visit, id.get());
    }
    Optional<Lifecycle> lifecycle = lifecycle(task.get());
    Optional<Shown> shown =
        view(task.get(), visit.now())
            .flatMap(view -> Optional.ofNullable(view.shows().get(visit.role().name())))
            .flatMap(name -> Shown.of(visit.role().operation(), name));
    if (lifecycle.isEmpty() || shown.isEmpty()) {
      return Optional.of(unknown(visit));
    }
    JsonNode body =
        patched(
            lifecycle.get(),
            task.get(),
            shown.get().value(),
            visit.role().name(),
            visit.now(),
            visit.media());
    return Optional.of(TaskAnswer.of(shown.get().selection(), bytes(body)));
  }

  private static Optional<TaskAnswer> seeded(Visit visit, String id) {
    Shown own = visit.role().seeds.get(id);
    if (own != null) {
      return isUsual(visit, own) ? Optional.empty() : Optional.of(TaskAnswer.of(own.selection()));
    }
    Optional<TaskDocument.Seed> seed = visit.document().seed(id);
    Optional<Shown> shown =
        seed.flatMap(found -> Optional.ofNullable(found.shows().get(visit.role().name())))
            .flatMap(name -> Shown.of(visit.role().operation(), name));
    if (shown.isEmpty()) {
      return Optional.of(unknown(visit));
    }
    Set<String> pointers = visit.document().idPointers(visit.role().name());
    boolean showsNoId =
        pointers.stream().allMatch(pointer -> shown.get().value().at(pointer).isMissingNode());
    if (showsNoId) {
      return isUsual(visit, shown.get())
          ? Optional.empty()
          : Optional.of(TaskAnswer.of(shown.get().selection()));
    }
    JsonNode body = shown.get().value().deepCopy();
    withId(body, pointers, id);
    return Optional.of(TaskAnswer.of(shown.get().selection(), bytes(body)));
  }

  private static boolean isUsual(Visit visit, Shown shown) {
    return visit.usual().status() == shown.status()
        && visit
            .usual()
            .example()
            .filter(example -> example.name().equals(shown.example().name()))
            .isPresent();
  }

  private static void withId(JsonNode body, Set<String> pointers, String id) {
    pointers.forEach(
        pointer ->
            Members.set(body, JsonPointer.compile(pointer), JsonNodeFactory.instance.textNode(id)));
  }

  // lists

  private Optional<TaskAnswer> list(Visit visit, JsonPointer list) {
    return visit.role().place.isPresent()
        ? batch(visit, list, visit.sent().texts(visit.role().place.get()))
        : all(visit, list);
  }

  private Optional<TaskAnswer> batch(Visit visit, JsonPointer list, List<String> ids) {
    List<Item> items = new ArrayList<>();
    boolean lives = false;
    for (String id : ids) {
      Optional<Task> task = settings.store().find(visit.key(id));
      lives |= task.isPresent();
      (task.isPresent() ? item(visit, list, task.get()) : seededItem(visit, list, id))
          .ifPresent(items::add);
    }
    if (!lives && !items.isEmpty() && items.size() == ids.size()) {
      // Nothing but what the document shows: the example that shows it, as it is.
      Shown first = items.get(0).shown();
      return isUsual(visit, first)
          ? Optional.empty()
          : Optional.of(TaskAnswer.of(first.selection()));
    }
    return Optional.of(listed(visit, list, items));
  }

  private Optional<TaskAnswer> all(Visit visit, JsonPointer list) {
    List<Item> items = new ArrayList<>();
    for (Task task : settings.store().newest(visit.world().name(), MOST_LISTED)) {
      if (task.key().document().equals(visit.document().id())
          && task.client().equals(visit.client().digest())) {
        item(visit, list, task).ifPresent(items::add);
      }
    }
    if (items.isEmpty()) {
      return Optional.empty();
    }
    visit
        .usual()
        .example()
        .flatMap(example -> Shown.of(visit.role().operation(), example.name()))
        .ifPresent(
            usual -> usual.value().at(list).forEach(item -> items.add(new Item(usual, item))));
    return Optional.of(listed(visit, list, items));
  }

  private record Item(Shown shown, JsonNode value) {}

  private Optional<Item> item(Visit visit, JsonPointer list, Task task) {
    Optional<Lifecycle> lifecycle = lifecycle(task);
    return view(task, visit.now())
        .flatMap(view -> Optional.ofNullable(view.shows().get(visit.role().name())))
        .flatMap(name -> Shown.of(visit.role().operation(), name))
        .flatMap(
            shown ->
                lifecycle.map(
                    known ->
                        new Item(
                            shown,
                            patched(
                                known,
                                task,
                                shown.part(Optional.of(list)),
                                visit.role().name(),
                                visit.now(),
                                visit.media()))));
  }

  private static Optional<Item> seededItem(Visit visit, JsonPointer list, String id) {
    Set<String> pointers = visit.document().idPointers(visit.role().name());
    Shown own = visit.role().seeds.get(id);
    if (own != null) {
      for (JsonNode item : own.value().at(list)) {
        if (pointers.stream().anyMatch(pointer -> item.at(pointer).asText().equals(id))) {
          return Optional.of(new Item(own, item));
        }
      }
    }
    return visit
        .document()
        .seed(id)
        .flatMap(seed -> Optional.ofNullable(seed.shows().get(visit.role().name())))
        .flatMap(name -> Shown.of(visit.role().operation(), name))
        .map(
            shown -> {
              JsonNode item = shown.part(Optional.of(list)).deepCopy();
              withId(item, pointers, id);
              return new Item(shown, item);
            });
  }

  private static TaskAnswer listed(Visit visit, JsonPointer list, List<Item> items) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add(item.value()));
    Optional<Shown> frame =
        items.stream()
            .map(Item::shown)
            .findFirst()
            .or(
                () ->
                    visit
                        .usual()
                        .example()
                        .flatMap(example -> Shown.of(visit.role().operation(), example.name())));
    if (frame.isEmpty()) {
      return TaskAnswer.of(visit.usual());
    }
    if (list.matches()) {
      return TaskAnswer.of(frame.get().selection(), bytes(array));
    }
    JsonNode body = frame.get().value().deepCopy();
    Members.set(body, list, array);
    return TaskAnswer.of(frame.get().selection(), bytes(body));
  }

  private Optional<TaskAnswer> account(Visit visit, TaskRole.Account account) {
    settle(visit);
    BigDecimal left =
        visit.world().ledger().balance(account(visit, account.unit()), account.initial());
    if (left.compareTo(account.initial()) == 0) {
      return Optional.empty();
    }
    return visit
        .usual()
        .example()
        .flatMap(ApiContent.Example::value)
        .map(
            value -> {
              JsonNode body = value.deepCopy();
              Members.set(body, account.balance(), Numbers.node(left));
              return TaskAnswer.of(visit.usual(), bytes(body));
            });
  }

  // showing

  private JsonNode patched(
      Lifecycle lifecycle,
      Task task,
      JsonNode example,
      String place,
      Instant at,
      MediaAddresses media) {
    JsonNode body = example.deepCopy();
    Scenario scenario = settings.scenarios().of(task.scenario());
    TaskView view = lifecycle.view(task, scenario, at);
    Map<String, String> members = lifecycle.source().membersIn(place);
    Members.fill(body, members, expression -> value(view, expression, media));
    scenario
        .replace()
        .forEach(
            (pointer, value) -> {
              JsonPointer where = JsonPointer.compile(pointer);
              if (body.at(where).isTextual()) {
                Members.set(body, where, value);
              }
            });
    if (!view.state().equals(Lifecycle.WITHOUT_LINK)) {
      for (String remove : scenario.remove()) {
        members.forEach(
            (pointer, expression) -> {
              if (expression.equals(remove)) {
                Members.remove(body, JsonPointer.compile(pointer));
              }
            });
        if (remove.startsWith("/")) {
          Members.remove(body, JsonPointer.compile(remove));
        }
      }
    }
    return body;
  }

  private Optional<Object> value(TaskView view, String expression, MediaAddresses media) {
    Task task = view.task();
    return switch (expression) {
      case "$task.id" -> Optional.of(task.key().id());
      case "$task.parent" -> task.parent().map(parent -> parent);
      case "$task.created" -> Optional.of(task.created());
      case "$task.updated" -> Optional.of(view.since());
      case "$task.progress" -> view.progress().map(percent -> percent);
      case "$task.video" -> Optional.of(media.video(task.key()));
      case "$task.thumbnail" -> Optional.of(media.thumbnail(task.key()));
      default ->
          SentRequest.value(task.request(), expression)
              .or(
                  () ->
                      Optional.ofNullable(documents.get(task.key().document()))
                          .flatMap(document -> document.preset(task.operation(), expression)))
              .map(node -> node);
    };
  }

  private static byte[] bytes(JsonNode body) {
    return JsonText.of(body).getBytes(StandardCharsets.UTF_8);
  }

  // for others

  /** Returns the lifecycle of a task, unless its document is no longer served. */
  public Optional<Lifecycle> lifecycle(Task task) {
    return Optional.ofNullable(documents.get(task.key().document()))
        .flatMap(document -> Optional.ofNullable(document.lifecycles().get(task.operation())));
  }

  /** Returns where a task stands, unless its document is no longer served. */
  public Optional<TaskView> view(Task task, Instant at) {
    return lifecycle(task)
        .map(found -> found.view(task, settings.scenarios().of(task.scenario()), at));
  }

  /** Returns where a task stands by the clock of its world. */
  public Optional<TaskView> find(TaskKey key) {
    return settings
        .store()
        .find(key)
        .flatMap(task -> view(task, settings.worlds().get(key.world()).clock().now()));
  }

  /** Returns when each state of a task begins. */
  public List<TaskChange> changes(Task task) {
    return lifecycle(task)
        .map(found -> found.changes(task, settings.scenarios().of(task.scenario())))
        .orElse(List.of());
  }

  /** Returns the aspect ratio that a task was asked for, for example {@code 16:9}. */
  public static Optional<String> aspectRatio(Task task) {
    return aspectRatio(task.request().path("body"));
  }

  private static Optional<String> aspectRatio(JsonNode node) {
    if (node.isTextual()) {
      return RATIO.matcher(node.textValue()).matches()
          ? Optional.of(node.textValue())
          : Optional.empty();
    }
    for (JsonNode child : node) {
      Optional<String> found = aspectRatio(child);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Ends a task by hand, by the clock of its world. */
  public Task end(Task task, String outcome) {
    Task ended = task.ended(outcome, settings.worlds().get(task.key().world()).clock().now());
    return replace(ended);
  }

  /** Keeps a task that was changed by hand. */
  public Task replace(Task task) {
    settings.store().put(task);
    settings.listener().put(task);
    return task;
  }

  /** Returns the ids of the documents whose tasks live. */
  public Set<String> documents() {
    return Collections.unmodifiableSet(documents.keySet());
  }

  /** Forgets a task; returns whether it was there. */
  public boolean forget(TaskKey key) {
    boolean removed = settings.store().remove(key);
    if (removed) {
      settings.listener().removed(key);
    }
    return removed;
  }

  /** Returns what a task follows, unless its document is no longer served. */
  public Optional<LifecycleWebhooks.Played> played(Task task) {
    return lifecycle(task)
        .flatMap(
            lifecycle ->
                Optional.ofNullable(documents.get(task.key().document()))
                    .flatMap(document -> document.operation(task.operation()))
                    .map(operation -> new LifecycleWebhooks.Played(operation, lifecycle)));
  }

  /** Returns an example with the values of a task as it is at some time. */
  public JsonNode image(
      Task task, String place, JsonNode example, Instant at, MediaAddresses media) {
    return lifecycle(task)
        .map(lifecycle -> patched(lifecycle, task, example, place, at, media))
        .orElse(example);
  }
}
