package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.file;
import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static io.github.lumacontracts.mock.Http.post;
import static io.github.lumacontracts.mock.Http.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of all generations, as incomplete as Prism takes them. */
class DocumentFormsTest {
  @TempDir Path folder;

  @Test
  void swagger_2_with_forms_and_produces() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            swagger: '2.0'
            basePath: /v2
            produces: [text/plain]
            paths:
              /pets:
                post:
                  consumes: [application/x-www-form-urlencoded]
                  produces: [application/json]
                  parameters:
                    - {in: formData, name: age, type: integer, required: true, minimum: 1, exclusiveMinimum: true}
                    - {in: formData, name: tags, type: array, items: {type: integer}, collectionFormat: pipes}
                  responses:
                    200: {schema: {$ref: '#/definitions/Pet'}}
                get:
                  responses:
                    200: {examples: {text/plain: hello}}
            definitions: {Pet: {type: object, properties: {id: {type: integer, format: int32, minimum: 7}}}}
            """)) {
      String[] form = {"Content-Type", "application/x-www-form-urlencoded"};

      assertThat(post(server, "/pets", "age=2&tags=1|2", form).body()).isEqualTo("{\"id\":7}");
      assertThat(post(server, "/pets", "age=1&tags=1|x", form).body())
          .endsWith(
              "\"validation\":["
                  + "{\"location\":[\"body\",\"age\"],\"severity\":\"Error\",\"code\":"
                  + "\"exclusiveMinimum\",\"message\":\"Request body property age must be > 1\"},"
                  + "{\"location\":[\"body\",\"tags\",\"1\"],\"severity\":\"Error\",\"code\":"
                  + "\"type\",\"message\":\"Request body property tags.1 must be integer\"}]}");
      assertThat(get(server, "/pets").body()).isEqualTo("hello");
      assertThat(get(server, "/v2/pets").statusCode()).as("Prism ignores basePath").isEqualTo(404);
    }
  }

  @Test
  void json_with_references_into_other_files() {
    file(
        folder,
        "common.yaml",
        "Pet: {type: object, properties: {name: {$ref: '#/Name'}}}\nName: {const: Rex}\n");
    Path file =
        file(
            folder,
            "api.json",
            """
            {"openapi": "3.1.0", "paths": {"/pets": {"get": {"responses": {"200": {
              "content": {"application/json": {"schema": {"$ref": "common.yaml#/Pet"}}}}}}}}}
            """);

    try (MockServer server =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build())) {
      assertThat(get(server, "/pets").body()).isEqualTo("{\"name\":\"Rex\"}");
      assertThat(header(get(server, "/reference/api/openapi.yaml"), "content-type"))
          .isEqualTo("application/json");
    }
  }

  @Test
  void an_answer_from_the_document_tells_violations_in_a_header() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            paths:
              /pets:
                get:
                  parameters: [{name: n, in: query, schema: {enum: [é]}}]
                  responses:
                    '200': {description: ok}
                    '400': {description: bad}
            """)) {
      assertThat(header(get(server, "/pets?n=x"), "sl-violations"))
          .isEqualTo(
              "[{\"location\":[\"request\",\"query\",\"n\"],\"severity\":\"Error\",\"code\":\"enum\","
                  + "\"message\":\"Request query parameter n must be equal to one of the allowed"
                  + " values: \\u00e9\"}]");
      assertThat(header(get(server, "/pets?n=%C3%A9"), "sl-violations")).isEmpty();
    }
  }

  @Test
  void cors_can_be_switched_off() {
    Path file =
        file(
            folder,
            "api.yaml",
            "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}\n");
    String[] preflight = {
      "Origin", "http://page.example", "Access-Control-Request-Method", "DELETE"
    };
    try (MockServer on =
            MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build());
        MockServer off =
            MockServer.start(
                MockServerOptions.builder().mount(Mount.of(file)).cors(false).build())) {
      assertThat(send(on, "OPTIONS", "/a", "", preflight).statusCode()).isEqualTo(204);
      assertThat(header(send(on, "OPTIONS", "/a", "", preflight), "content-length")).isEqualTo("0");
      assertThat(header(send(on, "OPTIONS", "/a", "", preflight), "access-control-allow-methods"))
          .isEqualTo("DELETE");
      assertThat(
              header(get(on, "/a", "Origin", "http://page.example"), "access-control-allow-origin"))
          .isEqualTo("http://page.example");
      assertThat(send(off, "OPTIONS", "/a", "", preflight).statusCode()).isEqualTo(405);
      assertThat(header(get(off, "/a"), "access-control-allow-origin")).isEmpty();
    }
  }
}
