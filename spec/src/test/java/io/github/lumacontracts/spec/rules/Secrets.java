package io.github.lumacontracts.spec.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The clients show a marked member as {@code ***}; an unmarked one would stand in every log. */
final class Secrets implements Rule {

  @Override
  public String id() {
    return "secrets";
  }

  @Override
  public String demand() {
    return "Each member whose name speaks of a secret has format: password.";
  }

  @Override
  public List<Violation> check(Document document) {
    return document.all(Kind.SCHEMA).stream()
        .filter(schema -> schema.slot().equals("properties") && isSecret(schema.name()))
        .filter(schema -> !schema.node().text("format").equals(Optional.of("password")))
        .map(
            schema ->
                new Violation(
                    schema.node(),
                    "The " + schema.title() + " is a secret, and nothing says so.",
                    "type: string with format: password",
                    "add format: password, or give the member another name if it is none."))
        .toList();
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("secret") || lower.contains("password");
  }
}
