package io.github.lumacontracts.spec.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What nothing refers to would still become a class of the client and a page of the reference. */
final class UnusedComponents implements Rule {

  @Override
  public String id() {
    return "unused-components";
  }

  @Override
  public String demand() {
    return "Each component is used by an operation, directly or through other components.";
  }

  @Override
  public List<Violation> check(Document document) {
    Set<Element> used = new HashSet<>();
    Deque<Element> open = new ArrayDeque<>();
    document
        .all()
        .filter(element -> element.is(Kind.PATHS) || element.slot().equals("webhooks"))
        .forEach(open::add);
    while (!open.isEmpty()) {
      open.remove()
          .inwards()
          .flatMap(element -> element.node().reference().stream())
          .flatMap(reference -> document.target(reference).stream())
          .filter(used::add)
          .forEach(open::add);
    }
    Set<String> schemes = new HashSet<>();
    document
        .all()
        .filter(element -> element.is(Kind.DOCUMENT) || element.is(Kind.OPERATION))
        .flatMap(
            element ->
                element.node().member("security").map(Node::items).orElse(List.of()).stream())
        .forEach(requirement -> schemes.addAll(requirement.members().keySet()));
    return document
        .all()
        .filter(Element::isComponent)
        .filter(
            component ->
                component.is(Kind.SECURITY_SCHEME)
                    ? !schemes.contains(component.name())
                    : !used.contains(component))
        .map(
            component ->
                new Violation(
                    component.node(),
                    "Nothing uses the " + component.title() + ".",
                    "a way from an operation to each component",
                    "refer to it where it belongs, or remove it."))
        .toList();
  }
}
