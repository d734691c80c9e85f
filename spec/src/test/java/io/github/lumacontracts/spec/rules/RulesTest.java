package io.github.lumacontracts.spec.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules themselves: what each finds, what each lets pass, and the words it uses. */
class RulesTest {
  /** Set to write what is found into the cases, to be read in the diff before it is committed. */
  private static final boolean WRITE = Boolean.getBoolean("rules.write");

  @Test
  void the_base_document_keeps_all_rules() throws IOException {
    assertThat(violations(Document.read(RuleCase.BASE))).isEmpty();
  }

  @Test
  void each_rule_is_proven_by_a_case_that_breaks_it() throws IOException {
    assertThat(cases().stream().filter(rule -> !rule.passes()).map(RuleCase::rule))
        .containsAll(Rules.ALL.stream().map(Rule::id).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("namedCases")
  void finds_what_is_wrong_and_nothing_else(RuleCase rule) throws IOException {
    String found = violations(rule.document());
    if (WRITE) {
      write(rule, found);
    }

    assertThat(found)
        .as("%s · %s: %s", rule.rule(), rule.name(), rule.title())
        .isEqualTo(rule.expected());
    assertThat(rule.passes() || found.contains("[" + rule.rule() + "] ")).isTrue();
    assertThat(rule.title().endsWith("Nothing is wrong.")).isEqualTo(rule.passes());
  }

  @Test
  void a_folder_needs_a_provider() throws IOException {
    Document document =
        Document.of(Path.of("harbour/openapi.yaml"), Files.readString(RuleCase.BASE));

    assertThat(new ProviderAgreement().check(document))
        .extracting(Violation::problem)
        .containsExactly("No Provider has the slug \"harbour\".");
  }

  @Test
  void a_syntax_error_is_told_with_line_and_column() {
    assertThatThrownBy(
            () -> Document.of(Path.of("vapi/openapi.yaml"), "openapi: 3.1.0\ninfo: a: b\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "vapi/openapi.yaml:2:8 is not YAML: mapping values are not allowed here. Correct the"
                + " line; mind indentation and quotes.");
  }

  @Test
  void a_name_given_twice_is_told_with_both_lines() {
    assertThatThrownBy(
            () -> Document.of(Path.of("vapi/openapi.yaml"), "openapi: 3.1.0\nopenapi: 3.1.0\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "vapi/openapi.yaml:2 the name \"openapi\" stands in one object twice, first in line 1."
                + " Remove one.");
  }

  @Test
  void a_document_that_is_no_object_is_refused() {
    assertThatThrownBy(() -> Document.of(Path.of("vapi/openapi.yaml"), "- openapi\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "vapi/openapi.yaml holds no object. Expected an OpenAPI document that starts with"
                + " openapi: 3.1.0.");
  }

  private static String violations(Document document) {
    return Rules.ALL.stream()
        .flatMap(
            rule ->
                rule.check(document).stream()
                    .map(violation -> "[" + rule.id() + "] " + violation.describe("openapi.yaml")))
        .collect(Collectors.joining("\n"));
  }

  static List<Named<RuleCase>> namedCases() throws IOException {
    return cases().stream().map(rule -> named(rule.rule() + " · " + rule.name(), rule)).toList();
  }

  private static List<RuleCase> cases() throws IOException {
    try (Stream<Path> files = Files.walk(RuleCase.FOLDER)) {
      List<RuleCase> cases = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".txt")).sorted().toList()) {
        cases.add(RuleCase.read(file));
      }
      return cases;
    }
  }

  private static void write(RuleCase rule, String found) throws IOException {
    String text = Files.readString(rule.file());
    Files.writeString(
        rule.file(), text.substring(0, text.length() - rule.expected().length()) + found);
  }
}
