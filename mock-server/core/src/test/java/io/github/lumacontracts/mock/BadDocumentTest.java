package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadDocumentTest {
  @TempDir Path folder;

  private void start(Path... files) {
    MockServerOptions.Builder options = MockServerOptions.builder();
    for (Path file : files) {
      options.mount(Mount.of(file));
    }
    MockServer.start(options.build()).close();
  }

  @Test
  void names_a_file_that_is_not_there() {
    Path file = folder.resolve("no-such.yaml");

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessage(file + ": there is no such file, or it may not be read. Check the path.");
  }

  @Test
  void refuses_a_folder() {
    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(MockServerException.class)
        .hasMessage(folder + ": is a folder. Name a file in it.");
  }

  @Test
  void names_line_and_column_of_a_yaml_error() {
    Path file = file(folder, "broken.yaml", "openapi: 3.1.0\npaths:\n  /a: get: {}\n");

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessage(file + ", line 3, column 10: not YAML: mapping values are not allowed here.");
  }

  @Test
  void names_line_and_column_of_a_json_error() {
    Path file = file(folder, "broken.json", "{\n  \"openapi\": \"3.1.0\",\n  \"paths\": [}\n}\n");

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessageStartingWith(file + ", line 3, column 13: not JSON: Unexpected close marker");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          title: x, paths: none  | an object with title
          [1, 2]                 | a list
          just words             | the text "just words"
          openapi: 4.0.0         | openapi: "4.0.0"
          '# nothing at all'     | nothing
          """)
  void says_what_it_found_instead_of_openapi(String yaml, String found) {
    Path file = file(folder, "other.yaml", yaml.replace(", paths", "\npaths"));

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessageStartingWith(file + ": not an OpenAPI document: found " + found)
        .hasMessageEndingWith(
            ", expected a member \"openapi\" with 3.0 or 3.1, or \"swagger\" with 2.0.");
  }

  @Test
  void names_file_pointer_and_target_of_a_reference_to_nowhere() {
    Path file =
        file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /pets:
                get:
                  responses:
                    '200':
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Pett'}
            components: {schemas: {Pet: {type: string}}}
            """);

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessage(
            file
                + "#/paths/~1pets/get/responses/200/content/application~1json/schema: the $ref"
                + " \"#/components/schemas/Pett\" leads nowhere: that place does not exist in "
                + file
                + ". Correct the $ref or add what it names.");
  }

  @Test
  void lets_a_reference_to_nowhere_pass_where_it_is_data() {
    start(
        file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /pets:
                get:
                  responses:
                    '200':
                      content:
                        application/json:
                          example: {$ref: '#/not/a/reference'}
            components:
              schemas:
                Unused: {$ref: '#/components/schemas/Nothing'}
            """));
  }

  @Test
  void ends_on_references_in_a_circle() {
    Path file =
        file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /pets:
                $ref: '#/components/pathItems/A'
            components:
              pathItems:
                A: {$ref: '#/components/pathItems/B'}
                B: {$ref: '#/components/pathItems/A'}
            """);

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("leads back to itself");
  }

  @Test
  void finds_schemas_that_only_refer_to_each_other_before_the_first_request() {
    Path file =
        file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /pets:
                get:
                  responses:
                    '200': {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
            components:
              schemas:
                A: {$ref: '#/components/schemas/B'}
                B: {$ref: '#/components/schemas/A'}
            """);

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("leads back to itself");
  }

  @Test
  void names_the_missing_file_of_an_external_reference() {
    Path file =
        file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /pets:
                get:
                  parameters: [{$ref: 'common.yaml#/id'}]
                  responses: {'200': {description: ok}}
            """);

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("#/paths/~1pets/get/parameters/0: the $ref \"common.yaml#/id\"")
        .hasMessageContaining("there is no such file");
  }

  @Test
  void refuses_two_documents_that_claim_one_path() {
    String yaml =
        """
        openapi: 3.1.0
        paths:
          /pets/{id}:
            get: {responses: {'200': {description: ok}}}
        """;
    Path one = file(folder, "one.yaml", yaml);
    Path two = file(folder, "two.yaml", yaml.replace("{id}", "{name}"));

    assertThatThrownBy(() -> start(one, two))
        .isInstanceOf(MockServerException.class)
        .hasMessage(
            two
                + " and "
                + one
                + " both claim GET /pets/{name}. Mount one of them below a base path: /base="
                + two);
  }

  @Test
  void serves_two_documents_with_one_path_below_different_bases() {
    Path file =
        file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /pets:
                get: {responses: {'200': {description: ok}}}
            """);
    MockServerOptions options =
        MockServerOptions.builder()
            .mount(Mount.of(file))
            .mount(Mount.of(file).at("/again"))
            .build();

    try (MockServer server = MockServer.start(options)) {
      assertThat(server.routes()).extracting(Route::path).containsExactly("/pets", "/again/pets");
    }
  }

  @Test
  void refuses_a_document_that_claims_the_admin_api() {
    Path file =
        file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /__admin/mappings:
                get: {responses: {'200': {description: ok}}}
            """);

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("the path /__admin/mappings belongs to the server's own admin API");
  }

  @Test
  void refuses_a_document_that_claims_the_address_of_videos() {
    Path file =
        file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /__media/{id}:
                get: {responses: {'200': {description: ok}}}
            """);

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("the path /__media/{id} belongs to the server's own videos");
  }

  @Test
  void refuses_a_document_without_operations() {
    Path file = file(folder, "api.yaml", "openapi: 3.1.0\npaths: {}\n");

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("no operations found under paths");
  }

  @Test
  void says_that_the_port_is_taken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      MockServerOptions options = MockServerOptions.builder().port(taken.getLocalPort()).build();

      assertThatThrownBy(() -> MockServer.start(options))
          .isInstanceOf(MockServerException.class)
          .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .hasMessageEndingWith("Is the port taken? Port 0 takes a free one.");
    }
  }
}
