package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static io.github.lumacontracts.mock.Http.post;
import static io.github.lumacontracts.mock.Http.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lumacontracts.spec.Provider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does without being told anything. */
class DefaultServerTest {
  private static MockServer server;

  @BeforeAll
  static void start() {
    server = MockServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void serves_each_provider_below_its_slug(Provider provider) {
    assertThat(server.baseUri(provider)).isEqualTo(server.baseUri().resolve("/" + provider.slug()));
    assertThat(server.routes()).anyMatch(r -> r.path().startsWith("/" + provider.slug() + "/"));
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void shows_each_document_as_it_is(Provider provider) {
    HttpResponse<String> response = get(server, "/reference/" + provider.slug() + "/openapi.yaml");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).isEqualTo("application/yaml");
    assertThat(response.body()).isEqualTo(provider.documentText());
  }

  @Test
  void the_sample_request_gets_a_documented_success() {
    SampleRequest sample = server.sampleRequest().orElseThrow();
    String[] headers =
        sample.headers().entrySet().stream()
            .flatMap(h -> java.util.stream.Stream.of(h.getKey(), h.getValue()))
            .toArray(String[]::new);

    HttpResponse<String> response =
        send(server, sample.method(), sample.uri().getPath(), sample.body().orElse(""), headers);

    assertThat(sample.method()).isEqualTo("POST");
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/aimlapi/luma-ai/generation", "/aimlapi/v1/luma-ai/generation"})
  void honours_the_paths_of_servers(String path) {
    HttpResponse<String> response =
        get(
            server,
            path + "?ids%5B0%5D=4c9126f3-d9a6-4eaf-aa4c-b64b634f65bd&ids%5B1%5D=unknown",
            "Authorization",
            "Bearer key");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  @Test
  void wants_the_indexed_parameter() {
    HttpResponse<String> response =
        get(server, "/aimlapi/luma-ai/generation", "Authorization", "Bearer key");

    assertThat(response.statusCode()).isBetween(400, 422);
  }

  @Test
  void takes_a_key_without_bearer_where_the_document_says_so() {
    assertThat(get(server, "/apiframe/account", "Authorization", "raw-key").statusCode())
        .isEqualTo(200);
    assertThat(get(server, "/apiframe/account").statusCode()).isEqualTo(401);
  }

  @Test
  void takes_multipart_with_a_text_part() {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"user_prompt\"\r\n\r\na paper boat\r\n--b--\r\n";

    HttpResponse<String> response =
        post(
            server,
            "/ai302/luma/submit",
            body,
            "Authorization",
            "Bearer key",
            "Content-Type",
            "multipart/form-data; boundary=b");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  @Test
  void listens_on_this_machine_only() {
    assertThat(server.baseUri().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void does_not_know_the_address_of_a_provider_that_is_not_mounted(@TempDir Path folder) {
    try (MockServer other =
        Http.serve(
            folder,
            "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}")) {
      assertThatThrownBy(() -> other.baseUri(Provider.VAPI))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Add Mount.of(Provider.VAPI)");
    }
  }

  @Test
  void options_refuse_a_port_that_is_none() {
    assertThatThrownBy(() -> MockServerOptions.builder().port(65536))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mount.of(Provider.VAPI).at("no-slash"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
