package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Summary and description become Javadoc and reference; tags become the reference's chapters. */
final class OperationTexts implements Rule {

  @Override
  public String id() {
    return "operation-texts";
  }

  @Override
  public String demand() {
    return "Each operation has a summary, a description and a tag that the root describes.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    Set<String> declared =
        document.all(Kind.TAG).stream()
            .flatMap(tag -> tag.node().text("name").stream())
            .collect(Collectors.toSet());
    for (Element tag : document.all(Kind.TAG)) {
      if (!tag.node().says("description")) {
        violations.add(
            new Violation(
                tag.node(),
                "The tag \"" + tag.node().text("name").orElse("") + "\" has no description.",
                "a sentence that says what its operations have in common",
                "add description to the tag."));
      }
    }
    for (Element operation : document.all(Kind.OPERATION)) {
      for (String text : List.of("summary", "description")) {
        if (!operation.node().says(text)) {
          violations.add(
              new Violation(
                  operation.node(),
                  "The operation has no " + text + ".",
                  text.equals("summary")
                      ? "a few words for a list of operations"
                      : "sentences that say what the caller gets, its limits and its price",
                  "add " + text + " to this operation."));
        }
      }
      tags(operation, declared, violations);
    }
    return violations;
  }

  private static void tags(Element operation, Set<String> declared, List<Violation> violations) {
    List<Node> tags = operation.node().member("tags").map(Node::items).orElse(List.of());
    // What the provider calls belongs to the operation that asks for it and needs no tag.
    if (tags.isEmpty() && !operation.isIncoming()) {
      violations.add(
          new Violation(
              operation.node(),
              "The operation has no tag.",
              "at least one of the tags declared at the root: " + sorted(declared),
              "add tags to this operation."));
    }
    for (Node tag : tags) {
      if (tag.text().filter(declared::contains).isEmpty()) {
        violations.add(
            new Violation(
                tag,
                "The tag \"" + tag.text().orElse("") + "\" is not declared.",
                "one of the tags declared at the root: " + sorted(declared),
                "correct the spelling, or declare the tag with a description at the root."));
      }
    }
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }
}
