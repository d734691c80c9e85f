package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.file;
import static io.github.lumacontracts.mock.Http.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not quite right in a document is served all the same, and told. */
class DocumentWarningsTest {
  private static final String LENIENT =
      """
      openapi: 3.1.0
      components:
        schemas: {A: {type: strin}}
        securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
      security: [{key: []}, {nope: []}]
      paths:
        /pets/{id}:
          get:
            summry: x
            operationId: getPet
            parameters:
              - {name: other, in: path, schema: {type: string}}
              - {name: o, in: body, schema: {type: string}}
              - {in: query}
            responses:
              200:
                description: ok
                content: {text/plain: {example: rex}, description: x}
              404: {}
              '2xx': {description: x}
        pets:
          get:
            operationId: getPet
            responses: {'200': {description: x}}
      """;

  @TempDir Path folder;

  private static String read(Provider provider) throws IOException {
    try (InputStream in = provider.document().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void each_names_line_pointer_and_cure() {
    try (MockServer server = Http.serve(folder, LENIENT)) {
      String file = folder.resolve("api.yaml") + ", ";

      assertThat(server.warnings())
          .containsExactly(
              file + "line 1, at the root: \"info\" is missing. Add it; other tools insist on it.",
              file
                  + "line 3, /components/schemas/A/type: \"strin\" is no type of JSON Schema. Take"
                  + " one of array, boolean, integer, null, number, object, string.",
              file
                  + "line 5, /security/1/nope: there is no security scheme of this name, so it asks"
                  + " for nothing. Define it under /components/securitySchemes.",
              file
                  + "line 8, /paths/~1pets~1{id}/get: the path parameter \"id\" is not declared, so"
                  + " any text is taken. Declare it under \"parameters\".",
              file
                  + "line 9, /paths/~1pets~1{id}/get/summry: OpenAPI has no such member here, so it"
                  + " is passed over. Correct its name or its place, or begin it with \"x-\".",
              file
                  + "line 12, /paths/~1pets~1{id}/get/parameters/0: the path has no {other}. Add it"
                  + " to the path or remove the parameter.",
              file
                  + "line 13, /paths/~1pets~1{id}/get/parameters/1/in: \"body\" is no place of a"
                  + " parameter, so it is passed over. Expected one of cookie, header, path, query.",
              file
                  + "line 14, /paths/~1pets~1{id}/get/parameters/2: \"name\" is missing. Add it;"
                  + " other tools insist on it.",
              file
                  + "line 16, /paths/~1pets~1{id}/get/responses/200: a response code is written as a"
                  + " number, here and 1 times more. Put it in quotes: names are texts in OpenAPI.",
              file
                  + "line 18, /paths/~1pets~1{id}/get/responses/200/content/description: is no media"
                  + " type, so it is passed over. Move it out of \"content\".",
              file
                  + "line 19, /paths/~1pets~1{id}/get/responses/404: \"description\" is missing. Add"
                  + " it; other tools insist on it.",
              file
                  + "line 20, /paths/~1pets~1{id}/get/responses/2xx: is no status code. Expected"
                  + " three digits, a range such as 4XX, or default.",
              file + "line 21, /paths/pets: a path begins with a slash. Write \"/pets\".",
              file
                  + "line 23, /paths/pets/get/operationId: \"getPet\" is also the name of"
                  + " /paths/~1pets~1{id}/get. Give each its own.");
      assertThat(get(server, "/pets/1").body()).isEqualTo("rex");
      assertThat(get(server, "/pets").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void an_option_for_dynamic_answers_that_changes_nothing_is_named() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            info: {title: t, version: '1'}
            x-json-schema-faker:
              min-items: 1
              resolveJsonPath: true
              reuse-properties: true
              minItens: 2
            paths: {/a: {get: {responses: {'200': {description: d}}}}}
            """)) {
      assertThat(server.warnings())
          .containsExactly(
              folder.resolve("api.yaml")
                  + ", line 6, /x-json-schema-faker/reuse-properties: this option of"
                  + " json-schema-faker changes nothing here. Remove it, or do without.",
              folder.resolve("api.yaml")
                  + ", line 7, /x-json-schema-faker/minItens: this option of json-schema-faker"
                  + " changes nothing here. Remove it, or do without.");
    }
  }

  @Test
  void json_has_lines_too() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            {
            \t"swagger": "2.0",
            \t"info": {"title": "t", "version": "1"},
            \t"paths": {"/a": {"get": {
            \t\t"requestBody": {},
            \t\t"responses": {"200": {"description": "ok"}}}}}}
            """)) {
      assertThat(server.warnings())
          .containsExactly(
              folder.resolve("api.yaml")
                  + ", line 5, /paths/~1a/get/requestBody: OpenAPI has no such member here, so it is"
                  + " passed over. Correct its name or its place, or begin it with \"x-\".");
    }
  }

  @Test
  void what_comes_after_3_1_is_read_as_3_1() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.2.0
            info: {title: t, version: '1'}
            paths: {/a: {get: {responses: {'200': {description: ok}}}}}
            """)) {
      assertThat(server.warnings())
          .containsExactly(
              folder.resolve("api.yaml")
                  + ", line 1, /openapi: 3.2.0 is read as 3.1; what is new in it is passed over."
                  + " Write 3.1.1 if nothing is.");
      assertThat(get(server, "/a").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void strict_refuses_the_document_with_the_whole_list() {
    Path file = file(folder, "api.yaml", LENIENT);
    MockServerOptions strict =
        MockServerOptions.builder().mount(Mount.of(file)).strict(true).build();

    assertThatThrownBy(() -> MockServer.start(strict))
        .isInstanceOf(MockServerException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(14));
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void a_sound_document_has_none(Provider provider) throws IOException {
    Path copy = file(folder, "copy.yaml", read(provider));
    MockServerOptions strict =
        MockServerOptions.builder().mount(Mount.of(copy)).strict(true).build();

    try (MockServer server = MockServer.start(strict)) {
      assertThat(server.warnings()).isEqualTo(List.of());
    }
  }

  @Test
  void strict_asks_swagger_parser_where_we_find_nothing(@TempDir Path elsewhere) {
    Path file =
        Http.file(
            elsewhere,
            "api.yaml",
            """
            openapi: 3.0.3
            info: {title: Pets, version: '1'}
            paths:
              /pets:
                get:
                  responses:
                    '200':
                      description: ok
                      headers: {X-Count: {schema: {type: integer}, style: form}}
            """);

    MockServerOptions options =
        MockServerOptions.builder().mount(Mount.of(file)).strict(true).build();

    assertThatThrownBy(() -> MockServer.start(options).close())
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("Swagger Parser says: ");
  }
}
