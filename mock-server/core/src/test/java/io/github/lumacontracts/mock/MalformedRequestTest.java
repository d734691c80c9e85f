package io.github.lumacontracts.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are hardly a request get a problem all the same. */
@SuppressWarnings("NullAway.Init")
class MalformedRequestTest {
  private static MockServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            paths:
              /pets/{id}:
                get: {responses: {'200': {description: ok}}}
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String send(String bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /pets/%zz HTTP/1.1     | 400 | MALFORMED_REQUEST
          GET /pets/% HTTP/1.1       | 400 | MALFORMED_REQUEST
          GET /__admin/%zz HTTP/1.1  | 400 | MALFORMED_REQUEST
          GET /pets/1?q=%zz HTTP/1.1 | 200 |
          GET /a b HTTP/1.1          | 400 | MALFORMED_REQUEST
          nonsense                   | 400 | MALFORMED_REQUEST
          GET /pets/%FF%FE HTTP/1.1  | 200 |
          GET /pets/%25zz HTTP/1.1   | 200 |
          """)
  void gets_a_problem(String line, int status, String name) throws IOException {
    String answer = send(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("<html>");
    if (name != null) {
      assertThat(answer)
          .contains("Content-Type: application/problem+json")
          .contains("\"type\":\"https://stoplight.io/prism/errors#" + name + "\"");
    }
  }

  @Test
  void the_journal_can_be_read_after_a_query_that_cannot() throws IOException {
    send("GET /pets/1?q=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(Http.get(server, "/__admin/requests").statusCode()).isEqualTo(200);
  }

  @Test
  void an_address_or_header_without_end_is_refused() throws IOException {
    String endless = "x".repeat(70_000);

    assertThat(send("GET /" + endless + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ")
        .contains("errors#URI_TOO_LONG");
    assertThat(send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + endless + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("errors#REQUEST_HEADERS_TOO_LARGE");
  }

  @Test
  void the_reference_can_be_asked_for_without_its_text() {
    assertThat(Http.send(server, "HEAD", "/reference/api/openapi.yaml", "").statusCode())
        .isEqualTo(200);
    assertThat(Http.send(server, "HEAD", "/reference/none/openapi.yaml", "").statusCode())
        .isEqualTo(404);
  }
}
