package io.github.lumacontracts.spec.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Known are the extensions that have a schema in the folder {@code extensions}. */
final class Extensions implements Rule {
  private static final String SUFFIX = ".schema.json";

  private final Map<String, JsonSchema> known = load(Path.of("extensions"));

  @Override
  public String id() {
    return "extensions";
  }

  @Override
  public String demand() {
    return "Each member x-… is known, valid against its schema and in its place.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    document
        .all()
        .forEach(
            element ->
                element
                    .node()
                    .members()
                    .forEach(
                        (name, value) -> {
                          if (name.startsWith("x-")) {
                            extension(document, element, name, value, violations);
                          }
                        }));
    return violations;
  }

  private void extension(
      Document document, Element element, String name, Node value, List<Violation> violations) {
    if (!known.containsKey(name)) {
      violations.add(
          new Violation(
              value,
              "The extension " + name + " is not known.",
              "one of " + String.join(", ", known.keySet()),
              "correct the spelling; a new extension needs a schema spec/extensions/"
                  + name
                  + SUFFIX
                  + " and a reader."));
      return;
    }
    for (JsonSchema.Failure failure : known.get(name).validate(document, value)) {
      violations.add(
          new Violation(
              failure.where(),
              "The value of " + name + " is wrong: " + failure.message() + ".",
              "what spec/extensions/" + name + SUFFIX + " says",
              "correct the value."));
    }
    boolean atRoot = element.is(Kind.DOCUMENT);
    if (name.equals("x-sources") && !atRoot) {
      violations.add(misplaced(value, name, "the root", "move it to the root."));
    }
    if (name.equals("x-source") && atRoot) {
      violations.add(
          misplaced(
              value,
              name,
              "the parts of the document, since one at the root would cover everything and prove"
                  + " nothing",
              "move it to the operations and components that it holds for."));
    }
    if (name.equals(Lifecycle.MEMBER) && (!element.is(Kind.OPERATION) || element.isIncoming())) {
      violations.add(
          misplaced(value, name, "an operation that creates tasks", "move it to the operation."));
    }
    if (name.equals("x-indexed") && !isArrayInQuery(document, element)) {
      violations.add(
          misplaced(
              value,
              name,
              "a query parameter whose schema is an array",
              "remove it, or correct in and schema of the parameter."));
    }
  }

  private static Violation misplaced(Node value, String name, String expected, String mend) {
    return new Violation(value, name + " has no place here.", "it stands at " + expected, mend);
  }

  private static boolean isArrayInQuery(Document document, Element element) {
    return element.is(Kind.PARAMETER)
        && element.node().text("in").filter("query"::equals).isPresent()
        && element
            .children("schema")
            .flatMap(schema -> document.resolve(schema).stream())
            .anyMatch(schema -> schema.node().text("type").filter("array"::equals).isPresent());
  }

  private static Map<String, JsonSchema> load(Path folder) {
    Map<String, JsonSchema> schemas = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        URI base = file.toUri();
        schemas.put(
            name.substring(0, name.length() - SUFFIX.length()),
            JsonSchema.parse(Files.readString(file), base));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the schemas in " + folder, e);
    }
    return schemas;
  }
}
