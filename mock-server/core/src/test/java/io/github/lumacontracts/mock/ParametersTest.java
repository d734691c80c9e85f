package io.github.lumacontracts.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters of all styles, and forms, over HTTP. */
class ParametersTest {
  private static MockServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            paths:
              /query:
                get:
                  parameters:
                    - {name: n, in: query, schema: {type: integer}}
                    - {name: list, in: query, schema: {$ref: '#/components/schemas/Numbers'}}
                    - {name: csv, in: query, explode: false, schema: {$ref: '#/components/schemas/Numbers'}}
                    - {name: ssv, in: query, style: spaceDelimited, explode: false, schema: {$ref: '#/components/schemas/Numbers'}}
                    - {name: pipes, in: query, style: pipeDelimited, explode: false, schema: {$ref: '#/components/schemas/Numbers'}}
                    - {name: deep, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Point'}}
                    - {name: flat, in: query, explode: false, schema: {$ref: '#/components/schemas/Point'}}
                    - {name: exploded, in: query, schema: {$ref: '#/components/schemas/Point'}}
                    - {name: ids, in: query, x-indexed: true, schema: {$ref: '#/components/schemas/Numbers'}}
                    - {name: points, in: query, style: deepObject, schema: {type: object, properties: {list: {$ref: '#/components/schemas/Numbers'}}}}
                    - {name: i32, in: query, schema: {type: integer, format: int32, maximum: 9}}
                    - {name: bytes, in: query, schema: {type: string, format: byte}}
                    - {name: day, in: query, schema: {type: string, format: date}}
                    - {name: 'raw[0]', in: query, schema: {type: integer}}
                    - {name: json, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/Point'}}}}
                  responses: {'200': {description: ok}}
              /shapes/{userId}:
                get:
                  parameters:
                    - {name: userId, in: path, required: true, schema: {type: integer}}
                    - {name: exploded, in: query, required: true, schema: {$ref: '#/components/schemas/Point'}}
                    - {name: deep, in: query, required: true, style: deepObject, schema: {$ref: '#/components/schemas/Point'}}
                    - {name: csv, in: query, explode: false, schema: {$ref: '#/components/schemas/Numbers'}}
                    - {name: list, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Numbers'}}
                  responses: {'200': {description: ok}}
              /needs:
                get:
                  parameters:
                    - {name: Q, in: query, required: true, schema: {type: string}}
                    - {name: X-Trace, in: header, required: true, schema: {type: integer}}
                    - {name: session, in: cookie, required: true, schema: {type: integer}}
                    - {name: old, in: query, deprecated: true, schema: {type: string}}
                  responses: {'200': {description: ok}}
              /empty:
                get:
                  parameters:
                    - {name: free, in: query, required: true, allowEmptyValue: true, schema: {type: integer, minimum: 1}}
                    - {name: full, in: query, required: true, schema: {type: integer}}
                  responses: {'200': {description: ok}}
              /header:
                get:
                  parameters:
                    - {name: X-List, in: header, schema: {$ref: '#/components/schemas/Numbers'}}
                    - {name: X-Point, in: header, schema: {$ref: '#/components/schemas/Point'}}
                    - {name: X-Exploded, in: header, explode: true, schema: {$ref: '#/components/schemas/Point'}}
                    - {name: X-Json, in: header, content: {application/json: {schema: {$ref: '#/components/schemas/Point'}}}}
                    - {name: X-Old, in: header, deprecated: true, schema: {type: string}}
                    - {name: list, in: cookie, schema: {$ref: '#/components/schemas/Numbers'}}
                    - {name: csv, in: cookie, explode: false, schema: {$ref: '#/components/schemas/Numbers'}}
                    - {name: point, in: cookie, schema: {$ref: '#/components/schemas/Point'}}
                    - {name: json, in: cookie, content: {application/json: {schema: {$ref: '#/components/schemas/Point'}}}}
                  responses: {'200': {description: ok}}
              /simple-object/{a}:
                get:
                  parameters: [{name: a, in: path, required: true, schema: {$ref: '#/components/schemas/Point'}}]
                  responses: {'200': {description: ok}}
              /label-exploded/{a}:
                get:
                  parameters: [{name: a, in: path, style: label, explode: true, required: true, schema: {$ref: '#/components/schemas/Point'}}]
                  responses: {'200': {description: ok}}
              /label-scalar/{a}:
                get:
                  parameters: [{name: a, in: path, style: label, required: true, schema: {type: integer}}]
                  responses: {'200': {description: ok}}
              /matrix-exploded/{a}:
                get:
                  parameters: [{name: a, in: path, style: matrix, explode: true, required: true, schema: {$ref: '#/components/schemas/Point'}}]
                  responses: {'200': {description: ok}}
              /matrix-scalar/{a}:
                get:
                  parameters: [{name: a, in: path, style: matrix, required: true, schema: {type: integer}}]
                  responses: {'200': {description: ok}}
              /simple/{a}:
                get:
                  parameters: [{name: a, in: path, required: true, schema: {$ref: '#/components/schemas/Numbers'}}]
                  responses: {'200': {description: ok}}
              /label/{a}:
                get:
                  parameters: [{name: a, in: path, style: label, required: true, schema: {$ref: '#/components/schemas/Numbers'}}]
                  responses: {'200': {description: ok}}
              /matrix/{a}:
                get:
                  parameters: [{name: a, in: path, style: matrix, explode: true, required: true, schema: {$ref: '#/components/schemas/Numbers'}}]
                  responses: {'200': {description: ok}}
              /form:
                post:
                  requestBody:
                    required: true
                    content:
                      application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Form'}}
                      multipart/form-data: {schema: {$ref: '#/components/schemas/Form'}}
                  responses: {'200': {description: ok}}
            components:
              schemas:
                Numbers: {type: array, items: {type: integer}}
                Point: {type: object, properties: {x: {type: integer}, y: {type: integer}}, required: [x]}
                Form:
                  type: object
                  required: [prompt]
                  properties:
                    prompt: {type: string, minLength: 1}
                    loop: {type: boolean}
                    tags: {type: array, items: {type: string}, maxItems: 2}
                    point: {$ref: '#/components/schemas/Point'}
                    image:
                      oneOf:
                        - {type: string, format: uri}
                        - {type: string, format: binary}
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> violations(HttpResponse<String> response) throws Exception {
    List<String> found = new ArrayList<>();
    if (response.statusCode() == 200) {
      return found;
    }
    JsonNode problem = new ObjectMapper().readTree(response.body());
    for (JsonNode entry : problem.path("validation")) {
      List<String> location = new ArrayList<>();
      entry.path("location").forEach(part -> location.add(part.asText()));
      found.add(String.join(".", location) + " " + entry.path("code").asText());
    }
    return found;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          n=1                      |
          n=x                      | query.n type
          N=x                      | query.n type
          n=1&n=2                  | query.n type
          n=                       |
          list=1&list=2            |
          list=1                   |
          list=1&list=x            | query.list.1 type
          list=1,2                 | query.list.0 type
          csv=1,2                  |
          csv=1,x                  | query.csv.1 type
          ssv=1%20x                | query.ssv.1 type
          pipes=1%7Cx              | query.pipes.1 type
          deep%5Bx%5D=1            |
          deep%5Bx%5D=a            | query.deep.x type
          deep%5By%5D=1            | query.deep required
          flat=x,1,y,2             |
          flat=x,a                 | query.flat.x type
          x=1&y=2                  |
          x=a                      | query.exploded.x type
          ids%5B0%5D=1&ids%5B1%5D=2 |
          ids%5B1%5D=x&ids%5B0%5D=1 | query.ids.1 type
          points%5Blist%5D=1       |
          points%5Blist%5D%5B%5D=1 |
          points%5Blist%5D=x       | query.points.list.0 type
          points%5Blist%5D=1&points%5Blist%5D=x | query.points.list.1 type
          i32=9                    |
          i32=10                   | query.i32 maximum
          bytes=YQ==               |
          bytes=abc                | query.bytes format
          day=2024-02-29           |
          day=2023-02-29           | query.day format
          raw%5B0%5D=x             | query.raw[0] type
          json=%7B%22x%22:1%7D     |
          json=%7B%7D              | query.json required
          json=%7B                 | query.json type
          other=x                  |
          """)
  void reads_the_query(String query, String violation) throws Exception {
    assertThat(violations(Http.get(server, "/query?" + query)))
        .isEqualTo(violation == null ? List.of() : List.of(violation));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /simple/1,2      |
          /simple/1,x      | path.a.1 type
          /label/.1,2      |
          /label/.1,x      | path.a.1 type
          /matrix/;a=1;a=2 |
          /matrix/;a=1;a=x | path.a.1 type
          /simple-object/x,1 |
          /simple-object/x,a | path.a.x type
          /label-exploded/.x=1.y=2 |
          /label-exploded/.x=a     | path.a.x type
          /label-scalar/.5         |
          /label-scalar/.x         | path.a type
          /matrix-exploded/;x=1    |
          /matrix-exploded/;x=a    | path.a.x type
          /matrix-scalar/;a=5      |
          /matrix-scalar/;a=x      | path.a type
          """)
  void reads_the_path(String path, String violation) throws Exception {
    assertThat(violations(Http.get(server, path)))
        .isEqualTo(violation == null ? List.of() : List.of(violation));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-List: 1,2          |
          X-List: 1, 2         |
          X-List: 1,x          | header.x-list.1 type
          X-Point: x,1,y,2     |
          X-Point: y,2         | header.x-point required
          X-Exploded: x=1,y=2  |
          X-Exploded: x=a      | header.x-exploded.x type
          X-Json: {"x":1}      |
          X-Json: {"x":"a"}    | header.x-json.x type
          X-Json: {            | header.x-json type
          X-Old: yes           |
          Cookie: list=1; list=2 |
          Cookie: list=1; list=x | cookie.list.1 type
          Cookie: csv=1,2      |
          Cookie: csv=1,x      | cookie.csv.1 type
          Cookie: x=1; y=2     |
          Cookie: x=a          | cookie.point.x type
          Cookie: y=2          | cookie.point required
          Cookie: json=%7B%22x%22:1%7D |
          Cookie: json=%7B%7D  | cookie.json required
          Cookie: List=x       |
          """)
  void reads_headers_and_cookies(String header, String violation) throws Exception {
    assertThat(violations(Http.get(server, "/header", header.split(": ", 2))))
        .isEqualTo(violation == null ? List.of() : List.of(violation));
  }

  @Test
  void a_value_may_be_missing_where_the_document_allows_it() throws Exception {
    assertThat(violations(Http.get(server, "/empty?free=&full=1"))).isEmpty();
    assertThat(violations(Http.get(server, "/empty?free=0&full=1")))
        .containsExactly("query.free minimum");
    assertThat(violations(Http.get(server, "/empty?full=1"))).containsExactly("query required");
    assertThat(violations(Http.get(server, "/empty?free&full="))).containsExactly("query required");
  }

  @Test
  void wants_what_is_required_header_before_query_before_cookie() throws Exception {
    assertThat(violations(Http.get(server, "/needs")))
        .containsExactly("header required", "query required", "cookie required");
    assertThat(
            violations(
                Http.get(server, "/needs?q=a", "x-trace", "abc", "Cookie", "a=b; session=x")))
        .containsExactly("header.x-trace type", "cookie.session type");
    assertThat(violations(Http.get(server, "/needs?q=a", "x-trace", "1", "Cookie", "session=2")))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1?x=1&deep[x]=1                    |
          a?x=1&deep[x]=1                    | path.userid type
          1?deep[x]=1                        | query.exploded required
          1?x=1                              | query.deep required
          1?x=1&deep[x]=1&csv=a&csv=1,2      |
          1?x=1&deep[x]=1&csv=1&csv=2,a      | query.csv.1 type
          1?x=1&deep[x]=1&list[0]=1          |
          1?x=1&deep[x]=1&list[0]=1&list[1]=a | query.list.1 type
          """)
  void reads_what_prism_reads(String request, String violation) throws Exception {
    String encoded = request.replace("[", "%5B").replace("]", "%5D");

    assertThat(violations(Http.get(server, "/shapes/" + encoded)))
        .isEqualTo(violation == null ? List.of() : List.of(violation));
  }

  @Test
  void a_deprecated_parameter_is_no_error() {
    HttpResponse<String> response =
        Http.get(server, "/needs?q=a&old=1", "x-trace", "1", "Cookie", "session=2");

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prompt=a+boat                       |
          prompt=                             | body.prompt minLength
          loop=true                           | body required
          prompt=a&loop=maybe                 | body.loop type
          prompt=a&tags=x                     |
          prompt=a&tags=x&tags=y&tags=z       | body.tags maxItems
          prompt=a&point=%7B%22x%22:1%7D      |
          prompt=a&point=%7B%22x%22:%22b%22%7D | body.point.x type
          prompt=a&image=https://h/i.png      |
          """)
  void reads_urlencoded_forms(String form, String violation) throws Exception {
    HttpResponse<String> response =
        Http.post(server, "/form", form, "Content-Type", "application/x-www-form-urlencoded");

    assertThat(violations(response)).isEqualTo(violation == null ? List.of() : List.of(violation));
  }

  @Test
  void takes_a_part_as_file_where_a_text_would_do_too() throws Exception {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\ncät 猫\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"i.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n\u0000PNG\r\n--b--\r\n";

    assertThat(
            violations(
                Http.post(
                    server, "/form", body, "Content-Type", "multipart/form-data; boundary=b")))
        .isEmpty();
    assertThat(
            violations(
                Http.post(
                    server,
                    "/form",
                    body.replace("name=\"prompt\"", "name=\"other\""),
                    "Content-Type",
                    "multipart/form-data; boundary=b")))
        .containsExactly("body required");
  }
}
