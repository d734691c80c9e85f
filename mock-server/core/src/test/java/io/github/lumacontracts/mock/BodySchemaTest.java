package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body may hold, where OpenAPI says more than JSON Schema. */
@SuppressWarnings("NullAway.Init")
class BodySchemaTest {
  private static MockServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server =
        Http.serve(
            folder,
            """
            openapi: 3.0.3
            paths:
              /body:
                post:
                  requestBody:
                    content:
                      application/json:
                        schema:
                          type: object
                          required: [id, secret]
                          properties:
                            id: {type: integer, readOnly: true}
                            secret: {type: string, writeOnly: true}
                            inner: {$ref: '#/components/schemas/Numbered'}
                            list: {type: array, items: {$ref: '#/components/schemas/Numbered'}}
                            one: {oneOf: [{$ref: '#/components/schemas/Numbered'}, {type: boolean}]}
                            all: {allOf: [{$ref: '#/components/schemas/Numbered'}, {required: [z]}]}
                            pet:
                              oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
                              discriminator: {propertyName: kind}
                            maybe: {type: string, nullable: true, enum: [a]}
                            a/b~: {type: integer}
                  responses: {'200': {description: ok}}
              /form:
                post:
                  requestBody:
                    content:
                      application/x-www-form-urlencoded:
                        schema:
                          type: object
                          properties:
                            pipe: {type: array, items: {type: integer}}
                            deep: {type: object, properties: {a: {type: integer}, list: {type: array, items: {type: integer}}}}
                            kept: {type: string}
                            styled: {type: string}
                            flat: {type: object, properties: {x: {type: integer}}}
                            free: {type: string}
                        encoding:
                          pipe: {style: pipeDelimited, allowReserved: true}
                          deep: {style: deepObject, allowReserved: true}
                          kept: {contentType: text/plain}
                          styled: {style: form}
                          flat: {style: form, explode: true}
                          free: {allowReserved: true}
                  responses: {'200': {description: ok}}
            components:
              schemas:
                Numbered: {type: object, required: [no, x], properties: {no: {type: integer, readOnly: true}, x: {type: integer}}}
                Cat: {type: object, required: [meow], properties: {kind: {type: string}, meow: {type: boolean}}}
                Dog: {type: object, required: [bark], properties: {kind: {type: string}, bark: {type: boolean}}}
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> violations(HttpResponse<String> response) throws Exception {
    List<String> found = new ArrayList<>();
    if (response.statusCode() != 200) {
      for (JsonNode entry : new ObjectMapper().readTree(response.body()).path("validation")) {
        List<String> location = new ArrayList<>();
        entry.path("location").forEach(part -> location.add(part.asText()));
        found.add(String.join(".", location) + " " + entry.path("code").asText());
      }
    }
    return found;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"secret":"s"}                                        |
          {"id":1}                                              | body required
          {"secret":"s","id":"read only, so not looked at"}     |
          {"secret":"s","inner":{"x":1}}                        |
          {"secret":"s","inner":{}}                             | body.inner required
          {"secret":"s","list":[{"x":1},{"x":1}]}               |
          {"secret":"s","list":[{"x":1},{"x":"a"}]}             | body.list.1.x type
          {"secret":"s","one":{"x":1}}                          |
          {"secret":"s","one":true}                             |
          {"secret":"s","all":{"x":1,"z":1}}                    |
          {"secret":"s","all":{"x":1}}                          | body.all required
          {"secret":"s","pet":{"kind":"Cat","bark":true}}       |
          {"secret":"s","pet":{"kind":"Nope","meow":true}}      |
          {"secret":"s","maybe":null}                           |
          {"secret":"s","maybe":"b"}                            | body.maybe enum
          {"secret":"s","a/b~":"c"}                             | body.a~1b~0 type
          null                                                  |
          """)
  void reads_json(String json, String violation) throws Exception {
    assertThat(violations(post(server, "/body", json, "Content-Type", "application/json")))
        .isEqualTo(violation == null ? List.of() : List.of(violation));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          pipe=1|2                            !
          pipe=1|x                            ! body.pipe.1 type
          pipe=1&deep[a]=1                    !
          pipe=1&deep[a]=x                    ! body.deep.a type
          pipe=1&deep%5Blist%5D=1             !
          pipe=1&deep%5Blist%5D=x             ! body.deep.list.0 type
          pipe=1&kept=a%2Fb                   !
          pipe=1&kept=a/b                     !
          pipe=1&styled=a%2Fb                 !
          pipe=1&styled=a/b                   ! body.styled
          pipe=1&styled=a&styled=b            !
          pipe=1&x=1                          !
          pipe=1&x=y                          ! body.flat.x type
          pipe=                               ! body.pipe type
          pipe=1&free=a/b                     !
          """)
  void reads_the_encodings_of_forms(String form, String violation) throws Exception {
    HttpResponse<String> response =
        post(server, "/form", form, "Content-Type", "application/x-www-form-urlencoded");

    assertThat(violations(response).stream().map(String::strip))
        .isEqualTo(violation == null ? List.of() : List.of(violation));
  }
}
