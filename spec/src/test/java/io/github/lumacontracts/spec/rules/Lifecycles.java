package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The stub server plays tasks by what {@code x-lifecycle} names; all of it has to be there. */
final class Lifecycles implements Rule {
  private static final Pattern CREATES = Pattern.compile("(create|extend)[A-Z].*");

  @Override
  public String id() {
    return "lifecycles";
  }

  @Override
  public String demand() {
    return "Each operation that creates or extends, with links to what reads it, has x-lifecycle,"
        + " and all that x-lifecycle names is in the document.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    for (Element operation : document.all(Kind.OPERATION)) {
      Optional<Node> own = operation.node().member(Lifecycle.MEMBER);
      if (own.isPresent()) {
        Optional<Lifecycle> lifecycle = Lifecycle.of(document, operation);
        lifecycle.ifPresent(found -> new LifecycleCheck(document, found, violations).run());
        if (lifecycle.isEmpty()) {
          violations.add(likeNothing(document, own.get()));
        }
      } else if (createsTasks(document, operation)) {
        violations.add(
            new Violation(
                operation.node(),
                "The answer of %s has links, but nothing tells how its tasks live."
                    .formatted(operation.title()),
                "x-lifecycle",
                "add it; spec/extensions/x-lifecycle.schema.json says what it holds."));
      }
    }
    // What is taken over from another operation is found there too.
    return violations.stream()
        .distinct()
        .sorted(Comparator.comparingInt(violation -> violation.where().line()))
        .toList();
  }

  /** Whoever may follow a link with the id of what was just created expects to find it. */
  private static boolean createsTasks(Document document, Element operation) {
    return operation.node().text("operationId").filter(CREATES.asMatchPredicate()).isPresent()
        && ShownExample.successes(document, operation)
            .anyMatch(response -> response.children(Kind.LINK).findAny().isPresent());
  }

  private static Violation likeNothing(Document document, Node own) {
    return new Violation(
        own.member("like").orElse(own),
        "No operation \"%s\" has a lifecycle of its own.".formatted(own.text("like").orElse("")),
        "one of "
            + Lifecycle.models(document)
                .flatMap(operation -> operation.node().text("operationId").stream())
                .sorted()
                .collect(Collectors.joining(", ")),
        "correct the operationId; the lifecycle named must not be like another.");
  }
}
