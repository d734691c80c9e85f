package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows what a change of a document, a template or the runtime means for callers, as a diff. */
class ApiListingTest {
  private static final String BASE = "io.github.lumacontracts.client.";

  @ParameterizedTest
  @ValueSource(strings = {"ai302", "aimlapi", "apiframe", "rixapi", "vapi"})
  void the_public_api_of_a_provider_is_the_one_checked_in(String provider) throws IOException {
    compare(provider, ApiListing.of(BASE + provider, BASE + provider + ".model"));
  }

  @ParameterizedTest
  @ValueSource(strings = "runtime")
  void the_public_api_of_the_runtime_is_the_one_checked_in(String name) throws IOException {
    compare(name, ApiListing.of(BASE + "http"));
  }

  @ParameterizedTest
  @ValueSource(strings = "client")
  void the_public_api_of_the_client_of_all_providers_is_the_one_checked_in(String name)
      throws IOException {
    compare(name, ApiListing.of("io.github.lumacontracts.client"));
  }

  private static void compare(String name, String listing) throws IOException {
    Path file = Path.of("api", name + ".api");
    if (Boolean.getBoolean("api.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, listing, UTF_8);
    }
    assertThat(file)
        .as(
            "generated-client/api/%s.api (actual) against the compiled classes (expected). If"
                + " callers are meant to see the difference, run"
                + " `mvn verify -Dapi.update=true -pl generated-client -am` and commit the file.",
            name)
        .exists()
        .usingCharset(UTF_8)
        .hasContent(listing);
  }
}
