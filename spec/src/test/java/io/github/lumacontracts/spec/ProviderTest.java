package io.github.lumacontracts.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {

  @ParameterizedTest
  @EnumSource
  void is_found_by_its_slug(Provider provider) {
    assertThat(Provider.ofSlug(provider.slug())).isSameAs(provider);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "VAPI", "vapi ", "goapi"})
  void an_unknown_slug_is_refused_with_those_that_exist(String slug) {
    assertThatThrownBy(() -> Provider.ofSlug(slug))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No provider \"" + slug + "\"; known are apiframe, rixapi, ai302, aimlapi, vapi.");
  }

  @ParameterizedTest
  @EnumSource
  void brings_its_document_as_it_stands_in_the_folder(Provider provider) throws IOException {
    Path file = Path.of(provider.slug(), "openapi.yaml");

    assertThat(provider.documentText()).isEqualTo(Files.readString(file));
    try (InputStream in = provider.document().openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(file));
    }
  }

  @Test
  void knows_name_and_server_without_reading_the_document() {
    assertThat(Provider.AI302.title()).isEqualTo("302.AI");
    assertThat(Provider.AI302.defaultServer()).isEqualTo(URI.create("https://api.302.ai"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-caveat", "x-indexed", "x-source", "x-sources"})
  void the_schemas_of_the_extensions_are_packed_beside_the_documents(String extension) {
    assertThat(
            Provider.class.getResource(
                "/META-INF/openapi/extensions/" + extension + ".schema.json"))
        .isNotNull();
  }
}
