package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViolationsTest {
  private static final String DOCUMENT =
      """
      openapi: 3.0.3
      paths:
        /fine: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object}, example: {a: 1}}}}}}}
        /body: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object, required: [x], properties: {a: {type: string}}}, example: {a: 1}}}}}}}
        /both:
          get:
            parameters: [{in: query, name: n, schema: {type: integer}}]
            responses:
              '200': {description: d, content: {application/json: {schema: {type: object}, example: {a: 1}}}}
              '422': {description: d, content: {application/json: {schema: {type: object}, example: no}}}
        /key:
          get:
            security: [{key: []}]
            responses: {'200': {description: d}, '401': {description: d, content: {text/plain: {example: no}}}}
        /old:
          get:
            parameters: [{in: query, name: o, deprecated: true, schema: {type: string}}]
            responses: {'200': {description: d, content: {text/plain: {schema: {type: string}, example: yes}}}}
        /headers:
          get:
            responses:
              '200':
                description: d
                headers:
                  X-Count: {required: true, schema: {type: integer}, example: many}
                  X-Old: {deprecated: true, schema: {type: string}, example: o}
                  X-Flag: {schema: {type: boolean}}
        /secret:
          get:
            responses:
              '200':
                description: d
                content:
                  application/json:
                    schema:
                      allOf:
                        - {type: object, required: [password, id]}
                        - {properties: {password: {type: string, writeOnly: true}, id: {type: string}}}
                    example: {password: 1}
        /named:
          get:
            responses:
              '200':
                description: d
                content:
                  application/json: {schema: {type: object}, examples: {good: {value: {}}, bad: {value: 3}}}
        /range:
          get:
            responses:
              default: {description: d, content: {text/plain: {schema: {type: string, maxLength: 1}, example: default}}}
              2XX: {description: d, content: {text/plain: {schema: {type: string, maxLength: 2}, example: range}}}
              '201': {description: d, content: {text/plain: {schema: {type: string, maxLength: 3}, example: exact}}}
        /nothing: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object}, example: {}}}}}}}
        /head: {head: {responses: {'200': {description: d, content: {application/json: {schema: {type: object}, example: 3}}}}}}
        /many: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object, additionalProperties: {type: string}}, example: {MANY}}}}}}}
      components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
      """;

  private static MockServer lenient;
  private static MockServer strict;

  @BeforeAll
  static void start(@TempDir Path folder) {
    String many =
        IntStream.range(0, 100).mapToObj(i -> "m" + i + ": 1").collect(Collectors.joining(", "));
    Path file = Http.file(folder, "api.yaml", DOCUMENT.replace("MANY", many));
    lenient = MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build());
    strict =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).errors(true).build());
  }

  @AfterAll
  static void stop() {
    lenient.close();
    strict.close();
  }

  private static String told(String path, String... headers) {
    return header(get(lenient, path, headers), "sl-violations");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /fine    | ``
          /body    | [{"location":["response","body"],"severity":"Error","code":"required","message":"Response body must have required property 'x'"},{"location":["response","body","a"],"severity":"Error","code":"type","message":"Response body property a must be string"}]
          /both?n=x | [{"location":["request","query","n"],"severity":"Error","code":"type","message":"Request query parameter n must be integer"},{"location":["response","body"],"severity":"Error","code":"type","message":"Response body must be object"}]
          /key     | [{"location":["request"],"severity":"Error","code":401,"message":"Invalid security scheme used"}]
          /old?o=1 | [{"location":["request","query","o"],"severity":"Warning","code":"deprecated","message":"Query param o is deprecated"}]
          /headers | [{"location":["response","header","x-count"],"severity":"Error","code":"type","message":"Response header parameter x-count must be integer"},{"location":["response","header","X-Old"],"severity":"Warning","code":"deprecated","message":"Header param X-Old is deprecated"}]
          /secret  | [{"location":["response","body"],"severity":"Error","code":"required","message":"Response body must have required property 'id'"}]
          /named   | ``
          """)
  void tells_what_is_wrong_with_request_and_answer(String path, String expected) {
    assertThat(told(path)).isEqualTo(expected);
  }

  @Test
  void tells_nothing_beside_a_problem_of_its_own() {
    HttpResponse<String> response = get(lenient, "/named", "Prefer", "code=404");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(header(response, "sl-violations")).isEmpty();
  }

  @Test
  void remembers_each_example_apart() {
    for (int i = 0; i < 2; i++) {
      assertThat(told("/named", "Prefer", "example=good")).isEmpty();
      assertThat(told("/named", "Prefer", "example=bad")).contains("Response body must be object");
    }
  }

  @Test
  void holds_an_answer_to_the_most_exact_status() {
    assertThat(told("/range", "Prefer", "code=201")).contains("more than 3 characters");
    assertThat(told("/range", "Prefer", "code=202")).contains("more than 2 characters");
    assertThat(told("/range", "Prefer", "code=404")).contains("more than 1 characters");
  }

  @Test
  void misses_the_body_that_the_client_does_not_accept() {
    assertThat(told("/nothing", "Accept", "text/html, */*;q=0"))
        .isEqualTo(
            "[{\"location\":[\"response\"],\"severity\":\"Error\",\"message\":\"The received media"
                + " type \\\"\\\" does not match the one specified in the current response:"
                + " application/json\"},{\"location\":[\"response\",\"body\"],\"severity\":\"Error\","
                + "\"code\":\"type\",\"message\":\"Response body must be object\"}]");
  }

  @Test
  void misses_the_body_of_an_answer_to_head_as_prism_does() {
    HttpResponse<String> response = Http.send(lenient, "HEAD", "/head", "", "Accept", "text/html");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).isEmpty();
    assertThat(header(response, "sl-violations"))
        .isEqualTo(
            "[{\"location\":[\"response\"],\"severity\":\"Error\",\"message\":\"The received media"
                + " type \\\"\\\" does not match the one specified in the current response:"
                + " application/json\"},{\"location\":[\"response\",\"body\"],\"severity\":\"Error\","
                + "\"code\":\"type\",\"message\":\"Response body must be object\"}]");
    assertThat(Http.send(strict, "HEAD", "/head", "").statusCode()).isEqualTo(500);
  }

  @Test
  void cuts_a_long_list() {
    assertThat(told("/many"))
        .startsWith("Too many violations! [{\"location\":[\"response\",\"body\",\"m0\"]")
        .hasSize("Too many violations! ".length() + 8092);
  }

  @Test
  void with_errors_a_wrong_answer_is_a_problem_that_names_the_errors_of_the_answer() {
    HttpResponse<String> response = get(strict, "/both?n=x");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(header(response, "content-type")).isEqualTo("application/problem+json");
    assertThat(header(response, "sl-violations")).contains("\"request\"").contains("\"response\"");
    assertThat(response.body())
        .isEqualTo(
            "{\"type\":\"https://stoplight.io/prism/errors#VIOLATIONS\",\"title\":\"Request/Response"
                + " not valid\",\"status\":500,\"detail\":\"Your request/response is not valid and"
                + " the --errors flag is set, so Prism is generating this error for you.\","
                + "\"validation\":[{\"location\":[\"response\",\"body\"],\"severity\":\"Error\","
                + "\"code\":\"type\",\"message\":\"Response body must be object\"}]}");
  }

  @ParameterizedTest
  @CsvSource({"/fine, 200", "/old?o=1, 200", "/key, 401", "/headers, 500"})
  void with_errors_warnings_and_wrong_requests_change_nothing(String path, int status) {
    assertThat(get(strict, path).statusCode()).isEqualTo(status);
  }

  @Test
  void tells_the_listener_of_both_sides(@TempDir Path folder) {
    List<Exchange> exchanges = new ArrayList<>();
    Path file = Http.file(folder, "api.yaml", DOCUMENT.replace("{MANY}", "{}"));

    try (MockServer server =
        MockServer.start(
            MockServerOptions.builder().mount(Mount.of(file)).listener(exchanges::add).build())) {
      get(server, "/both?n=x");
    }

    assertThat(exchanges)
        .singleElement()
        .satisfies(
            exchange -> {
              assertThat(exchange.violations())
                  .extracting(Violation::location)
                  .containsExactly(List.of("query", "n"));
              assertThat(exchange.responseViolations())
                  .extracting(Violation::location)
                  .containsExactly(List.of("body"));
            });
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://json-schema.org/draft/2020-12/schema, Response body property 0 must be number",
    "http://json-schema.org/draft/2019-09/schema#, Response body property 0 must be string",
    "https://spec.openapis.org/oas/3.1/dialect/base, Response body property 0 must be string",
  })
  void reads_a_schema_by_the_named_draft(String dialect, String message, @TempDir Path folder) {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            jsonSchemaDialect: %s
            paths:
              /tuple:
                get:
                  responses:
                    '200':
                      description: d
                      content:
                        application/json:
                          schema: {prefixItems: [{type: number}], items: {type: string}}
                          example: [false, b]
            """
                .formatted(dialect))) {
      assertThat(header(get(server, "/tuple"), "sl-violations")).contains(message);
    }
  }
}
