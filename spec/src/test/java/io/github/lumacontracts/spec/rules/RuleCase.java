package io.github.lumacontracts.spec.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change that breaks (or nearly breaks) a rule, and what all rules then say.
 *
 * <p>A case is a text file: a title, pairs of {@code ==== replace ====} and {@code ==== by ====}
 * that change whole lines of the base document, and {@code ==== expect ====} with the violations,
 * none for a case that passes.
 */
record RuleCase(Path file, String title, List<Edit> edits, String expected) {
  static final Path FOLDER = Path.of("src/test/resources/rules");

  /** The one document that keeps all rules; cases change it. */
  static final Path BASE = FOLDER.resolve("base/vapi/openapi.yaml");

  private static final String EXPECT = "==== expect ====\n";
  private static final Pattern EDIT =
      Pattern.compile(
          "==== replace ====\n(.*?)==== by ====\n(.*?)(?===== (?:replace|expect) ====)",
          Pattern.DOTALL);

  record Edit(String replace, String by) {}

  static RuleCase read(Path file) throws IOException {
    String text = Files.readString(file);
    int expect = text.indexOf(EXPECT);
    if (expect < 0) {
      throw new IllegalArgumentException(file + " has no section " + EXPECT.strip());
    }
    Matcher edits = EDIT.matcher(text);
    return new RuleCase(
        file,
        text.lines().findFirst().orElse(""),
        edits.results().map(edit -> new Edit(edit.group(1), edit.group(2))).toList(),
        text.substring(expect + EXPECT.length()));
  }

  /** Returns the id of the rule that the case is about. */
  String rule() {
    return file.getParent().getFileName().toString();
  }

  String name() {
    return file.getFileName().toString().replace(".txt", "");
  }

  boolean passes() {
    return expected.isEmpty();
  }

  /** Returns the base document with the changes made. */
  Document document() throws IOException {
    String text = Files.readString(BASE);
    for (Edit edit : edits) {
      int first = text.indexOf(edit.replace());
      if (first < 0 || text.indexOf(edit.replace(), first + 1) >= 0) {
        throw new IllegalArgumentException(
            file
                + ": the base document has "
                + (first < 0 ? "no such text" : "this text more than once")
                + ":\n"
                + edit.replace());
      }
      text = text.replace(edit.replace(), edit.by());
    }
    return Document.of(BASE, text);
  }
}
