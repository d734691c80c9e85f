package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A document opens alone, so its references stay inside. */
final class References implements Rule {

  @Override
  public String id() {
    return "references";
  }

  @Override
  public String demand() {
    return "Each $ref points to something of the right kind inside the document.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    document
        .all()
        .filter(element -> element.node().reference().isPresent())
        .forEach(
            element -> {
              String reference = element.node().reference().get();
              Optional<Element> target = document.target(reference);
              if (target.filter(found -> found.is(element.kind())).isEmpty()) {
                violations.add(
                    new Violation(
                        element.node().member("$ref").get(),
                        target
                            .map(
                                found ->
                                    "\"%s\" is a %s, but a %s stands here."
                                        .formatted(
                                            reference, found.kind().word(), element.kind().word()))
                            .orElse("\"" + reference + "\" points to nothing in this document."),
                        "#/components/… with the name of an existing " + element.kind().word(),
                        "correct the name or add the component; files beside this one are not"
                            + " read."));
              } else if (document.resolve(element).isEmpty()) {
                violations.add(
                    new Violation(
                        element.node().member("$ref").get(),
                        "\"" + reference + "\" leads back to itself or to nothing.",
                        "a reference that ends at a definition",
                        "define one of the components on the way."));
              }
            });
    return violations;
  }
}
