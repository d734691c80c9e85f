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

  @TempDir private static Path folder;
  private static MockServer server;
  private static WireMockServer wireMock;

  @BeforeAll
  static void start() throws IOException {
    Path file = Files.writeString(folder.resolve("pets.yaml"), DOCUMENT);
    MockServerOptions options =
        MockServerOptions.builder().mount(Mount.of(file).at("/shop")).build();
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
