package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are made up from schemas, and how a client or a server asks for them. */
class DynamicResponsesTest {
  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      x-json-schema-faker: {min-items: 4, max-items: 4}
      paths:
        /both:
          get:
            parameters: [{name: n, in: query, schema: {type: integer}}]
            responses:
              '200':
                content:
                  application/json:
                    examples: {first: {value: 1}, second: {value: 2}}
                    schema: {type: integer, minimum: 500, maximum: 999}
              '422': {content: {application/json: {example: 3, schema: {type: integer}}}}
        /open:
          get:
            responses:
              '200':
                content:
                  application/json:
                    schema: {properties: {a: {type: string}}, additionalProperties: {type: integer}}
        /list:
          get:
            responses:
              '200':
                content: {application/json: {schema: {type: array, items: {type: string}}}}
        /example:
          get:
            responses: {'200': {content: {application/json: {example: {a: 1}}}}}
        /xml:
          get:
            responses:
              '200':
                content:
                  application/xml:
                    schema: {properties: {b: {const: <2>}, a: {const: 1}}}
        /text:
          get:
            responses:
              '200': {content: {text/plain: {schema: {type: string, pattern: '^[0-9]{4}$'}}}}
        /text-object:
          get:
            responses: {'200': {content: {text/plain: {schema: {type: object}}}}}
        /huge:
          get:
            responses:
              '200':
                content: {application/json: {schema: {type: array, minItems: 3000, items: {}}}}
        /huge-header:
          get:
            responses:
              '200': {headers: {X-Huge: {schema: {type: array, minItems: 3000, items: {}}}}}
        /headers:
          get:
            deprecated: true
            responses:
              '200':
                headers:
                  X-Number: {schema: {type: integer, minimum: 5, maximum: 5}}
                  X-Text: {schema: {type: string, pattern: '^ab+$'}}
                  X-Flag: {schema: {type: boolean}}
                  X-Object:
                    schema: {type: object, properties: {b: {const: 2}, a: {const: x}}}
                  X-List: {schema: {type: array, items: {const: 7}}}
                  X-Example: {schema: {type: string}, example: given}
        /headers-static:
          get:
            responses:
              '200':
                headers:
                  X-Object: {schema: {properties: {b: {const: 2}, a: {const: x}}}}
                  X-List: {schema: {type: array, minItems: 2, items: {const: 7}}}
                  X-Huge: {example: {a: [1, 2], b: "line\\nbreak"}}
      """;

  @TempDir private static Path folder;
  private static MockServer server;
  private static MockServer dynamic;

  @BeforeAll
  static void start() {
    server = serve(options -> options);
    dynamic = serve(options -> options.dynamic(true));
  }

  @AfterAll
  static void stop() {
    server.close();
    dynamic.close();
  }

  private static MockServer serve(UnaryOperator<MockServerOptions.Builder> change) {
    Mount mount = Mount.of(Http.file(folder, "api.yaml", DOCUMENT));
    return MockServer.start(change.apply(MockServerOptions.builder().mount(mount)).build());
  }

  @ParameterizedTest
  @CsvSource({
    "/both, dynamic=true, [5-9]\\d\\d",
    "/both, dynamic=false, 1",
    "/both, 'dynamic=true, dynamic=false', [5-9]\\d\\d",
    "/both, 'dynamic=true, example=second', 2",
    "/both?__dynamic=true, '', [5-9]\\d\\d",
    "/both?__dynamic=true, code=200, 1",
    "/both?n=x, dynamic=true, 3",
    "/text, dynamic=true, \\d{4}",
    "/xml, dynamic=true, <xml><a>1</a><b>&lt;2&gt;</b></xml>",
    "/list, dynamic=true, '\\[(\"[a-z ]+\",?){4}]'",
  })
  void a_request_may_ask_for_a_made_up_answer(String path, String prefer, String body) {
    HttpResponse<String> response =
        prefer.isEmpty() ? get(server, path) : get(server, path, "Prefer", prefer);

    assertThat(response.body()).matches(body);
  }

  @Test
  void a_dynamic_server_can_be_asked_for_the_example() {
    assertThat(get(dynamic, "/both").body()).matches("[5-9]\\d\\d");
    assertThat(get(dynamic, "/both", "Prefer", "dynamic=false").body()).isEqualTo("1");
    assertThat(get(dynamic, "/both?__example=second").body()).isEqualTo("2");
  }

  @Test
  void answers_differ_unless_a_seed_is_given() {
    assertThat(get(dynamic, "/open").body()).isNotEqualTo(get(dynamic, "/open").body());
    assertThat(get(dynamic, "/open", "Prefer", "seed=a").body())
        .isEqualTo(get(dynamic, "/open?__seed=a").body())
        .isNotEqualTo(get(dynamic, "/open?__seed=b").body());
  }

  @Test
  void the_seed_of_a_server_holds_for_all_its_answers() {
    try (MockServer one = serve(options -> options.dynamic(true).seed("a"));
        MockServer two = serve(options -> options.dynamic(true).seed("a"))) {
      assertThat(get(one, "/open").body())
          .isEqualTo(get(one, "/open").body())
          .isEqualTo(get(two, "/open").body())
          .isNotEqualTo(get(one, "/open?__seed=b").body());
    }
  }

  @Test
  void examples_can_be_ignored() {
    try (MockServer samples = serve(options -> options.ignoreExamples(true))) {
      assertThat(get(samples, "/both").body()).isEqualTo("500");
      assertThat(get(samples, "/both?__example=second").body()).isEqualTo("500");
      assertThat(get(samples, "/example").body()).isEmpty();
    }
  }

  @Test
  void members_beyond_the_declared_ones_can_be_switched_off() {
    assertThat(get(dynamic, "/open").body()).matches("\\{.+:.+,.+:.+}");
    try (MockServer plain = serve(options -> options.dynamic(true).fillProperties(false))) {
      assertThat(get(plain, "/open").body()).matches("\\{\"a\":\"[a-z ]+\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/example, UNKNOWN, 'Tried to force a dynamic response for: application/json but schema is not"
        + " defined.', ''",
    "/text-object, NO_COMPLEX_OBJECT_TEXT, Cannot serialise complex objects as text, Cannot"
        + " serialise complex objects as text",
    "/huge, SCHEMA_TOO_COMPLEX, Schema too complex, Unable to generate body for response. The"
        + " schema is too complex to generate.",
    "/huge-header, SCHEMA_TOO_COMPLEX, Schema too complex, Unable to generate header for response."
        + " The schema is too complex to generate.",
  })
  void what_cannot_be_made_up_is_a_problem(String path, String type, String title, String detail) {
    HttpResponse<String> response = get(dynamic, path);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body())
        .isEqualTo(
            "{\"type\":\"https://stoplight.io/prism/errors#%s\",\"title\":\"%s\",\"status\":500,"
                    .formatted(type, title)
                + "\"detail\":\"%s\"}".formatted(detail));
  }

  @Test
  void a_status_that_was_asked_for_too_says_what_went_wrong_twice() {
    String reason =
        "Error: Tried to force a dynamic response for: application/json but schema is not"
            + " defined.";

    assertThat(get(dynamic, "/example", "Prefer", "code=200").body())
        .contains("\"title\":\"" + reason + ". We tried default response, but we got " + reason);
  }

  @Test
  void a_preference_that_is_neither_true_nor_false_is_refused() {
    HttpResponse<String> response = get(server, "/both", "Prefer", "dynamic=maybe");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .contains(
            "\"detail\":\"optional property \\\"dynamic\\\"\\n└─ cannot decode \\\"maybe\\\", should"
                + " be a boolean\"");
  }

  @Test
  void headers_are_made_up_too() {
    HttpResponse<String> response = get(dynamic, "/headers");

    assertThat(header(response, "x-number")).isEqualTo("5");
    assertThat(header(response, "x-text")).matches("ab+");
    assertThat(header(response, "x-flag")).isEqualTo("null");
    assertThat(header(response, "x-object")).isEqualTo("a,x,b,2");
    assertThat(header(response, "x-list")).isEqualTo("7,7,7,7");
    assertThat(header(response, "x-example")).isEqualTo("given");
    assertThat(header(response, "deprecation")).isEqualTo("true");
  }

  @Test
  void headers_of_objects_and_lists_are_written_in_style_simple() {
    HttpResponse<String> response = get(server, "/headers-static");

    assertThat(header(response, "x-object")).isEqualTo("b,2,a,x");
    assertThat(header(response, "x-list")).isEqualTo("7,7");
    assertThat(header(response, "x-huge")).isEqualTo("a,[1,2],b,line break");
  }
}
