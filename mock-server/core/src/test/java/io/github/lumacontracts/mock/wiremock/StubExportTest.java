package io.github.lumacontracts.mock.wiremock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.Mount;
import io.github.lumacontracts.mock.StubExport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stock WireMock with exported stubs answers as the server does. */
class StubExportTest {
  private static final String DOCUMENT =
      """
      openapi: 3.0.3
      paths:
        /pets/{id}:
          get:
            responses:
              '200':
                headers: {X-Kind: {schema: {type: string, example: cat}}}
                content:
                  application/json: {examples: {rex: {value: {name: Rex}}, ada: {value: {name: Ada}}}}
                  application/xml: {example: {name: Rex}}
              4XX: {content: {text/plain: {example: gone}}}
        /pets/first: {get: {responses: {'200': {content: {text/plain: {example: first}}}}}}
        /files/{name}.{format}: {get: {responses: {'200': {content: {text/plain: {example: file}}}}}}
        /pets:
          post:
            security: [{key: []}]
            parameters:
              - {name: kind, in: query, required: true, schema: {type: string}}
              - {name: X-Trace, in: header, required: true, schema: {type: string}}
            requestBody:
              required: true
              content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
            responses:
              '201': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
              '400': {content: {text/plain: {example: bad}}}
              '401': {content: {text/plain: {example: who}}}
      components:
        securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
        schemas:
          Pet:
            type: object
            required: [name, id]
            properties:
              id: {type: integer, readOnly: true}
              name: {type: string, nullable: true}
              mother: {$ref: '#/components/schemas/Pet'}
      """;

  private static final String MORE =
      """
      openapi: 3.1.0
      servers: [{url: https://api.example.com/base}]
      paths:
        /ranges:
          get:
            responses:
              2XX: {content: {application/json: {example: fine}}}
              '404': {content: {text/plain: {example: exactly}}}
              4XX: {content: {text/plain: {example: range}}}
              default: {content: {text/plain: {example: any}}}
        /types:
          get:
            responses:
              '200':
                content:
                  application/xml: {example: <a/>}
                  application/json: {example: {a: 1}}
                  text/plain: {example: text}
                  application/vnd.a+json; version=1: {example: vendor}
        /any: {get: {responses: {'200': {content: {'*/*': {example: any}}}}}}
        /{a}/{b}: {get: {responses: {'200': {content: {text/plain: {example: both}}}}}}
        /{a}/{b}.{c}: {get: {responses: {'200': {content: {text/plain: {example: later}}}}}}
        /run:{task}: {get: {responses: {'200': {content: {text/plain: {example: task}}}}}}
        /größe x: {get: {responses: {'200': {content: {text/plain: {example: größe}}}}}}
        /head: {head: {responses: {'200': {headers: {X-Kind: {schema: {const: h}}}}}}}
        /form:
          post:
            requestBody:
              required: true
              content:
                application/x-www-form-urlencoded: {schema: {required: [a], properties: {a: {}}}}
                multipart/form-data: {schema: {required: [a], properties: {a: {}}}}
            responses: {'201': {content: {text/plain: {example: taken}}}}
      """;
  private static final String OLD =
      """
      swagger: '2.0'
      basePath: /v2
      produces: [application/json, application/xml]
      paths:
        /pets/{id}:
          get:
            parameters: [{name: id, in: path, required: true, type: integer}]
            responses:
              '200': {description: d, examples: {application/json: {id: 1}, application/xml: <p/>}}
              default: {description: d, schema: {type: string}}
          delete:
            parameters: [{name: id, in: path, required: true, type: integer}]
            responses: {'204': {description: d}}
      """;

  @TempDir private static Path folder;
  private static MockServer server;
  private static WireMockServer wireMock;

  @BeforeAll
  static void start() throws IOException {
    Path file = Files.writeString(folder.resolve("pets.yaml"), DOCUMENT);
    MockServerOptions options =
        MockServerOptions.builder()
            .mount(Mount.of(file).at("/shop"))
            .mount(
                Mount.of(Files.writeString(folder.resolve("more.yaml"), MORE))
                    .at("/more")
                    .withServerPaths(true))
            .mount(Mount.of(Files.writeString(folder.resolve("old.yaml"), OLD)).at("/old"))
            .build();
    Path stubs = folder.resolve("stubs");
    StubExport.write(options, stubs, false);
    server = MockServer.start(options);
    wireMock =
        new WireMockServer(
            WireMockConfiguration.options()
                .dynamicPort()
                .usingFilesUnderDirectory(stubs.toString()));
    wireMock.start();
  }

  @AfterAll
  static void stop() {
    wireMock.stop();
    server.close();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /shop/pets/1        |                                      | 200
          GET  | /shop/pets/1        | Prefer: example=ada                  | 200
          GET  | /shop/pets/1        | Prefer: example="ada", code=200      | 200
          GET  | /shop/pets/1        | Prefer: code=400                     | 400
          GET  | /shop/pets/1        | Accept: application/xml              | 200
          GET  | /shop/pets/1        | Accept: text/html, application/xml   | 200
          GET  | /shop/pets/first    |                                      | 200
          GET  | /shop/files/a.b.txt |                                      | 200
          GET  | /shop/files/a       |                                      | 404
          PUT  | /shop/pets/1        |                                      | 405
          GET  | /shop/cats          |                                      | 404
          GET  | /pets/1             |                                      | 404
          POST | /shop/pets?kind=c   | X-Key: k; X-Trace: t; {"name":"A"}   | 201
          POST | /shop/pets?kind=c   | X-Key: k; X-Trace: t; {"name":null}  | 201
          POST | /shop/pets?kind=c   | X-Key: k; X-Trace: t; {"name":1}     | 400
          POST | /shop/pets?kind=c   | X-Key: k; X-Trace: t; {"name":"A","mother":{}} | 400
          POST | /shop/pets          | X-Key: k; X-Trace: t; {"name":"A"}   | 400
          POST | /shop/pets?kind=c   | X-Key: k; {"name":"A"}               | 400
          POST | /shop/pets?kind=c   | X-Trace: t; {"name":"A"}             | 401
          GET  | /more/ranges        |                                      | 200
          GET  | /more/ranges        | Prefer: code=201                     | 201
          GET  | /more/ranges        | Prefer: code=404                     | 404
          GET  | /more/ranges        | Prefer: code=422                     | 422
          GET  | /more/ranges        | Prefer: code=503                     | 503
          GET  | /more/base/ranges   |                                      | 200
          GET  | /more/types         |                                      | 200
          GET  | /more/types         | Accept: */*                          | 200
          GET  | /more/types         | Accept: text/*                       | 200
          GET  | /more/types         | Accept: application/*                | 200
          GET  | /more/types         | Accept: text/plain, application/json | 200
          GET  | /more/types         | Accept: application/json, text/plain | 200
          GET  | /more/types         | Accept: image/png, text/plain        | 200
          GET  | /more/types         | Accept: application/vnd.a+json       | 200
          GET  | /more/types         | Accept: image/png, text/csv          | 406
          GET  | /more/any           |                                      | 200
          GET  | /more/any           | Accept: */*                          | 200
          GET  | /more/any           | Accept: text/html                    | 406
          GET  | /more/x/y           |                                      | 200
          GET  | /more/x/y.z         |                                      | 200
          GET  | /more/run:it        |                                      | 200
          GET  | /more/run           |                                      | 404
          GET  | /more/gr%C3%B6%c3%9fe%20x |                                | 200
          HEAD | /more/head          |                                      | 200
          GET  | /more/head          |                                      | 405
          POST | /more/form          | form a=1                             | 201
          POST | /more/form          | parts a                              | 201
          GET  | /old/pets/1         |                                      | 200
          GET  | /old/pets/1         | Accept: application/xml              | 200
          GET  | /old/pets/1         | Accept: text/csv                     | 406
          GET  | /old/pets/1         | Prefer: code=500                     | 500
          DELETE | /old/pets/1       |                                      | 204
          """)
  void answers_as_the_server_does(String method, String path, String rest, int status)
      throws Exception {
    String ours = send(server.baseUri().toString(), method, path, rest);

    assertThat(ours).startsWith(status + " ");
    assertThat(send(wireMock.baseUrl(), method, path, rest)).isEqualTo(ours);
  }

  private static String send(String base, String method, String path, String rest)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    String body = "";
    for (String part : rest == null ? new String[0] : rest.split("; ")) {
      if (part.startsWith("{")) {
        body = part;
        request.header("Content-Type", "application/json");
      } else if (part.startsWith("form ")) {
        body = part.substring(5);
        request.header("Content-Type", "application/x-www-form-urlencoded");
      } else if (part.startsWith("parts ")) {
        body =
            "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\nv\r\n--B--\r\n"
                .formatted(part.substring(6));
        request.header("Content-Type", "multipart/form-data; boundary=B");
      } else {
        request.header(part.split(": ")[0], part.split(": ")[1]);
      }
    }
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                request.method(method, BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    return response.statusCode()
        + " "
        + response.headers().firstValue("content-type").orElse("")
        + " "
        + response.headers().firstValue("x-kind").orElse("")
        + "\n"
        + response.body();
  }

  @Test
  void a_folder_that_holds_something_is_left_alone_unless_told_otherwise() throws IOException {
    Path full = Files.createDirectories(folder.resolve("full"));
    Path mine = Files.writeString(full.resolve("mine.txt"), "mine");
    MockServerOptions options =
        MockServerOptions.builder().mount(Mount.of(folder.resolve("pets.yaml"))).build();

    assertThatThrownBy(() -> StubExport.write(options, full, false))
        .isInstanceOf(MockServerException.class)
        .hasMessage(full + ": is not empty. Name another folder, or allow overwriting.");
    assertThat(full.resolve("mappings")).doesNotExist();

    assertThat(StubExport.write(options, full, true).files()).isEqualTo(5);
    assertThat(mine).hasContent("mine");
  }
}
