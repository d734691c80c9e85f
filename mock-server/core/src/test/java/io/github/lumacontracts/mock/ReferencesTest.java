package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.file;
import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a document can point at something else. */
class ReferencesTest {
  @TempDir Path folder;

  private MockServer serve(String reference) {
    return Http.serve(
        folder,
        """
        openapi: 3.1.0
        paths:
          /a:
            post:
              requestBody:
                content: {application/json: {schema: {$ref: '%s'}}}
              responses: {'200': {description: ok}}
        components:
          schemas:
            a/b~c: {type: integer}
            with space: {type: integer}
            Anchored: {$anchor: here, type: integer}
            Named: {$id: 'https://example.com/named.yaml', type: integer, $defs: {inner: {type: integer}}}
            Urn: {$id: 'urn:example:count', type: integer}
        """
            .formatted(reference));
  }

  @ParameterizedTest
  @CsvSource({
    "#/components/schemas/a~1b~0c",
    "#/components/schemas/a%7E1b~0c",
    "#/components/schemas/with%20space",
    "#here",
    "https://example.com/named.yaml",
    "https://example.com/named.yaml#/$defs/inner",
    "other file.yaml",
    "other%20file.yaml",
    "./other file.yaml#/$defs/x",
    "other file.yaml#/list/1",
    "other file.yaml#there",
    "chain/one.json#/a",
  })
  void leads_to_the_schema(String reference) throws IOException {
    file(
        folder,
        "other file.yaml",
        "type: integer\n$defs: {x: {type: integer}, y: {$anchor: there, type: integer}}\n"
            + "list: [{type: string}, {type: integer}]\n");
    Files.createDirectory(folder.resolve("chain"));
    file(folder, "chain/one.json", "{\"a\": {\"$ref\": \"two.yaml#/b\"}}");
    file(folder, "chain/two.yaml", "b: {$ref: '../api.yaml#/components/schemas/a~1b~0c'}");

    try (MockServer server = serve(reference)) {
      String[] json = {"Content-Type", "application/json"};
      assertThat(post(server, "/a", "1", json).statusCode()).isEqualTo(200);
      assertThat(post(server, "/a", "\"x\"", json).statusCode()).isEqualTo(422);
    }
  }

  @Test
  void a_name_that_nothing_has_is_refused() {
    assertThatThrownBy(() -> serve("urn:example:nothing"))
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("the $ref \"urn:example:nothing\" leads nowhere");
    assertThatThrownBy(() -> serve("#nowhere"))
        .hasMessageContaining("no $anchor of that name in " + folder.resolve("api.yaml"));
  }

  @Test
  void files_may_refer_to_each_other_in_a_circle() {
    file(folder, "node.yaml", "type: object\nproperties: {next: {$ref: 'api.yaml#/Node'}}\n");
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            Node: {$ref: node.yaml}
            paths:
              /a:
                get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/Node'}}}}}}
            """)) {
      assertThat(get(server, "/a").body()).startsWith("{\"next\":{");
    }
  }

  @Test
  void anchors_and_merges_of_yaml_count() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            x-one: &one {description: one, content: {text/plain: {example: one}}}
            x-two: &two {description: two, headers: {X-Two: {schema: {const: '2'}}}, content: {text/plain: {example: two}}}
            paths:
              /a: {get: {responses: {'200': {<<: [*one, *two], description: mine}}}}
            """)) {
      assertThat(get(server, "/a").body()).isEqualTo("one");
      assertThat(Http.header(get(server, "/a"), "x-two")).isEqualTo("2");
    }
  }

  @Test
  void an_anchor_may_be_used_many_times() {
    StringBuilder yaml =
        new StringBuilder("openapi: 3.1.0\nx-ok: &ok {'200': {description: ok}}\npaths:\n");
    for (int i = 0; i < 200; i++) {
      yaml.append("  /p").append(i).append(": {get: {responses: *ok}}\n");
    }
    try (MockServer server = Http.serve(folder, yaml.toString())) {
      assertThat(get(server, "/p199").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anchors_that_would_fill_the_memory_are_refused() {
    StringBuilder yaml =
        new StringBuilder(
            "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}\n");
    yaml.append("x0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      yaml.append("x%d: &x%d [".formatted(i, i))
          .append("*x%d, ".formatted(i - 1).repeat(10))
          .append("]\n");
    }

    assertThatThrownBy(() -> Http.serve(folder, yaml.toString()))
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("its aliases expand to more than 500000 nodes");
  }

  @Test
  void a_document_of_ten_megabytes_is_served() {
    StringBuilder yaml = new StringBuilder("openapi: 3.1.0\npaths:\n");
    for (int i = 0; yaml.length() < 10_000_000; i++) {
      yaml.append(
          "  /path/%d:\n    get: {description: '%s', responses: {'200': {description: ok}}}\n"
              .formatted(i, "x".repeat(4000)));
    }
    try (MockServer server = Http.serve(folder, yaml.toString())) {
      assertThat(get(server, "/path/2000").statusCode()).isEqualTo(200);
    }
  }
}
