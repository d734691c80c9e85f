package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle.Outcome;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle.State;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Plays the tasks of one operation: where they stand follows from their times. Immutable. */
public final class Lifecycle {
  /** The outcome that has a result without the address of it. */
  public static final String WITHOUT_LINK = "completed-without-link";

  /** Share of the whole time that the address comes later, where it does. */
  private static final double LATER = 0.2;

  private static final String FAILED = "failed";
  private static final String HEADER = "$request.header.";

  private final String operation;
  private final ApiLifecycle source;
  private final boolean completedBeforeLink;
  private final JsonPointer idPlace;
  private final TaskMembers members;
  private final Map<String, TaskMembers> membersOf = new HashMap<>();
  private final Set<String> headers = new TreeSet<>();

  /**
   * Makes it.
   *
   * @param creator the operation that creates the tasks; has a name
   * @param completedBeforeLink whether the address of the result comes after the result, where the
   *     document knows that
   */
  public Lifecycle(ApiOperation creator, ApiLifecycle source, boolean completedBeforeLink) {
    this.operation = creator.operationId().orElseThrow();
    this.source = source;
    this.completedBeforeLink = completedBeforeLink;
    Presets presets = new Presets(creator);
    idPlace = JsonPointer.compile(source.id());
    members = new TaskMembers(source.members(), presets::of);
    source
        .membersOf()
        .forEach((place, own) -> membersOf.put(place, new TaskMembers(own, presets::of)));
    addHeaders(source.members().values());
    addHeaders(source.headers().values());
    source.membersOf().values().forEach(own -> addHeaders(own.values()));
  }

  private void addHeaders(Collection<String> expressions) {
    for (String expression : expressions) {
      if (expression.startsWith(HEADER)) {
        headers.add(expression.substring(HEADER.length()).toLowerCase(Locale.ROOT));
      }
    }
  }

  public String operation() {
    return operation;
  }

  public ApiLifecycle source() {
    return source;
  }

  /** Returns where the answer to a submit has the id. */
  JsonPointer idPlace() {
    return idPlace;
  }

  /** Returns how an operation or callback shows tasks. */
  TaskMembers members(String place) {
    return membersOf.getOrDefault(place, members);
  }

  /** Returns the names of the request headers that a task shows later. */
  Set<String> headers() {
    return headers;
  }

  /** Returns what is shown at the end of a task, by operation and callback. */
  Map<String, String> shows(String outcome) {
    Outcome known = source.outcomes().get(outcome);
    return known == null ? Map.of() : known.shows();
  }

  /** Whether there is a result in the end. */
  public static boolean isCompleted(String outcome) {
    return outcome.equals(ApiLifecycle.COMPLETED) || outcome.equals(WITHOUT_LINK);
  }

  private record Phase(
      String name,
      Instant begin,
      boolean end,
      boolean completed,
      int progress,
      Map<String, String> shows) {}

  /** Returns where a task stands. */
  public TaskView view(Task task, Scenario scenario, Instant now) {
    List<Phase> phases = phases(task, scenario);
    int current = 0;
    while (current + 1 < phases.size() && !phases.get(current + 1).begin().isAfter(now)) {
      current++;
    }
    Phase phase = phases.get(current);
    return new TaskView(
        task,
        phase.name(),
        phase.begin(),
        phase.end(),
        phase.completed(),
        progress(phases, current, now),
        phase.shows(),
        phase.completed() ? links(phases, scenario, now) : Optional.empty());
  }

  /** Returns when each state of a task begins, the first and past ones too. */
  public List<TaskChange> changes(Task task, Scenario scenario) {
    return phases(task, scenario).stream()
        .map(phase -> new TaskChange(phase.name(), phase.begin(), phase.shows()))
        .toList();
  }

  private static Optional<Integer> progress(List<Phase> phases, int current, Instant now) {
    Phase phase = phases.get(current);
    if (phase.end()) {
      return phase.completed() ? Optional.of(100) : Optional.empty();
    }
    if (current + 1 == phases.size()) {
      return Optional.of(phase.progress()); // it is stuck
    }
    Phase next = phases.get(current + 1);
    int goal = next.end() ? 100 : next.progress();
    double whole = Duration.between(phase.begin(), next.begin()).toNanos();
    double part = Duration.between(phase.begin(), now).toNanos();
    double share = whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole));
    return Optional.of(
        Math.min(99, (int) Math.floor(phase.progress() + share * (goal - phase.progress()))));
  }

  private Optional<TaskView.Links> links(List<Phase> phases, Scenario scenario, Instant now) {
    Instant from = phases.get(phases.size() - 1).begin();
    return scenario
        .linkLasts()
        .or(source::linkLasts)
        .map(last -> TaskView.Links.at(now, from, last));
  }

  private List<Phase> phases(Task task, Scenario scenario) {
    List<Phase> phases = new ArrayList<>();
    double passed = 0;
    for (State state : source.states()) {
      phases.add(
          new Phase(
              state.name(),
              task.created().plus(share(task, passed)),
              false,
              false,
              state.progress(),
              state.shows()));
      passed += state.lasts();
    }
    Instant end = task.created().plus(task.length());
    if (scenario.stuck()) {
      phases.subList(stuckIn(scenario) + 1, phases.size()).clear();
    } else {
      addOutcome(phases, task, scenario, end);
    }
    task.forced()
        .ifPresent(
            forced -> {
              phases.removeIf(phase -> phase.begin().isAfter(forced.at()));
              phases.add(outcome(forced.outcome(), forced.at()));
            });
    return phases;
  }

  private void addOutcome(List<Phase> phases, Task task, Scenario scenario, Instant end) {
    Phase last = outcome(scenario.outcome(), end);
    boolean late =
        completedBeforeLink
            && last.name().equals(ApiLifecycle.COMPLETED)
            && source.outcomes().containsKey(WITHOUT_LINK);
    if (late) {
      phases.add(outcome(WITHOUT_LINK, end));
      last = outcome(ApiLifecycle.COMPLETED, end.plus(share(task, LATER)));
    }
    phases.add(last);
  }

  private int stuckIn(Scenario scenario) {
    for (int i = 0; i < source.states().size(); i++) {
      if (source.states().get(i).name().equals(scenario.stuckIn())) {
        return i;
      }
    }
    return source.states().size() - 1;
  }

  private static Duration share(Task task, double part) {
    return Duration.ofNanos((long) (task.length().toNanos() * part));
  }

  private Phase outcome(String wanted, Instant begin) {
    String name = known(wanted);
    return new Phase(name, begin, true, isCompleted(name), 100, shows(name));
  }

  /** Returns the name of the outcome that a task has whose scenario wants this one. */
  public String known(String wanted) {
    if (source.outcomes().containsKey(wanted)) {
      return wanted;
    }
    return !wanted.startsWith(ApiLifecycle.COMPLETED) && source.outcomes().containsKey(FAILED)
        ? FAILED
        : ApiLifecycle.COMPLETED;
  }

  /** Whether the price is given back when a task ends so. */
  public boolean isRefunded(String outcome) {
    Outcome known = source.outcomes().get(outcome);
    return known != null && known.refunded();
  }
}
