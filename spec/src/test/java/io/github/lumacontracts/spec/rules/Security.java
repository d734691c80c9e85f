package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Without it a client sends no key and the stub server asks for none. */
final class Security implements Rule {

  @Override
  public String id() {
    return "security";
  }

  @Override
  public String demand() {
    return "Each operation says how it is authorised, by schemes that components declare.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    Set<String> declared =
        document.all(Kind.SECURITY_SCHEME).stream()
            .map(Element::name)
            .collect(Collectors.toCollection(TreeSet::new));
    boolean atRoot = document.root().member("security").isPresent();
    requirements(document.root(), declared, violations);
    for (Element operation : document.all(Kind.OPERATION)) {
      if (!atRoot && operation.node().member("security").isEmpty() && !operation.isIncoming()) {
        violations.add(
            new Violation(
                operation.node(),
                "Neither the operation nor the root says how a call is authorised.",
                "security with a declared scheme, or security: [] for an open operation",
                "add security at the root if all operations share it."));
      }
      requirements(operation.node(), declared, violations);
    }
    return violations;
  }

  private static void requirements(Node holder, Set<String> declared, List<Violation> violations) {
    for (Node requirement : holder.member("security").map(Node::items).orElse(List.of())) {
      requirement
          .members()
          .forEach(
              (scheme, scopes) -> {
                if (!declared.contains(scheme)) {
                  violations.add(
                      new Violation(
                          scopes,
                          "The security scheme \"" + scheme + "\" is not declared.",
                          "one of components/securitySchemes: " + String.join(", ", declared),
                          "correct the spelling or declare the scheme."));
                }
              });
    }
  }
}
