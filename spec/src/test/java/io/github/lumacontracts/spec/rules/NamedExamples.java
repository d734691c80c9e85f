package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Examples are asked for by name: {@code Prefer: example=pending}. */
final class NamedExamples implements Rule {
  private static final Pattern BYTES =
      Pattern.compile("(video|image|audio)/.*|application/octet-stream");

  @Override
  public String id() {
    return "named-examples";
  }

  @Override
  public String demand() {
    return "Each body has at least one example, and each example has a name.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    for (Element content : document.all(Kind.MEDIA_TYPE)) {
      content
          .node()
          .member("example")
          .ifPresent(
              example ->
                  violations.add(
                      new Violation(
                          example,
                          "The example of " + content.name() + " has no name.",
                          "examples with a name for each",
                          "move the value to examples/<name>/value.")));
      boolean none = content.children(Kind.EXAMPLE).findAny().isEmpty();
      // Nobody reads bytes; a file is served from elsewhere.
      if (none
          && content.node().member("example").isEmpty()
          && !BYTES.matcher(content.name()).matches()) {
        violations.add(
            new Violation(
                content.node(),
                "The body " + content.name() + " has no examples.",
                "examples with at least one name",
                "add the example that the source shows; without one, a plausible one marked"
                    + " inferred."));
      }
    }
    return violations;
  }
}
