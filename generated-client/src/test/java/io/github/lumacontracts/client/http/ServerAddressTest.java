package io.github.lumacontracts.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lumacontracts.client.sample.SampleApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The address that is called when the caller sets none. */
class ServerAddressTest {
  @Test
  void is_the_first_server_of_the_document_with_the_defaults_of_its_variables() {
    assertThat(addressOf(SampleApi.builder())).isEqualTo("https://eu.studio.example/v1/ping");
  }

  @Test
  void takes_the_variables_that_are_set() {
    assertThat(addressOf(SampleApi.builder().serverVariable("region", "us")))
        .isEqualTo("https://us.studio.example/v1/ping");
  }

  @Test
  void has_no_other_variables() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleApi.builder().serverVariable("zone", "us"))
        .withMessageContaining("no variable zone")
        .withMessageContaining("region");
  }

  private static String addressOf(ApiBuilder<SampleApi> builder) {
    List<URI> seen = new ArrayList<>();
    try (var api =
        builder
            .interceptor(
                request -> {
                  seen.add(request.build().uri());
                  throw new IllegalStateException("stop here");
                })
            .build()) {
      api.ping();
    } catch (IllegalStateException stopped) {
      assertThat(stopped).hasMessage("stop here");
    }
    return seen.get(0).toString();
  }
}
