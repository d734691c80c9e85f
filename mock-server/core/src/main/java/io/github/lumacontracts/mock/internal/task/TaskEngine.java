package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.negotiator.Preferences;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.task.webhook.LifecycleWebhooks;
import io.github.lumacontracts.mock.internal.validator.ValidatedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers from tasks what has to do with tasks. Safe for threads. */
public final class TaskEngine {
  /** Longest time that a task takes unless somebody wants another one: nobody likes to wait. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  private final TaskSettings settings;
  private final Digests digests = new Digests();
  private final Map<String, TaskDocument> documents = new LinkedHashMap<>();
  private final IdentityHashMap<ApiOperation, Late<TaskRole>> roles = new IdentityHashMap<>();

  public TaskEngine(TaskSettings settings) {
    this.settings = settings;
  }

  /** Adds a document; not while requests are answered. */
  public void add(String id, List<ApiOperation> operations) {
    TaskDocument document = new TaskDocument(id, operations, settings);
    documents.put(id, document);
    document.roles().forEach(roles::put);
  }

  public TaskSettings settings() {
    return settings;
  }

  /** Returns what an operation has to do with tasks, if anything. */
  public Optional<TaskRole> role(ApiOperation operation) {
    return Optional.ofNullable(roles.get(operation)).map(Late::get);
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
      ValidatedRequest request,
      Map<String, String> path,
      Preferences preferences,
      Selection usual)
      throws ProblemException {
    SentRequest sent = new SentRequest(request, path);
    Client client = Client.of(role.operation(), request.request(), digests);
    World world = settings.worlds().get(client.world());
    Scenario scenario = new Choice(settings.scenarios()).of(preferences, sent, client, world);
    Visit visit = new Visit(sent, client, world, scenario, usual, world.clock().now());
    Optional<Duration> wait =
        scenario
            .window()
            .flatMap(window -> window.refusal(world, counter(role, visit), visit.now()));
    if (scenario.window().isPresent() && wait.isEmpty()) {
      return role.answer(visit);
    }
    if (!scenario.statuses().isEmpty()) {
      return Optional.of(instead(role, visit).plus(scenario, wait));
    }
    Optional<TaskAnswer> answer = role.answer(visit);
    return scenario.disturbance().isEmpty() && scenario.headers().isEmpty()
        ? answer
        : Optional.of(answer.orElseGet(() -> TaskAnswer.of(usual)).plus(scenario, wait));
  }

  /** Returns the name of what counts the requests of one client under one scenario. */
  private static String counter(TaskRole role, Visit visit) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(role.document().id())
        .add(visit.client().digest())
        .add(visit.scenario().name())
        .toString();
  }

  private static TaskAnswer instead(TaskRole role, Visit visit) {
    Scenario scenario = visit.scenario();
    return role.refusal(
            scenario.statuses(),
            Problem.unknown("Scenario " + scenario.name() + ", of which the document says nothing"))
        .in(visit);
  }

  /** Returns the lifecycle of a task, unless its document is no longer served. */
  public Optional<Lifecycle> lifecycle(Task task) {
    return document(task).flatMap(document -> document.layout().lifecycle(task.operation()));
  }

  /** Returns where a task stands, unless its document is no longer served. */
  public Optional<TaskView> view(Task task, Instant at) {
    return document(task).flatMap(document -> document.view(task, at));
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

  /** Forgets a task; returns whether it was there. */
  public boolean forget(TaskKey key) {
    boolean removed = settings.store().remove(key);
    if (removed) {
      settings.listener().removed(key);
    }
    return removed;
  }

  /** Returns the ids of the documents that are served. */
  public Set<String> documents() {
    return Collections.unmodifiableSet(documents.keySet());
  }

  /** Returns the units in which a document has prices; none if it is not served. */
  public Set<String> units(String document) {
    return Optional.ofNullable(documents.get(document))
        .map(known -> known.payments().units())
        .orElse(Set.of());
  }

  /** Returns what is kept of a client instead of its API key. */
  public static String client(String apiKey) {
    return apiKey.isEmpty() ? "" : Digests.of("", apiKey.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives back what is due in a world. Nothing ticks, so that is done when somebody looks. */
  public void settle(World world) {
    for (Ledger.Account account : world.ledger().balances().keySet()) {
      Optional.ofNullable(documents.get(account.document()))
          .ifPresent(document -> document.payments().settle(world, world.clock().now(), account));
    }
  }

  /** Returns what a task follows, unless its document is no longer served. */
  public Optional<LifecycleWebhooks.Played> played(Task task) {
    return lifecycle(task)
        .flatMap(
            lifecycle ->
                document(task)
                    .flatMap(document -> document.layout().operation(task.operation()))
                    .map(operation -> new LifecycleWebhooks.Played(operation, lifecycle)));
  }

  /** Returns an example with the values of a task as it is at some time. */
  public JsonNode image(
      Task task, String place, JsonNode example, Instant at, MediaAddresses media) {
    return document(task)
        .flatMap(
            document ->
                document
                    .view(task, at)
                    .map(view -> document.show(view, place, example, () -> media)))
        .orElse(example);
  }

  private Optional<TaskDocument> document(Task task) {
    return Optional.ofNullable(documents.get(task.key().document()));
  }
}
