package io.github.lumacontracts.spec.rules;

import java.util.List;

/**
 * Some tools read YAML 1.1, others 1.2: {@code 16:9} is 969 to the former, a string to the latter.
 */
final class PlainScalars implements Rule {

  @Override
  public String id() {
    return "plain-scalars";
  }

  @Override
  public String demand() {
    return "Each value without quotes means the same in YAML 1.1 and 1.2.";
  }

  @Override
  public List<Violation> check(Document document) {
    return document.ambiguous().stream()
        .map(
            node ->
                new Violation(
                    node,
                    "What stands here without quotes is one thing in YAML 1.1 and another in 1.2.",
                    "words such as yes, on and off, dates, times and ratios such as 16:9 in quotes",
                    "put quotes around it."))
        .toList();
  }
}
