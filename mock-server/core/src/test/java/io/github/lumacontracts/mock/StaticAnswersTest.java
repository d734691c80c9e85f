package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies, headers and status lines of static answers, as Prism gives them. */
class StaticAnswersTest {
  @TempDir Path folder;

  @Test
  void the_example_of_a_referenced_schema_is_one_of_the_media_type() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.0.3
            paths:
              /example: {get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/Pet'}}}}}}}
              /list: {get: {responses: {'200': {content: {application/json: {schema: {default: d, examples: [e]}}}}}}}
              /raw: {get: {responses: {'200': {content: {application/json: {examples: {a: raw, b: {value: v}}}}}}}}
            Pet: {type: object, default: {name: d}, example: {name: e}}
            """)) {
      assertThat(get(server, "/example").body()).isEqualTo("{\"name\":\"e\"}");
      assertThat(get(server, "/example?__example=default").body()).isEqualTo("{\"name\":\"e\"}");
      assertThat(get(server, "/list").body()).isEqualTo("\"e\"");
      assertThat(get(server, "/raw").body()).isEqualTo("\"v\"");
    }
  }

  @Test
  void keywords_beside_a_reference_count_in_all_versions() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.0.3
            paths:
              /a: {get: {responses: {'200': {content: {application/json: {schema: {properties: {n: {$ref: '#/N', default: beside}}}}}}}}}
            N: {type: string, minLength: 2}
            """)) {
      assertThat(get(server, "/a").body()).isEqualTo("{\"n\":\"beside\"}");
    }
  }

  @Test
  void schemas_that_lead_back_to_themselves_are_written_out_twice() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.0.3
            paths:
              /mutual: {get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/A'}}}}}}}
              /chain: {get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/C'}}}}}}}
            A: {type: object, properties: {b: {$ref: '#/B'}}}
            B: {type: object, properties: {a: {$ref: '#/A'}}}
            C: {$ref: '#/D'}
            D: {type: object, properties: {n: {type: string}, d: {$ref: '#/D'}}}
            """)) {
      assertThat(get(server, "/mutual").body()).isEqualTo("{\"b\":{\"a\":{\"b\":{\"a\":{}}}}}");
      assertThat(get(server, "/chain").body())
          .isEqualTo("{\"n\":\"string\",\"d\":{\"n\":\"string\",\"d\":{}}}");
    }
  }

  @Test
  void a_named_dialect_switches_the_spellings_of_openapi_off() {
    String document =
        """
        openapi: 3.1.0
        jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
        paths:
          /a: {get: {responses: {'200': {content: {application/json: {schema: {properties: {n: {type: integer, format: int32}}}}}}}}}
        """;

    try (MockServer server = Http.serve(folder, document)) {
      assertThat(get(server, "/a").body()).isEqualTo("{\"n\":0}");
    }
    try (MockServer server = Http.serve(folder, document.replaceFirst("jsonSchemaDialect.*", ""))) {
      assertThat(get(server, "/a").body()).isEqualTo("{\"n\":-2147483648}");
    }
  }

  @Test
  void examples_of_swagger_2_belong_to_the_types_that_are_produced() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            swagger: '2.0'
            produces: [application/xml, application/json]
            paths:
              /schema: {get: {responses: {200: {schema: {$ref: '#/definitions/Pet'}}}}}
              /foreign: {get: {responses: {200: {examples: {text/plain: text, application/json: {a: 1}}}}}}
              /headers: {get: {responses: {200: {schema: {type: string}, headers: {X-A: {$ref: '#/A'}, X-B: {type: string, x-example: b}}}}}}
            definitions: {Pet: {type: object, example: {e: 1}, properties: {a: {type: string}}}}
            A: {type: string, default: a}
            """)) {
      assertThat(get(server, "/schema", "Accept", "*/*").body()).isEqualTo("<xml><e>1</e></xml>");
      assertThat(
              get(server, "/schema?__example=default", "Accept", "application/json").statusCode())
          .as("the schema's example is one of the first type only")
          .isEqualTo(404);
      assertThat(get(server, "/foreign", "Accept", "text/plain").statusCode()).isEqualTo(406);
      assertThat(get(server, "/foreign", "Accept", "*/*").body()).isEqualTo("{\"a\":1}");
      HttpResponse<String> headers = get(server, "/headers");
      assertThat(header(headers, "x-a")).isEqualTo("a");
      assertThat(header(headers, "x-b")).isEqualTo("string");
    }
  }

  @Test
  void null_is_an_empty_element_in_xml() {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.0.3
            paths:
              /a: {get: {responses: {'200': {content: {application/xml: {example: {a: null, b: ''}}}}}}}
            """)) {
      assertThat(get(server, "/a").body()).isEqualTo("<xml><a/><b></b></xml>");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "203, text/plain, Non-Authoritative Information",
    "404, text/plain, Not Found",
    "500, text/plain, Internal Server Error",
    "599, text/plain, unknown",
    "500, application/x-www-form-urlencoded, Internal Server Error", // these go by way of WireMock
    "599, application/x-www-form-urlencoded, unknown",
  })
  void status_lines_end_with_the_words_of_prism(int code, String type, String phrase)
      throws IOException {
    try (MockServer server =
        Http.serve(
            folder,
            """
            openapi: 3.0.3
            paths: {/a: {get: {responses: {default: {description: any}}}}}
            """)) {
      HttpURLConnection connection =
          (HttpURLConnection)
              server.baseUri().resolve("/a?__code=" + code).toURL().openConnection();
      connection.setRequestProperty("Content-Type", type);

      assertThat(connection.getResponseMessage()).isEqualTo(phrase);
    }
  }
}
