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
        violations.add(missing(operation, "an invalid request", "400, 4XX or default", found));
      }
      if (needsKey(document, operation)
          && responses.stream().noneMatch(response -> response.name().equals("401"))) {
        violations.add(missing(operation, "a wrong key", "401", found));
      }
      responses.stream()
          .filter(response -> !response.name().matches("[123].*"))
          .flatMap(response -> document.resolve(response).stream())
          .flatMap(response -> bodyless(response).stream())
          .forEach(violations::add);
    }
    return violations.stream().distinct().toList(); // operations share error responses
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
        "No response says how the provider answers to " + what + "; found " + found + ".",
        expected + " with a body and an example",
        "add it; if no source documents it, mark it with x-source of the kind inferred.");
  }

  private static Optional<Violation> bodyless(Element response) {
    List<Element> bodies = response.children(Kind.MEDIA_TYPE).toList();
    boolean complete =
        !bodies.isEmpty()
            && bodies.stream().allMatch(body -> body.node().member("schema").isPresent());
    return complete
        ? Optional.empty()
        : Optional.of(
            new Violation(
                response.node(),
                "An error has no body with a schema.",
                "content with a schema for each media type",
                "add what the provider sends; an unknown body is marked inferred."));
  }
}
