package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;

/** Descriptions become the client's Javadoc and the reference. */
final class Descriptions implements Rule {

  @Override
  public String id() {
    return "descriptions";
  }

  @Override
  public String demand() {
    return "Each parameter, header, named schema and property has a description.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    document
        .all()
        .filter(Descriptions::needsOne)
        .filter(
            element ->
                !element.node().says("description")
                    && document
                        .resolve(element)
                        // an unresolved one is told by the rule "references"
                        .filter(target -> !target.node().says("description"))
                        .isPresent())
        .forEach(
            element ->
                violations.add(
                    new Violation(
                        element.node(),
                        "The " + element.title() + " has no description.",
                        "a sentence that says what it is, with its unit and limits",
                        "add description here, or to what $ref points to.")));
    return violations;
  }

  private static boolean needsOne(Element element) {
    return switch (element.kind()) {
      case PARAMETER, HEADER -> true;
      case SCHEMA -> element.isComponent() || element.slot().equals("properties");
      default -> false;
    };
  }
}
