package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id becomes a method name of the client. */
final class OperationIds implements Rule {
  /** One verb per meaning, so that the five clients read alike; a new meaning is added here. */
  private static final List<String> VERBS =
      List.of("create", "extend", "get", "list", "notify", "upload");

  private static final Pattern VERB_AND_NOUN =
      Pattern.compile("(" + String.join("|", VERBS) + ")([A-Z][a-z0-9]*)+");

  @Override
  public String id() {
    return "operation-ids";
  }

  @Override
  public String demand() {
    return "Each operation, callbacks included, has an operationId of its own: verb and noun.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Node> known = new HashMap<>();
    for (Element operation : document.all(Kind.OPERATION)) {
      Optional<String> id = operation.node().text("operationId");
      if (id.isEmpty()) {
        violations.add(
            new Violation(
                operation.node(),
                "The operation has no operationId.",
                "a verb and a noun in camelCase, such as createGeneration",
                "add operationId to this operation."));
        continue;
      }
      Node node = operation.node().member("operationId").get();
      if (!VERB_AND_NOUN.matcher(id.get()).matches()) {
        violations.add(
            new Violation(
                node,
                "The operationId \"" + id.get() + "\" is not a verb and a noun in camelCase.",
                "one of the verbs " + String.join(", ", VERBS) + ", then a noun",
                "rename it, and the links that name it; a verb that is really new goes into"
                    + " OperationIds."));
      }
      Node first = known.putIfAbsent(id.get(), node);
      if (first != null) {
        violations.add(
            new Violation(
                node,
                "The operationId \"" + id.get() + "\" is taken since line " + first.line() + ".",
                "an id that no other operation has",
                "rename one of the two."));
      }
    }
    return violations;
  }
}
