package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static io.github.lumacontracts.mock.Http.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes, the answer is a problem and the next request is served. */
class BadRequestTest {
  private static final String[] JSON = {
    "Content-Type", "application/json", "Authorization", "Bearer key"
  };
  private static MockServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            paths:
              /pets:
                post:
                  security: [{bearer: []}]
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema:
                          type: object
                          required: [name]
                          properties:
                            name: {type: string}
                  responses:
                    '200':
                      description: ok
                      content: {application/json: {example: {id: 1}}}
              /files:
                post:
                  requestBody:
                    content:
                      multipart/form-data:
                        schema: {type: object, properties: {file: {type: string, format: binary}}}
                  responses: {'200': {description: ok}}
            components: {securitySchemes: {bearer: {type: http, scheme: bearer}}}
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void goes_on() {
    assertThat(post(server, "/pets", "{\"name\":\"Rex\"}", JSON).body()).isEqualTo("{\"id\":1}");
  }

  private static void isProblem(HttpResponse<String> response, int status, String name) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(header(response, "content-type")).isEqualTo("application/problem+json");
    assertThat(response.body())
        .startsWith("{\"type\":\"https://stoplight.io/prism/errors#" + name + "\",\"title\":");
  }

  @Test
  void malformed_json() {
    isProblem(post(server, "/pets", "{\"name\":", JSON), 400, "INVALID_JSON");
  }

  @Test
  void two_json_values_where_one_belongs() {
    isProblem(post(server, "/pets", "{\"name\":\"Rex\"} {}", JSON), 400, "INVALID_JSON");
  }

  @Test
  void a_content_type_that_the_document_does_not_know() {
    HttpResponse<String> response =
        post(server, "/pets", "x", "Content-Type", "text/plain", "Authorization", "Bearer key");

    isProblem(response, 415, "INVALID_CONTENT_TYPE");
    assertThat(response.body())
        .contains("\"detail\":\"Supported content types: application/json\"");
  }

  @Test
  void a_content_type_that_is_none() {
    isProblem(
        post(server, "/pets", "x", "Content-Type", "garbage", "Authorization", "Bearer key"),
        415,
        "INVALID_CONTENT_TYPE");
  }

  @Test
  void no_key() {
    HttpResponse<String> response =
        post(server, "/pets", "{\"name\":\"Rex\"}", "Content-Type", "application/json");

    isProblem(response, 401, "UNAUTHORIZED");
    assertThat(header(response, "www-authenticate")).isEqualTo("Bearer");
  }

  @Test
  void no_body() {
    HttpResponse<String> response = post(server, "/pets", "", "Authorization", "Bearer key");

    isProblem(response, 422, "UNPROCESSABLE_ENTITY");
    assertThat(response.body())
        .endsWith(
            "\"validation\":[{\"severity\":\"Error\",\"code\":\"required\","
                + "\"message\":\"Body parameter is required\"}]}");
  }

  @Test
  void a_body_over_ten_megabytes() {
    String large = "{\"name\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}";

    isProblem(post(server, "/pets", large, JSON), 413, "REQUEST_ENTITY_TOO_LARGE");
  }

  @Test
  void deeply_nested_json() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    isProblem(post(server, "/pets", deep, JSON), 400, "INVALID_JSON");
  }

  @Test
  void an_accept_header_that_is_none() {
    HttpResponse<String> response =
        post(
            server,
            "/pets",
            "{\"name\":\"Rex\"}",
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer key",
            "Accept",
            "inv");

    isProblem(response, 406, "NOT_ACCEPTABLE");
    assertThat(response.body()).contains("\"detail\":\"Unable to find content for inv\"");
  }

  @Test
  void multipart_without_an_end() {
    isProblem(
        post(
            server,
            "/files",
            "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx",
            "Content-Type",
            "multipart/form-data; boundary=b"),
        422,
        "UNPROCESSABLE_ENTITY");
  }

  @Test
  void multipart_without_a_boundary() {
    isProblem(
        post(server, "/files", "x", "Content-Type", "multipart/form-data"),
        415,
        "INVALID_CONTENT_TYPE");
  }

  @Test
  void an_unknown_path() {
    HttpResponse<String> response = get(server, "/cats?color=grey");

    isProblem(response, 404, "NO_PATH_MATCHED_ERROR");
    assertThat(response.body())
        .contains("\"detail\":\"The route /cats hasn't been found in the specification file\"");
  }

  @Test
  void a_path_with_two_slashes_in_front() {
    isProblem(get(server, "//pets"), 404, "NO_PATH_MATCHED_ERROR");
  }

  @Test
  void a_method_that_the_path_does_not_have() {
    HttpResponse<String> response = get(server, "/pets");

    isProblem(response, 405, "NO_METHOD_MATCHED_ERROR");
    assertThat(response.body())
        .contains(
            "The route /pets has been matched, but it does not have \\\"get\\\" method defined");
  }
}
