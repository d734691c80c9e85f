package io.github.lumacontracts.spec.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Nothing is invented silently: whoever doubts a line finds who said it. */
final class Sources implements Rule {
  // A callback cannot carry x-source (parser and schema take it for an address); its operation
  // does.
  private static final Set<Kind> FACTS =
      Set.of(
          Kind.OPERATION,
          Kind.PARAMETER,
          Kind.REQUEST_BODY,
          Kind.RESPONSE,
          Kind.HEADER,
          Kind.SCHEMA,
          Kind.EXAMPLE,
          Kind.LINK);

  @Override
  public String id() {
    return "sources";
  }

  @Override
  public String demand() {
    return "Each fact has a declared source, each declared source is used and told in SOURCES.md.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Node> declared =
        document.root().member("x-sources").map(Node::members).orElse(Map.of());
    Set<String> used = new HashSet<>();
    document
        .all()
        .forEach(
            element -> {
              if (FACTS.contains(element.kind())
                  && !isCovered(element)
                  && element.outwards().skip(1).noneMatch(outer -> FACTS.contains(outer.kind()))) {
                violations.add(uncovered(element));
              }
              ids(element)
                  .forEach(
                      id -> {
                        used.add(id.text().orElse(""));
                        if (id.text().filter(declared::containsKey).isEmpty()) {
                          violations.add(undeclared(id, declared.keySet()));
                        }
                      });
            });
    String told = told(document);
    declared.forEach(
        (id, source) -> {
          if (!used.contains(id)) {
            violations.add(
                new Violation(
                    source,
                    "No x-source names the source \"" + id + "\".",
                    "sources that the document rests on, and no others",
                    "name it where it holds, or remove it here and in SOURCES.md."));
          }
          if (!told.contains("`" + id + "`")) {
            violations.add(
                new Violation(
                    source,
                    "SOURCES.md does not tell about the source \"" + id + "\".",
                    "`" + id + "` in backquotes in the file beside this document",
                    "add what the source gave and when it was read."));
          }
        });
    return violations;
  }

  /** Returns the ids that stand on an element, and everywhere in its lifecycle. */
  private static Stream<Node> ids(Element element) {
    return Stream.concat(
            Stream.of(element.node()),
            element.node().member(Lifecycle.MEMBER).stream().flatMap(Sources::inwards))
        .flatMap(node -> node.member("x-source").stream())
        .flatMap(source -> source.items().stream());
  }

  private static Stream<Node> inwards(Node node) {
    return Stream.concat(
        Stream.of(node),
        Stream.concat(node.members().values().stream(), node.items().stream())
            .flatMap(Sources::inwards));
  }

  private static boolean isCovered(Element element) {
    return element
        .outwards()
        .filter(part -> !part.is(Kind.DOCUMENT))
        .anyMatch(part -> part.node().member("x-source").isPresent());
  }

  private static Violation uncovered(Element element) {
    return new Violation(
        element.node(),
        "The " + element.title() + " has no source.",
        "x-source here or on what encloses it; what is referred to counts where it is defined",
        "add x-source with ids from x-sources; what nobody documents is of the kind inferred.");
  }

  private static Violation undeclared(Node id, Set<String> declared) {
    return new Violation(
        id,
        "The source \"" + id.text().orElse("") + "\" is not declared.",
        "one of x-sources: " + String.join(", ", declared),
        "correct the spelling or declare the source at the root.");
  }

  private static String told(Document document) {
    Path file = document.file().resolveSibling("SOURCES.md");
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
