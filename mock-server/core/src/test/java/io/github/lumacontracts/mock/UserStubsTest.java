package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stubs are found by path, and in WireMock's order all the same. */
class UserStubsTest {
  private MockServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    server =
        Http.serve(
            folder,
            "openapi: 3.1.0\n"
                + "paths: {/a: {get: {responses: {'200': {content: {text/plain: {example: doc}}}}}}}\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void stub(String url, String body, int priority) {
    assertThat(
            post(
                    server,
                    "/__admin/mappings",
                    "{\"priority\": %d, \"request\": {%s}, \"response\": {\"body\": \"%s\"}}"
                        .formatted(priority, url, body))
                .statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"url\": \"/a\"",
        "\"urlPath\": \"/a\"",
        "\"urlPattern\": \"/[a-z]\"",
        "\"urlPathPattern\": \"/.*\"",
        "\"urlPathTemplate\": \"/{x}\"",
        "\"method\": \"GET\""
      })
  void every_form_of_address_is_found(String url) {
    stub(url, "stub", 5);

    assertThat(get(server, "/a").body()).isEqualTo("stub");
  }

  @Test
  void an_address_with_a_query_is_told_from_one_without() {
    stub("\"url\": \"/a?b=1\"", "stub", 5);

    assertThat(get(server, "/a?b=1").body()).isEqualTo("stub");
    assertThat(get(server, "/a").body()).isEqualTo("doc");
  }

  @Test
  void the_last_added_wins_whatever_its_form_of_address() {
    stub("\"urlPath\": \"/a\"", "exact", 5);
    stub("\"urlPathPattern\": \"/.*\"", "pattern", 5);

    assertThat(get(server, "/a").body()).isEqualTo("pattern");
  }

  @Test
  void priority_wins_over_age() {
    stub("\"urlPath\": \"/a\"", "exact", 1);
    stub("\"urlPathPattern\": \"/.*\"", "pattern", 5);

    assertThat(get(server, "/a").body()).isEqualTo("exact");
  }

  @Test
  void a_change_shows_at_once() {
    stub("\"urlPath\": \"/a\"", "first", 5);
    assertThat(get(server, "/a").body()).isEqualTo("first");

    stub("\"urlPath\": \"/a\"", "second", 5);
    assertThat(get(server, "/a").body()).isEqualTo("second");

    Http.send(server, "DELETE", "/__admin/mappings", "");
    assertThat(get(server, "/a").body()).isEqualTo("doc");
  }
}
