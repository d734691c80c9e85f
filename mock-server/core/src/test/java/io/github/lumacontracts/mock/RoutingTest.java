package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which operation of a document answers, and what cross-origin clients are told. */
class RoutingTest {
  private static MockServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server =
        Http.serve(
            folder,
            """
            openapi: 3.0.3
            paths:
              /a/{x}: {get: {responses: {'200': {content: {text/plain: {example: first}}}}}}
              /{x}/b: {get: {responses: {'200': {content: {text/plain: {example: second}}}}}}
              /a/c: {get: {responses: {'200': {content: {text/plain: {example: literal}}}}}}
              /{x}: {get: {responses: {'200': {content: {text/plain: {example: x}}}}}}
              /{y}: {get: {responses: {'200': {content: {text/plain: {example: y}}}}}}
              /files/{n}.{f}: {get: {responses: {'200': {content: {text/plain: {example: mixed}}}}}}
              /files/{n}: {get: {responses: {'200': {content: {text/plain: {example: whole}}}}}}
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b,           second",
    "/a/c,           literal",
    "/a/d,           first",
    "/q,             y",
    "/files/cat.png, whole",
  })
  void of_paths_that_fit_equally_well_the_last_one_answers(String path, String body) {
    assertThat(get(server, path).body()).isEqualTo(body);
  }

  @Test
  void an_origin_without_a_name_is_any_and_exposed_headers_are_repeated() {
    HttpResponse<String> response =
        get(server, "/q", "Origin", "", "Access-Control-Expose-Headers", "X-Total");

    assertThat(header(response, "access-control-allow-origin")).isEqualTo("*");
    assertThat(header(response, "access-control-expose-headers")).isEqualTo("X-Total");
  }
}
