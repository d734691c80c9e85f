package io.github.lumacontracts.spec.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecRulesTest {
  private static final Path STEERING =
      Path.of("../mock-server/core/src/main/resources/META-INF/openapi/steering.yaml");

  @Test
  void there_is_one_folder_per_provider() throws IOException {
    assertThat(documents())
        .extracting(file -> file.getParent().getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Provider.values()).map(Provider::slug).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documentsAndRules")
  void holds(Path file, Rule rule) throws IOException {
    Document document = Document.read(file);

    String violations =
        rule.check(document).stream()
            .map(violation -> violation.describe("spec/" + file))
            .collect(Collectors.joining("\n"));

    assertThat(violations).as("%s · %s: %s", file.getParent(), rule.id(), rule.demand()).isEmpty();
  }

  /** The stub server's own document knows more verbs, and neither sources nor a provider. */
  @ParameterizedTest(name = "steering · {0}")
  @ValueSource(
      classes = {
        ParsesCleanly.class,
        OpenApiSchema.class,
        Schemas.class,
        References.class,
        OperationTexts.class,
        NamedTypes.class,
        NamedExamples.class,
        Descriptions.class,
        ValidExamples.class,
        UnusedComponents.class
      })
  void the_document_of_steering_keeps_the_rules_of_taste(Class<?> rule) throws IOException {
    Document document = Document.read(STEERING);

    assertThat(
            Rules.ALL.stream()
                .filter(rule::isInstance)
                .flatMap(each -> each.check(document).stream())
                .map(violation -> violation.describe(STEERING.toString())))
        .isEmpty();
  }

  static List<Arguments> documentsAndRules() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    for (Path file : documents()) {
      for (Rule rule : Rules.ALL) {
        cases.add(arguments(named(file.getParent() + " · " + rule.id(), file), rule));
      }
    }
    return cases;
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("").toAbsolutePath())) {
      return folders
          .map(folder -> Path.of(folder.getFileName().toString(), "openapi.yaml"))
          .filter(Files::exists)
          .sorted()
          .toList();
    }
  }
}
