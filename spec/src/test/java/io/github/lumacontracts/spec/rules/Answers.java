package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A caller has to know what success looks like and what to do when the key or a field is wrong. */
final class Answers implements Rule {
  private static final List<String> INVALID_REQUEST = List.of("400", "4XX", "default");

  @Override
  public String id() {
    return "answers";
  }

  @Override
  public String demand() {
    return "Each operation documents success, an invalid request and a wrong key, with bodies.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    for (Element operation : document.all(Kind.OPERATION)) {
      List<Element> responses =
          operation.children(Kind.RESPONSES).flatMap(all -> all.children(Kind.RESPONSE)).toList();
      String found =
          responses.isEmpty()
              ? "none"
              : responses.stream().map(Element::name).collect(Collectors.joining(", "));
      if (responses.stream().noneMatch(response -> response.name().startsWith("2"))) {
        violations.add(
            new Violation(
                operation.node(),
                "No response says what success looks like; found " + found + ".",
                "a status from 200 to 299",
                "add the response with its body and a named example."));
      }
      if (operation.isIncoming()) {
        continue; // the receiver of a callback is ours; the provider documents no errors for it
      }
      if (responses.stream().noneMatch(response -> INVALID_REQUEST.contains(response.name()))) {
        violations.add(missing(operation, "invalid request", "400, 4XX or default", found));
      }
      if (needsKey(document, operation)
          && responses.stream().noneMatch(response -> response.name().equals("401"))) {
        violations.add(missing(operation, "wrong key", "401", found));
      }
      responses.stream()
          .filter(response -> !response.name().matches("[123].*"))
          .forEach(response -> body(document, response, violations));
    }
    return violations;
  }

  private static boolean needsKey(Document document, Element operation) {
    return operation
        .node()
        .member("security")
        .or(() -> document.root().member("security"))
        .filter(security -> !security.items().isEmpty())
        .isPresent();
  }

  private static Violation missing(Element operation, String what, String expected, String found) {
    return new Violation(
        operation.node(),
        "No response says how the provider answers to a " + what + "; found " + found + ".",
        expected + " with a body and an example",
        "add it; if no source documents it, mark it with x-source of the kind inferred.");
  }

  private static void body(Document document, Element response, List<Violation> violations) {
    Optional<Element> resolved = document.resolve(response);
    if (resolved.isEmpty()) {
      return; // the rule "references" tells
    }
    List<Element> bodies = resolved.get().children(Kind.MEDIA_TYPE).toList();
    boolean complete =
        !bodies.isEmpty()
            && bodies.stream()
                .allMatch(
                    body ->
                        body.node().member("schema").isPresent()
                            && body.children(Kind.EXAMPLE).findAny().isPresent());
    if (!complete) {
      violations.add(
          new Violation(
              response.node(),
              "The error " + response.name() + " has no body with a schema and an example.",
              "content with a schema and named examples for each media type",
              "add what the provider sends; an unknown body is marked inferred."));
    }
  }
}
