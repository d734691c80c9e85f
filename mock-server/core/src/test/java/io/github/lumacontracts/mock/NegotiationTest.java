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

/** Which response, example and media type a client gets. */
class NegotiationTest {
  private static MockServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            paths:
              /types:
                get:
                  responses:
                    '200':
                      content:
                        application/xml: {example: <a/>}
                        application/json: {example: {a: 1}}
                        text/plain: {example: a}
              /codes:
                get:
                  parameters: [{name: n, in: query, schema: {type: integer}}]
                  responses:
                    '503': {content: {text/plain: {example: down}}}
                    '204': {description: nothing}
                    '200':
                      content:
                        application/json:
                          examples: {first: {value: 1}, second: {value: 2}}
                    4XX: {content: {text/plain: {example: range}}}
                    default: {content: {text/plain: {example: default}}}
              /invalid:
                get:
                  parameters: [{name: n, in: query, required: true, schema: {type: integer}}]
                  responses:
                    '200': {description: ok}
                    '400': {content: {application/json: {example: {error: bad}}}}
                    '401': {content: {application/json: {example: {error: who}}}}
                  security: [{key: []}]
              /any: {get: {responses: {'200': {content: {'*/*': {example: {a: 1}}}}}}}
              /ranged:
                get:
                  parameters: [{name: q, in: query, required: true, schema: {type: string}}]
                  responses: {'200': {description: ok}, 4XX: {content: {text/plain: {example: range}}}}
              /both:
                get:
                  parameters: [{name: q, in: query, required: true, schema: {type: string}}]
                  responses:
                    '400': {content: {text/plain: {example: exact}}}
                    4XX: {content: {text/plain: {example: range}}}
              /secret:
                get:
                  security: [{key: []}]
                  responses: {'200': {description: ok}, 4XX: {content: {text/plain: {example: range}}}}
              /silent: {get: {responses: {'200': {}, '404': {description: gone}}}}
              /allsilent: {get: {responses: {'200': {}}}}
              /none:
                get: {responses: {}}
              /headers:
                get:
                  deprecated: true
                  responses:
                    '200':
                      headers:
                        X-Text: {schema: {type: string, example: abc}}
                        X-Number: {example: 5}
                        X-Flag: {schema: {type: boolean}}
                        X-Shown-Flag: {schema: {type: boolean}, example: true}
                        X-Vague: {description: no schema}
                        Deprecation: {schema: {type: string, default: no}}
                      content: {text/plain: {example: a}}
                head: {responses: {'200': {content: {text/plain: {example: a}}}}}
            components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                         | application/xml
          application/json                            | application/json
          text/*                                      | text/plain
          application/json;q=0.5, text/plain;q=0.8    | text/plain
          text/plain, application/json                | text/plain
          application/*;q=0.5, application/json;q=0.6 | application/json
          image/png, */*;q=0.1                        | application/xml
          application/json; version=2                 | application/json
          application/json;q=0, */*                   | application/xml
          inv, text/plain                             | text/plain
          application/json;q=2, text/plain            | application/json
          application/json;q=much, text/plain         | text/plain
          """)
  void the_client_gets_the_type_it_likes_best(String accept, String type) {
    assertThat(header(get(server, "/types", "Accept", accept), "content-type")).isEqualTo(type);
  }

  @Test
  void without_accept_json_comes_first() {
    assertThat(header(get(server, "/types"), "content-type")).isEqualTo("application/json");
  }

  @Test
  void without_accept_an_empty_answer_is_called_text() {
    assertThat(header(get(server, "/codes?__code=204"), "content-type")).isEqualTo("text/plain");
    assertThat(header(get(server, "/codes?__code=204", "Accept", "*/*"), "content-type")).isEmpty();
  }

  @Test
  void what_fits_anything_goes_out_as_text_only() {
    HttpResponse<String> accepted = get(server, "/any", "Accept", "*/*");
    HttpResponse<String> unasked = get(server, "/any");

    assertThat(accepted.statusCode()).isEqualTo(500);
    assertThat(accepted.body()).contains("errors#NO_COMPLEX_OBJECT_TEXT");
    assertThat(unasked.statusCode()).isEqualTo(500);
    assertThat(unasked.body()).contains("\"title\":\"Cannot find serializer for */*\"");
  }

  @Test
  void a_code_and_the_default_that_both_fail_are_named_with_their_types() {
    assertThat(get(server, "/codes?__code=503", "Accept", "image/png").body())
        .contains(
            "\"title\":\"https://stoplight.io/prism/errors#NOT_ACCEPTABLE: The server cannot produce"
                + " a representation for your accept header. We tried default response, but we got"
                + " https://stoplight.io/prism/errors#NOT_ACCEPTABLE: ");
  }

  @Test
  void a_response_that_says_nothing_is_none_beside_one_that_does() {
    assertThat(get(server, "/silent", "Accept", "*/*").statusCode()).isEqualTo(404);
    assertThat(get(server, "/allsilent", "Accept", "*/*").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/ranged, 422", "/both, 422", "/secret, 401"})
  void a_range_answers_an_invalid_request_with_its_first_fitting_code(String path, int status) {
    HttpResponse<String> response = get(server, path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("range");
  }

  @Test
  void nothing_acceptable_is_a_406() {
    HttpResponse<String> response = get(server, "/types", "Accept", "image/png, image/gif;q=x");

    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(response.body()).contains("Unable to find content for image/png, image/gif;q=x");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 200, 1",
    "__example=second, '', 200, 2",
    "__code=503, '', 503, down",
    "__code=418, '', 418, range",
    "__code=302, '', 302, default",
    "__code=204, '', 204, ''",
    "__code=503, 'example=second', 200, 2",
    "'', 'code=200, example=\"second\"', 200, 2",
    "'', 'code=503; x=y', 503, down",
    "'', 'Code=503', 503, down",
    "'', 'code=000', 200, 1",
    "__code=503, 'wait=\"1,code=418\"', 200, 1",
  })
  void the_client_may_prefer_a_response(String query, String prefer, int status, String body) {
    HttpResponse<String> response =
        prefer.isEmpty()
            ? get(server, "/codes?" + query)
            : get(server, "/codes?" + query, "Prefer", prefer);

    assertThat(response.statusCode() + " " + response.body()).isEqualTo(status + " " + body);
  }

  @Test
  void a_code_that_is_none_is_refused() {
    HttpResponse<String> response = get(server, "/codes", "Prefer", "code=4x4");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .contains(
            "\"detail\":\"optional property \\\"code\\\"\\n└─ cannot decode \\\"4x4\\\", should be a"
                + " number\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          code                     | code    | true, should be string
          dynamic=                 | dynamic | true, should be string
          dynamic=maybe            | dynamic | \\"maybe\\", should be a boolean
          """)
  void a_preference_without_a_sense_is_refused(String prefer, String name, String reason) {
    assertThat(get(server, "/codes", "Prefer", prefer).body())
        .contains("optional property \\\"" + name + "\\\"\\n└─ cannot decode " + reason);
  }

  @Test
  void a_preference_with_two_values_is_refused_and_all_errors_are_told() {
    assertThat(get(server, "/codes?__example=a&__example=b&__code=x").body())
        .contains(
            "\"detail\":\"optional property \\\"code\\\"\\n└─ cannot decode \\\"x\\\", should be a"
                + " number\\noptional property \\\"example\\\"\\n└─ cannot decode"
                + " [\\\"a\\\",\\\"b\\\"], should be string\"");
  }

  @Test
  void a_code_that_is_not_documented_is_a_404() {
    assertThat(get(server, "/types", "Prefer", "code=418").body())
        .contains("Requested status code 418 is not defined in the document.");
  }

  @Test
  void an_example_that_is_not_documented_is_a_404() {
    assertThat(get(server, "/codes", "Prefer", "example=third").body())
        .contains(
            "Response for contentType: application/json and exampleKey: third does not exist.");
  }

  @Test
  void an_invalid_request_gets_the_documented_error_and_security_comes_first() {
    assertThat(get(server, "/invalid?n=x").body()).isEqualTo("{\"error\":\"who\"}");
    assertThat(get(server, "/invalid?n=x", "X-Key", "k").body()).isEqualTo("{\"error\":\"bad\"}");
    assertThat(get(server, "/invalid?n=1", "X-Key", "k").statusCode()).isEqualTo(200);
  }

  @Test
  void no_documented_response_is_a_problem() {
    assertThat(get(server, "/none").body())
        .isEqualTo(
            "{\"type\":\"https://stoplight.io/prism/errors#NO_RESPONSE_RESPONSE_DEFINED\","
                + "\"title\":\"No response defined for the selected operation\",\"status\":500,"
                + "\"detail\":\"\"}");
  }

  @Test
  void headers_come_from_examples_and_schemas() {
    HttpResponse<String> response = get(server, "/headers");

    assertThat(header(response, "x-text")).isEqualTo("abc");
    assertThat(header(response, "x-number")).isEqualTo("5");
    assertThat(header(response, "x-flag")).isEqualTo("null");
    assertThat(header(response, "x-shown-flag")).isEqualTo("true");
    assertThat(header(response, "x-vague")).isEqualTo("null");
    assertThat(header(response, "deprecation")).isEqualTo("true");
    assertThat(header(response, "date")).isNotEmpty();
  }

  @Test
  void head_has_no_body_and_no_content_type() {
    HttpResponse<String> response = Http.send(server, "HEAD", "/headers", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(header(response, "content-type")).isEmpty();
  }
}
