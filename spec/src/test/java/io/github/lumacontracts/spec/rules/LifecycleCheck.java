package io.github.lumacontracts.spec.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up in the document what one lifecycle names. */
final class LifecycleCheck {
  private static final Set<String> OF_TASK =
      Set.of(
          "id",
          "parent",
          "created",
          "updated",
          "progress",
          "video",
          "thumbnail",
          "ratio",
          "width",
          "height");
  private static final String TASK = "$task.";

  private final Document document;
  private final Lifecycle lifecycle;
  private final LifecyclePlaces places;
  private final List<Violation> violations;

  LifecycleCheck(Document document, Lifecycle lifecycle, List<Violation> violations) {
    this.document = document;
    this.lifecycle = lifecycle;
    this.places = new LifecyclePlaces(document, lifecycle);
    this.violations = violations;
  }

  void run() {
    created();
    shares();
    progress();
    for (Lifecycle.Phase phase : lifecycle.phases()) {
      phase.shows().forEach((place, shown) -> shown(phase, place, shown));
      completeness(phase);
    }
    lists();
    members();
    strays();
    headers();
    account();
  }

  private void created() {
    List<ShownExample> successes =
        places.examples(lifecycle.operationId()).stream().filter(ShownExample::isSuccess).toList();
    Optional<Node> name = lifecycle.whole().member("created");
    Optional<ShownExample> created =
        LifecyclePlaces.find(successes, name.flatMap(Node::text).orElse(""));
    if (name.isPresent() && created.isEmpty()) {
      add(
          name.get(),
          "No successful answer of \"%s\" has an example \"%s\"."
              .formatted(lifecycle.operationId(), name.get().text().orElse("")),
          oneOf(successes.stream().map(ShownExample::name)),
          "correct the name, or add the example.");
    }
    lifecycle
        .whole()
        .member("id")
        .filter(id -> created.isPresent() && !isText(created.get(), id.text().orElse("")))
        .ifPresent(
            id ->
                add(
                    id,
                    "\"%s\" is no text in the example \"%s\" of \"%s\"."
                        .formatted(
                            id.text().orElse(""), created.get().name(), lifecycle.operationId()),
                    "$response.body#/ and the way to the new task's id",
                    "correct the expression."));
  }

  private static boolean isText(ShownExample example, String id) {
    return RuntimeExpression.parse(id)
        .filter(parsed -> parsed.message().equals("response") && parsed.part().equals("body"))
        .flatMap(parsed -> example.value().at(parsed.name()))
        .flatMap(Node::text)
        .isPresent();
  }

  private void shares() {
    BigDecimal sum =
        lifecycle.states().stream()
            .map(state -> number(state, "lasts"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (!lifecycle.states().isEmpty() && sum.compareTo(BigDecimal.ONE) != 0) {
      add(
          lifecycle.whole().member("states").orElseThrow(),
          "The shares of the time (lasts) of \"%s\" sum to %s."
              .formatted(lifecycle.operationId(), sum),
          "1",
          "correct the shares.");
    }
  }

  private void progress() {
    BigDecimal before = BigDecimal.ZERO;
    for (Node state : lifecycle.states()) {
      BigDecimal now = number(state, "progress");
      if (now.compareTo(before) < 0) {
        add(
            state.member("progress").orElse(state),
            "The progress falls from %s to %s.".formatted(before, now),
            "at least " + before,
            "order the states by time, or correct the progress at their start.");
      }
      before = now;
    }
  }

  private static BigDecimal number(Node holder, String name) {
    return holder
        .member(name)
        .map(Node::content)
        .filter(Number.class::isInstance)
        .map(content -> new BigDecimal(content.toString()))
        .orElse(BigDecimal.ZERO);
  }

  private void shown(Lifecycle.Phase phase, String place, Node shown) {
    if (isKnown(place, shown)) {
      String text = shown.text().orElse("");
      String name = LifecyclePlaces.name(text);
      Optional<ShownExample> example = LifecyclePlaces.find(places.examples(place), name);
      if (example.isEmpty()) {
        add(
            shown,
            "\"%s\" has no example \"%s\".".formatted(place, name),
            oneOf(places.examples(place).stream().map(ShownExample::name)),
            "correct the name, or add the example.");
      } else if (example.get().value().at(LifecyclePlaces.pointer(text)).isEmpty()) {
        add(
            shown,
            "The example \"%s\" of \"%s\" has nothing at \"%s\"."
                .formatted(name, place, LifecyclePlaces.pointer(text)),
            "a JSON Pointer to the one task in the example",
            "correct what follows the #.");
      } else if (places.extendsTasks(place) && example.get().isSuccess()) {
        add(
            shown,
            "In the %s \"%s\" would extend a task that is not completed."
                .formatted(phase.title(), place),
            "an example of an error, since that is how the provider refuses",
            "name an example of a 4XX answer.");
      }
    }
  }

  private boolean isKnown(String place, Node where) {
    boolean known = places.names().contains(place);
    if (!known) {
      add(
          where,
          "\"%s\" is neither an operation nor a callback of this one.".formatted(place),
          oneOf(places.names().stream()),
          "correct the name.");
    }
    return known;
  }

  /** Whoever polls, or waits for the call, must learn of every change. */
  private void completeness(Lifecycle.Phase phase) {
    Set<String> needed = new TreeSet<>(lifecycle.members("lists").keySet());
    ShownExample.successes(document, lifecycle.operation())
        .flatMap(response -> response.children(Kind.LINK))
        .flatMap(link -> document.resolve(link).stream())
        .flatMap(link -> link.node().text("operationId").stream())
        .forEach(needed::add);
    needed.retainAll(places.names());
    needed.remove(lifecycle.operationId());
    needed.removeIf(place -> phase.isCompleted() && places.extendsTasks(place));
    needed.removeAll(phase.shows().keySet());
    for (String place : needed) {
      add(
          phase.node(),
          "The %s of \"%s\" does not say what \"%s\" answers then."
              .formatted(phase.title(), lifecycle.operationId(), place),
          "an example of it under shows",
          "name one, or add one to the operation.");
    }
    for (String callback : places.callbacks().keySet()) {
      if (phase.isOutcome()
          && !phase.shows().containsKey(callback)
          && !phase.node().says("x-caveat")) {
        add(
            phase.node(),
            "The %s of \"%s\" does not show the callback \"%s\"."
                .formatted(phase.title(), lifecycle.operationId(), callback),
            "an example of it under shows, or an x-caveat that says why nothing is sent",
            "add either.");
      }
    }
  }

  private void lists() {
    lifecycle
        .ownMembers("lists")
        .forEach(
            (place, pointer) -> {
              boolean wrong =
                  isKnown(place, pointer)
                      && places.shownIn(place).stream()
                          .map(shown -> shown.example().value().at(pointer.text().orElse("")))
                          .anyMatch(list -> list.filter(Node::isArray).isEmpty());
              if (wrong) {
                add(
                    pointer,
                    "\"%s\" leads to no array in an example of \"%s\"."
                        .formatted(pointer.text().orElse(""), place),
                    "a JSON Pointer to the list of tasks; '' if that is the whole answer",
                    "correct the pointer.");
              }
            });
  }

  private void members() {
    Map<String, Node> elsewhere = lifecycle.members("members-of");
    List<Node> values =
        places.names().stream()
            .filter(place -> !elsewhere.containsKey(place))
            .flatMap(place -> places.shownIn(place).stream().map(LifecyclePlaces.Shown::part))
            .toList();
    members(lifecycle.ownMembers("members"), values);
    lifecycle
        .ownMembers("members-of")
        .forEach(
            (place, members) -> {
              if (isKnown(place, members)) {
                members(
                    members.members(),
                    places.shownIn(place).stream().map(LifecyclePlaces.Shown::part).toList());
              }
            });
  }

  private void members(Map<String, Node> members, List<Node> values) {
    members.forEach(
        (pointer, expression) -> {
          boolean shown =
              values.stream()
                  .flatMap(value -> value.at(pointer).stream())
                  .anyMatch(member -> member.content() != null);
          if (!shown) {
            add(
                expression,
                "No example that shows a task of \"%s\" has a value at \"%s\"."
                    .formatted(lifecycle.operationId(), pointer),
                "a JSON Pointer into the task",
                "correct or remove it.");
          }
          expression(expression);
        });
  }

  private void expression(Node expression) {
    String text = expression.text().orElse("");
    if (!text.startsWith("$")) {
      return;
    }
    boolean known =
        text.startsWith(TASK)
            ? OF_TASK.contains(text.substring(TASK.length()))
            : RuntimeExpression.parse(text)
                .filter(parsed -> parsed.message().equals("request"))
                .filter(
                    parsed ->
                        ExpressionTarget.exists(
                            document, lifecycle.operation(), Stream.empty(), parsed))
                .isPresent();
    if (!known) {
      add(
          expression,
          "\"%s\" is nothing that a request of \"%s\" or a task has."
              .formatted(text, lifecycle.operationId()),
          "a constant, $request. with body#/…, path.…, query.… or header.…, or $task. with "
              + String.join(", ", new TreeSet<>(OF_TASK)),
          "correct the expression, or describe the member in the request's schema.");
    }
  }

  /** What of the sample task is no member would stand in the answers about every other task. */
  private void strays() {
    for (String place : places.names()) {
      Map<String, Node> members =
          Optional.ofNullable(lifecycle.members("members-of").get(place))
              .map(Node::members)
              .orElse(lifecycle.members("members"));
      for (LifecyclePlaces.Shown shown : places.shownIn(place)) {
        if (shown.example().isOfTask()) {
          OfOneTask.in(shown.part())
              .filter(found -> !members.containsKey(found.pointer()))
              .forEach(this::stray);
        }
      }
    }
  }

  private void stray(OfOneTask found) {
    add(
        found.value(),
        "\"%s\" is that of the sample task; nothing says what another task has here."
            .formatted(found.value().content()),
        "an expression for \"%s\" under members of x-lifecycle, or under members-of"
            .formatted(found.pointer()),
        "add it, such as $task.video, $task.thumbnail, $task.created or $task.id.");
  }

  private void headers() {
    Set<String> declared =
        places.callbacks().values().stream()
            .flatMap(callback -> Callbacks.operations(document, callback))
            .flatMap(operation -> ExpressionTarget.parameters(document, operation))
            .filter(parameter -> parameter.node().text("in").filter("header"::equals).isPresent())
            .flatMap(parameter -> parameter.node().text("name").stream())
            .collect(Collectors.toCollection(TreeSet::new));
    lifecycle
        .ownMembers("headers")
        .forEach(
            (name, expression) -> {
              if (!declared.contains(name)) {
                add(
                    expression,
                    "No callback of \"%s\" has a header \"%s\"."
                        .formatted(lifecycle.operationId(), name),
                    oneOf(declared.stream()),
                    "correct the name, or declare the header parameter in the callback.");
              }
              expression(expression);
            });
  }

  private void account() {
    Optional<Node> account = lifecycle.own().member("account");
    if (account.isEmpty()) {
      return;
    }
    String place = account.get().text("operation").orElse("");
    String balance = account.get().text("balance").orElse("");
    if (isKnown(place, account.get().member("operation").orElse(account.get()))
        && places.examples(place).stream()
            .filter(ShownExample::isSuccess)
            .map(example -> example.value().at(balance))
            .anyMatch(node -> node.filter(LifecycleCheck::isNumber).isEmpty())) {
      add(
          account.get().member("balance").orElse(account.get()),
          "\"%s\" leads to no number in an example of \"%s\".".formatted(balance, place),
          "a JSON Pointer to the balance",
          "correct the pointer.");
    }
  }

  private static boolean isNumber(Node node) {
    return node.content() instanceof Number;
  }

  private static String oneOf(Stream<String> names) {
    List<String> sorted = names.distinct().sorted().toList();
    return sorted.isEmpty() ? "a name that is there" : "one of " + String.join(", ", sorted);
  }

  private void add(Node where, String problem, String expected, String mend) {
    violations.add(new Violation(where, problem, expected, mend));
  }
}
