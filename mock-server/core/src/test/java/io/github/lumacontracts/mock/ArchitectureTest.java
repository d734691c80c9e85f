package io.github.lumacontracts.mock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.github.lumacontracts.mock",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String INTERNAL = "io.github.lumacontracts.mock.internal.";

  @ArchTest
  static final ArchRule an_arrow_never_points_back =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("http")
          .definedBy(INTERNAL + "http")
          .layer("problem")
          .definedBy(INTERNAL + "problem")
          .layer("document")
          .definedBy(INTERNAL + "document")
          .layer("router")
          .definedBy(INTERNAL + "router")
          .layer("validator")
          .definedBy(INTERNAL + "validator")
          .layer("negotiator")
          .definedBy(INTERNAL + "negotiator")
          .layer("generator")
          .definedBy(INTERNAL + "generator")
          .layer("forwarder")
          .definedBy(INTERNAL + "forwarder")
          .layer("callback")
          .definedBy(INTERNAL + "callback")
          .layer("engine")
          .definedBy("io.github.lumacontracts.mock.internal")
          .layer("wiremock")
          .definedBy(INTERNAL + "wiremock")
          .whereLayer("document")
          .mayOnlyBeAccessedByLayers(
              "router", "validator", "negotiator", "generator", "callback", "engine", "wiremock")
          .whereLayer("router")
          .mayOnlyBeAccessedByLayers("validator", "negotiator", "generator", "engine", "wiremock")
          .whereLayer("validator")
          .mayOnlyBeAccessedByLayers("negotiator", "generator", "callback", "engine", "wiremock")
          .whereLayer("negotiator")
          .mayOnlyBeAccessedByLayers("generator", "callback", "engine", "wiremock")
          .whereLayer("generator")
          .mayOnlyBeAccessedByLayers("callback", "engine", "wiremock")
          .whereLayer("forwarder")
          .mayOnlyBeAccessedByLayers("engine")
          .whereLayer("callback")
          .mayOnlyBeAccessedByLayers("engine", "wiremock")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("wiremock")
          .whereLayer("wiremock")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule only_one_package_knows_wiremock =
      noClasses()
          .that()
          .resideOutsideOfPackage(INTERNAL + "wiremock")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.github.tomakehurst..", "org.wiremock..");

  @ArchTest
  static final ArchRule tests_steer_worlds_without_internal_types =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .haveNameMatching(
              ".*\\.mock\\.Mock(World|Clock|Tasks?|Scenarios|Webhooks|Ledger)(\\$.*)?")
          .should(mentionInternalTypes());

  private static ArchCondition<JavaMethod> mentionInternalTypes() {
    return new ArchCondition<>("mention internal types") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean internal =
            method.getAllInvolvedRawTypes().stream()
                .anyMatch(
                    type -> type.getPackageName().startsWith(INTERNAL.replaceAll("\\.$", "")));
        events.add(new SimpleConditionEvent(method, internal, method.getFullName()));
      }
    };
  }

  @Test
  void no_source_of_the_server_names_a_provider() throws IOException {
    List<String> found = new ArrayList<>();
    for (String module : List.of(".", "../store-mvstore", "../store-redis", "../cli")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/main"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          // Videos are no text, but may not name a provider either.
          String text =
              new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                  .toLowerCase(Locale.ROOT);
          for (Provider provider : Provider.values()) {
            if (text.contains(provider.slug())
                || text.contains(provider.title().toLowerCase(Locale.ROOT))) {
              found.add(file + " names " + provider.title());
            }
          }
        }
      }
    }

    assertThat(found).isEmpty();
  }
}
