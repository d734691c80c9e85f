package io.github.lumacontracts.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of README.md counts what the documents have. */
class CoverageTableTest {
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void counts_what_the_document_has(Provider provider) throws IOException {
    Contract contract = Contract.of(provider);
    String row =
        "| [%s](spec/%s/openapi.yaml) | `%s` | %d | %d | "
            .formatted(
                provider.title(),
                provider.slug(),
                provider.name(),
                contract.operations().count(),
                contract.operations().flatMap(Contract.Operation::answers).count());

    assertThat(Files.readString(Path.of("../README.md"))).contains(row);
  }
}
