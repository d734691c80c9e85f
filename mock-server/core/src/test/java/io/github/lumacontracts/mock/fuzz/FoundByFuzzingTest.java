package io.github.lumacontracts.mock.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.Mount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What random requests and documents broke once, each in its smallest form. */
class FoundByFuzzingTest {
  @TempDir private static Path folder;
  private static MockServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        serve(
            """
            openapi: 3.1.0
            paths:
              /ok: {get: {responses: {'200': {description: ok}}}}
              /json:
                post:
                  requestBody:
                    content:
                      application/json:
                        schema:
                          properties:
                            slow: {pattern: '^([ab]+)+\\1$'}
                            deep: {pattern: '^(a|b)*$'}
                            byte: {format: byte}
                            multiple: {multipleOf: 0.01}
                            int: {type: [number, array], format: int32, items: {type: integer}}
                            unique: {uniqueItems: true}
                            long: {maxLength: 1e300}
                            endless: {$ref: '#/components/schemas/Endless'}
                            wide: {$ref: '#/components/schemas/W0'}
                            lengths: {$ref: '#/components/schemas/W20'}
                            multiples: {items: {multipleOf: 0.000001}}
                            nested: {$ref: '#/components/schemas/Nested'}
                            branches: {items: {oneOf: [{type: string}, {type: object}, {const: 1}, {const: 2}]}}
                  responses: {'200': {description: ok}}
              /form:
                post:
                  requestBody:
                    content:
                      application/x-www-form-urlencoded:
                        schema: {properties: {a: {enum: ['1%', "\\uFFFD"]}}}
                  responses: {'200': {description: ok}}
              /headers:
                get:
                  responses:
                    '200':
                      headers:
                        Content-Length: {schema: {type: boolean}}
                        Transfer-Encoding: {schema: {const: chunked}}
                        'no name': {schema: {const: x}}
                        X-Control: {schema: {const: "a\\u0007b"}}
                        X-Name: {schema: {const: Zoë}}
                        X-Long: {schema: {const: '{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"{}[]|"'}}
                      content: {text/plain: {example: whole}}
              /objects:
                get:
                  responses:
                    '200': {headers: {X-Object: {schema: {type: object, properties: {a: {const: 1}}}}}}
              /multipart:
                post:
                  requestBody: {content: {multipart/form-data: {schema: {properties: {a: {}}}}}}
                  responses: {'200': {description: ok}}
              /interim: {get: {responses: {'100': {description: go on}, default: {description: ok}}}}
              /parameter:
                get:
                  parameters:
                    - {name: q, in: query, content: {application/json: {schema: {type: number}}}}
                  responses: {'200': {description: ok}}
              /enum: {get: {responses: {'200': {content: {application/json: {schema: {enum: {a: 1}}}}}}}}
              '/{a}-{b}-{c}-{d}x': {get: {responses: {'200': {description: ok}}}}
            components:
              schemas:
                Nested: {uniqueItems: true, items: {$ref: '#/components/schemas/Nested'}}
                Endless: {anyOf: [{$ref: '#/components/schemas/Endless'}]}
            """
                + doubling(40));
  }

  /** Schemas that each ask for the next one twice: as many checks as there are grains of rice. */
  private static String doubling(int schemas) {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < schemas; i++) {
      String next = "{$ref: '#/components/schemas/W" + (i + 1) + "'}";
      yaml.append("    W%d: {anyOf: [%s, %s]}\n".formatted(i, next, next));
    }
    return yaml + "    W" + schemas + ": {type: string, maxLength: 99999999}\n";
  }

  private static MockServer serve(String yaml) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "api", ".yaml"), yaml);
    return MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void goes_on() throws IOException {
    assertThat(send("GET /ok", "").status()).isEqualTo(200);
  }

  private static RawAnswer send(String line, String body, String... headers) throws IOException {
    return send(line, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static RawAnswer send(String line, byte[] body, String... headers) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String head =
        line
            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + String.join("", List.of(headers).stream().map(header -> header + "\r\n").toList())
            + (body.length > 0 ? "Content-Length: " + body.length + "\r\n" : "")
            + "\r\n";
    request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    return RawAnswer.to(server.port(), request.toByteArray()).orElseThrow();
  }

  private static RawAnswer json(String body) throws IOException {
    return send("POST /json", body, "Content-Type: application/json");
  }

  // requests

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /ok HTTP/9.9\r\n\r\n",
        "GET /ok HTTP/1.1\r\nHost\r\n\r\n"
      })
  void what_is_not_http_is_answered_with_a_problem(String bytes) throws IOException {
    RawAnswer answer =
        RawAnswer.to(server.port(), bytes.getBytes(StandardCharsets.UTF_8)).orElseThrow();

    assertThat(answer.status()).isBetween(400, 505);
    assertThat(answer.head()).containsIgnoringCase("content-type: application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({"'a=1%',200", "'a=%FF',200", "'a=2',422"})
  void an_escape_that_is_none_stands_for_itself_in_a_form(String form, int status)
      throws IOException {
    RawAnswer answer = send("POST /form", form, "Content-Type: application/x-www-form-urlencoded");

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void an_escape_that_is_none_stands_for_itself_in_a_query() throws IOException {
    assertThat(send("GET /ok?q=100%", "").status()).isEqualTo(200);
    assertThat(send("GET /__admin/requests", "").status()).isEqualTo(200);
    assertThat(
            send("POST /form?q=%zz", "a=1%25", "Content-Type: application/x-www-form-urlencoded")
                .status())
        .isEqualTo(200);
  }

  @Test
  void a_body_that_ends_early_is_a_bad_request() throws IOException {
    byte[] request =
        "POST /json HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nContent-Type: application/json\r\n"
            .concat("Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"")
            .replace("Content-Length: 100\r\n", "")
            .getBytes(StandardCharsets.UTF_8);

    RawAnswer answer = RawAnswer.to(server.port(), request).orElseThrow();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("#MALFORMED_REQUEST");
  }

  @Test
  void an_archive_that_is_none_is_a_bad_request() throws IOException {
    RawAnswer answer =
        send("POST /json", "{}", "Content-Type: application/json", "Content-Encoding: gzip");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("#MALFORMED_REQUEST");
  }

  @Test
  void an_archive_of_far_more_than_it_seems_is_too_large() throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(archive)) {
      out.write(new byte[11 * 1024 * 1024]);
    }

    assertThat(
            send(
                    "POST /json",
                    archive.toByteArray(),
                    "Content-Type: application/json",
                    "Content-Encoding: gzip")
                .status())
        .isEqualTo(413);
  }

  @Test
  void a_charset_that_nobody_knows_is_refused() throws IOException {
    RawAnswer answer =
        send("POST /form", "a=2", "Content-Type: application/x-www-form-urlencoded;charset=no");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body()).contains("The charset \\\"no\\\" of the content type is not known.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1e99999999999                 | 400
          {"multiple": 1e999999999}     | 422
          {"multiple": 1e-999999999}    | 200
          {"multiple": 0.05}            | 200
          {"int": 1e999999999}          | 422
          {"long": "a"}                 | 200
          {"unique": [1, 2, 1.0]}       | 422
          {"endless": 1}                | 500
          {"wide": "a"}                 | 500
          """)
  void numbers_and_schemas_without_measure_are_answered(String body, int status)
      throws IOException {
    RawAnswer answer = json(body);

    assertThat(answer.status()).isEqualTo(status);
    if (status == 500) {
      assertThat(answer.head()).startsWith("HTTP/1.1 500 Internal Server Error\r\n");
      assertThat(answer.body()).contains("#SCHEMA_TOO_COMPLEX");
    }
  }

  @ParameterizedTest
  @CsvSource({"1e400,200", "1e99999999999,422", "x,422"})
  void numbers_without_measure_are_answered_in_a_query(String number, int status)
      throws IOException {
    assertThat(send("GET /parameter?q=" + number, "").status()).isEqualTo(status);
  }

  @Test
  void a_document_with_a_number_without_measure_is_refused() {
    assertThatThrownBy(() -> serve("{\"openapi\": \"3.1.0\", \"x\": 1e99999999999}").close())
        .isInstanceOf(MockServerException.class)
        .hasMessageEndingWith(": not JSON: a number is out of range.");
  }

  @Test
  void a_charset_that_nobody_knows_does_not_spoil_the_journal() throws IOException {
    assertThat(send("POST /json", "{}", "Content-Type: application/json; charset=no").status())
        .isEqualTo(415);
    assertThat(send("GET /__admin/requests", "").status()).isEqualTo(200);
  }

  @Test
  void a_pattern_that_never_ends_is_given_up() throws IOException {
    RawAnswer answer = json("{\"slow\": \"" + "a".repeat(60) + "!\"}");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains("#SCHEMA_TOO_COMPLEX", "steps to check");
    assertThat(json("{\"slow\": \"abab\"}").status()).isEqualTo(200);
    assertThat(json("{\"slow\": \"abc\"}").status()).isEqualTo(422);
  }

  @Test
  void a_pattern_too_deep_for_the_text_is_given_up() throws IOException {
    assertThat(json("{\"deep\": \"" + "ab".repeat(100_000) + "\"}").body())
        .contains("#SCHEMA_TOO_COMPLEX", "is too deep for a text of 200000");
  }

  @ParameterizedTest
  @CsvSource({
    "a text that each of a million branches measures,'{\"lengths\": \"',a,5000000,'\"}'",
    "numbers of many digits,'{\"multiples\": [','1e399,',1700000,'1]}'"
  })
  void a_body_that_would_take_minutes_to_check_is_given_up(
      String what, String start, String part, int times, String end) throws IOException {
    RawAnswer answer = json(start + part.repeat(times) + end);

    assertThat(answer.status()).as(what).isEqualTo(500);
    assertThat(answer.body()).contains("#SCHEMA_TOO_COMPLEX", "steps to check");
  }

  @Test
  void texts_of_one_hash_code_are_compared_quickly() throws IOException {
    String items =
        IntStream.range(0, 1 << 16)
            .mapToObj(i -> Integer.toBinaryString(1 << 16 | i).substring(1))
            .map(bits -> "[\"" + bits.replace("0", "Aa").replace("1", "BB") + "\"]")
            .collect(Collectors.joining(","));

    assertThat(json("{\"unique\": [" + items + "]}").status()).isEqualTo(200);
    assertThat(json("{\"unique\": [" + items.replaceAll("[\\[\\]]", "") + "]}").status())
        .isEqualTo(200);
  }

  @Test
  void lists_in_lists_are_not_compared_for_minutes() throws IOException {
    String lists = "[".repeat(400) + "[1],".repeat(2_000_000) + "1" + "]".repeat(400);

    assertThat(json("{\"nested\": " + lists + "}").body()).contains("#SCHEMA_TOO_COMPLEX");
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "branches"})
  void a_large_body_of_plain_values_is_checked(String schema) throws IOException {
    assertThat(json("{\"" + schema + "\": [" + "1,".repeat(5_000_000) + "1]}").status())
        .isEqualTo(200);
  }

  @Test
  void a_long_base64_text_is_checked() throws IOException {
    assertThat(json("{\"byte\": \"" + "abcd".repeat(500_000) + "\"}").status()).isEqualTo(200);
    assertThat(json("{\"byte\": \"" + "abcd".repeat(500_000) + "a\"}").status()).isEqualTo(422);
  }

  @Test
  void many_different_items_are_compared_quickly() throws IOException {
    StringBuilder items = new StringBuilder("0");
    for (int i = 1; i < 300_000; i++) {
      items.append(',').append(i);
    }

    assertThat(json("{\"unique\": [" + items + "]}").status()).isEqualTo(200);
    assertThat(json("{\"unique\": [" + items + ",7]}").body())
        .contains("items ## 7 and 300000 are identical");
  }

  @Test
  void a_long_path_fits_a_template_of_many_variables_or_not_at_once() throws IOException {
    assertThat(send("GET /" + "-".repeat(7000), "").status()).isEqualTo(404);
    assertThat(send("GET /" + "-".repeat(7000) + "x", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "101", "042"})
  void a_status_that_ends_no_answer_cannot_be_asked_for(String code) throws IOException {
    assertThat(send("GET /interim", "", "Prefer: code=" + code).status()).isEqualTo(404);
    assertThat(send("GET /interim", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /ok          | Accept: inv                                       |         | 200
          GET //ok         | Accept: */*                                       |         | 404
          GET /objects     | Accept: */*                                       |         | 200
          GET /none        | Accept: */*                                       |         | 404
          POST /multipart  | Content-Type: multipart/form-data; boundary=b     | --b     | 422
          POST /multipart  | Content-Type: multipart/form-data                 | --b--   | 415
          POST /multipart  | Content-Type: multipart/form-data; boundary=b     | nothing | 422
          """)
  void odd_requests_are_answered(String line, String header, String body, int status)
      throws IOException {
    RawAnswer answer = send(line, body == null ? "" : body, header);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
  }

  @Test
  void a_body_of_ten_megabytes_is_read_and_no_longer_one() throws IOException {
    int most = 10 * 1024 * 1024;

    assertThat(json("\"" + "a".repeat(most - 2) + "\"").status()).isEqualTo(200);
    assertThat(json("\"" + "a".repeat(most - 1) + "\"").status()).isEqualTo(413);
  }

  @Test
  void a_request_that_comes_in_pieces_is_answered() throws IOException {
    byte[] request =
        "GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(RawAnswer.toSlowly(server.port(), request, request.length).orElseThrow().status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void clients_that_hang_up_do_not_keep_others_waiting(boolean reset) throws IOException {
    for (int i = 0; i < 100; i++) {
      RawAnswer.abandon(
          server.port(),
          "POST /json HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"
              .getBytes(StandardCharsets.US_ASCII),
          reset);
    }

    assertThat(send("GET /ok", "").status()).isEqualTo(200);
  }

  @Test
  void slow_clients_do_not_keep_others_waiting() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\na="
                    .getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(send("POST /form", "a=2", "Content-Type: application/x-www-form-urlencoded"))
          .extracting(RawAnswer::status)
          .isEqualTo(422);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  // documents

  @Test
  void headers_of_the_document_do_not_break_the_answer() throws IOException {
    RawAnswer answer = send("GET /headers", "");

    assertThat(answer.body()).isEqualTo("whole");
    assertThat(answer.head())
        .containsIgnoringCase("content-length: 5")
        .containsIgnoringCase("x-control: a b")
        .containsIgnoringCase("x-name: Zo")
        .doesNotContainIgnoringCase("transfer-encoding")
        .doesNotContain("no name");
  }

  @Test
  void an_enum_that_is_no_list_is_not_one() throws IOException {
    assertThat(send("GET /enum", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %        | cannot be read: the address is malformed.
          a\\nb.yaml | the $ref "a b.yaml" leads nowhere
          #/a/b    | the $ref "#/a/b" leads nowhere
          """)
  void a_reference_that_leads_nowhere_is_one_line(String reference, String message) {
    assertThatThrownBy(
            () ->
                serve(
                        "openapi: 3.1.0\npaths: {/a: {get: {$ref: 'x'}, $ref: \"%s\"}}\n"
                            .formatted(reference))
                    .close())
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @Test
  void deeply_nested_documents_are_served_or_refused_in_a_sentence() throws IOException {
    String deep = "{items: ".repeat(300) + "{}" + "}".repeat(300);
    String document =
        "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {content: {application/json: {schema: "
            + deep
            + "}}}}}}}\n";
    serve(document).close();

    assertThatThrownBy(() -> serve(document.replace(deep, "[".repeat(5000) + "]".repeat(5000))))
        .isInstanceOf(MockServerException.class)
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "\\UFFFFFFFF" | not YAML: an escape or a tag that cannot be read
          "\\x"         | not YAML: expected escape sequence of 2 hexadecimal numbers, but found
          """)
  void an_escape_of_no_character_is_one_line(String title, String message) {
    assertThatThrownBy(() -> serve("openapi: 3.1.0\ninfo: {title: " + title + "}\n").close())
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a%00b.yaml              | there is no such file
          http://127.0.0.1:99999/ | cannot be fetched: the address is malformed.
          """)
  void a_reference_to_an_address_that_cannot_be_is_refused(String reference, String message) {
    String document = "openapi: 3.1.0\npaths: {/a: {$ref: '%s'}, /b: {$ref: '%s'}}\n";

    assertThatThrownBy(() -> serve(document.formatted(reference, reference)).close())
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aliases_that_multiply_are_refused() {
    StringBuilder laughs = new StringBuilder("openapi: 3.1.0\nx-0: &a0 {type: string}\n");
    for (int i = 1; i <= 10; i++) {
      laughs.append(
          "x-%d: &a%d {allOf: [%s]}\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(4)));
    }

    assertThatThrownBy(() -> serve(laughs.toString()).close())
        .isInstanceOf(MockServerException.class)
        .hasMessageEndingWith(": not YAML: its aliases expand to more than 500000 nodes.");
  }
}
