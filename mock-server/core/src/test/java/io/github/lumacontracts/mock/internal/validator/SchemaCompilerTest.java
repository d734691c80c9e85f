package io.github.lumacontracts.mock.internal.validator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.lumacontracts.mock.internal.document.Dialect;
import io.github.lumacontracts.mock.internal.document.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCompilerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<String> failures(String schema, String value) throws Exception {
    return failures("3.1.0", SchemaCompiler.Mode.JSON, schema, value);
  }

  private static List<String> failures(
      String version, SchemaCompiler.Mode mode, String schema, String value) throws Exception {
    return failures(
        version.equals("3.1.0") ? Dialect.OPENAPI_3_1_DRAFT_2020_12 : Dialect.OPENAPI_3_0,
        mode,
        schema,
        value);
  }

  private static List<String> failures(
      Dialect dialect, SchemaCompiler.Mode mode, String schema, String value) throws Exception {
    return new SchemaCompiler(mode)
        .compile(Documents.schema(dialect, schema)).validate(JSON.readTree(value)).stream()
            .map(f -> "/" + String.join("/", f.path()) + " " + f.keyword() + ": " + f.message())
            .toList();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"integer"}                 | "x"       | type: must be integer
          {"type":["string","null"]}         | 1         | type: must be string,null
          {"maximum":1.5}                    | 2         | maximum: must be <= 1.5
          {"minimum":3}                      | 2         | minimum: must be >= 3
          {"exclusiveMaximum":2}             | 2         | exclusiveMaximum: must be < 2
          {"exclusiveMinimum":2}             | 2         | exclusiveMinimum: must be > 2
          {"multipleOf":2}                   | 3         | multipleOf: must be multiple of 2
          {"maxLength":1}                    | "ab"      | maxLength: must NOT have more than 1 characters
          {"minLength":3}                    | "😀😀"    | minLength: must NOT have fewer than 3 characters
          {"pattern":"^a"}                   | "b"       | pattern: must match pattern "^a"
          {"format":"uri"}                   | "b"       | format: must match format "uri"
          {"format":"date-time"}             | "b"       | format: must match format "date-time"
          {"format":"uuid"}                  | "b"       | format: must match format "uuid"
          {"format":"email"}                 | "b"       | format: must match format "email"
          {"format":"time"}                  | "10:00:60Z" | format: must match format "time"
          {"format":"url"}                   | "b"       | format: must match format "url"
          {"format":"uri-template"}          | "/{b"     | format: must match format "uri-template"
          {"format":"relative-json-pointer"} | "b"       | format: must match format "relative-json-pointer"
          {"format":"json-pointer-uri-fragment"} | "b"   | format: must match format "json-pointer-uri-fragment"
          {"format":"ipv4"}                  | "1.2.3.4.5" | format: must match format "ipv4"
          {"const":1}                        | 2         | const: must be equal to constant
          {"enum":["a",1,null]}              | "b"       | enum: must be equal to one of the allowed values: a, 1,
          {"not":{"type":"string"}}          | "b"       | not: must NOT be valid
          {"maxItems":1}                     | [1,2]     | maxItems: must NOT have more than 1 items
          {"minItems":1}                     | []        | minItems: must NOT have fewer than 1 items
          {"uniqueItems":true}               | [1,2,1.0] | uniqueItems: must NOT have duplicate items (items ## 0 and 2 are identical)
          {"prefixItems":[true],"items":false} | [1,2]   | items: must NOT have more than 1 items
          {"minProperties":1}                | {}        | minProperties: must NOT have fewer than 1 properties
          {"required":["a"]}                 | {}        | required: must have required property 'a'
          {"additionalProperties":false}     | {"b":1}   | additionalProperties: must NOT have additional properties; found 'b'
          {"dependentRequired":{"a":["b"]}}  | {"a":1}   | dependentRequired: must have property b when property a is present
          false                              | 1         | false schema: boolean schema is false
          """)
  void says_what_ajv_says(String schema, String value, String failure) throws Exception {
    assertThat(failures(schema, value))
        .containsExactly("/ " + failure.strip() + (failure.endsWith("1,") ? " " : ""));
  }

  @ParameterizedTest(name = "draft {0}: {1} of {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          2020-12 | {"type":"array","prefixItems":[{"type":"number"}],"items":{"type":"string"}} | [false,"abc",1] | /0 type: must be number; /2 type: must be string
          7       | {"type":"array","prefixItems":[{"type":"number"}],"items":{"type":"string"}} | [false,"abc",1] | /0 type: must be string; /2 type: must be string
          7       | {"items":[{"type":"number"}],"additionalItems":{"type":"string"}} | ["a","b",1] | /2 type: must be string; /0 type: must be number
          7       | {"items":[{"type":"number"}],"additionalItems":false} | ["a","b",1] | / additionalItems: must NOT have more than 1 items; /0 type: must be number
          2019-09 | {"items":[{"type":"number"}],"additionalItems":false} | [1,2] | / additionalItems: must NOT have more than 1 items
          7       | {"items":{"type":"string"},"additionalItems":false} | ["a",1] | /1 type: must be string
          7       | {"contains":{"type":"number"},"minContains":2} | [1,"a"] |
          2019-09 | {"contains":{"type":"number"},"minContains":2} | [1,"a"] | /1 type: must be number; / contains: must contain at least 2 valid item(s)
          2019-09 | {"type":"array","contains":{"type":"number"},"minContains":2} | ["b","a",1] | /0 type: must be number; /1 type: must be number; / contains: must contain at least 2 valid item(s)
          2020-12 | {"contains":{"type":"number"},"maxContains":1} | ["a",1,2,"c",3] | /0 type: must be number; / contains: must contain at least 1 and no more than 1 valid item(s)
          2020-12 | {"contains":{"type":"number"},"minContains":0} | ["a"] |
          7       | {"unevaluatedProperties":false,"properties":{"a":true}} | {"b":1} |
          2019-09 | {"unevaluatedProperties":false,"properties":{"a":{"type":"string"}}} | {"a":1,"b":1,"c":2} | /a type: must be string; / unevaluatedProperties: must NOT have unevaluated properties: 'b'; / unevaluatedProperties: must NOT have unevaluated properties: 'c'
          2019-09 | {"type":"object","unevaluatedProperties":{"type":"string"}} | {"a":1} | /a type: must be string
          2019-09 | {"allOf":[{"properties":{"a":true}},{"patternProperties":{"^x":true}}],"unevaluatedProperties":false} | {"a":1,"x1":1,"c":2} | / unevaluatedProperties: must NOT have unevaluated properties: 'c'
          2019-09 | {"anyOf":[{"properties":{"a":{"type":"string"}},"required":["a"]},{"properties":{"b":true},"required":["b"]}],"unevaluatedProperties":false} | {"a":"x","b":1} |
          2019-09 | {"anyOf":[{"properties":{"a":{"type":"string"}},"required":["a"]},{"properties":{"b":true},"required":["b"]}],"unevaluatedProperties":false} | {"a":1,"b":1} | / unevaluatedProperties: must NOT have unevaluated properties: 'a'
          2019-09 | {"oneOf":[{"properties":{"a":true},"required":["a"]},{"properties":{"b":true},"required":["b"]}],"unevaluatedProperties":false} | {"a":1,"c":1} | / unevaluatedProperties: must NOT have unevaluated properties: 'c'
          2019-09 | {"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"properties":{"b":true}},"else":{"properties":{"c":true}},"unevaluatedProperties":false} | {"a":1,"b":1,"c":1} | / unevaluatedProperties: must NOT have unevaluated properties: 'c'
          2019-09 | {"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"properties":{"b":true}},"else":{"properties":{"c":true}},"unevaluatedProperties":false} | {"a":2,"b":1,"c":1} | / unevaluatedProperties: must NOT have unevaluated properties: 'a'; / unevaluatedProperties: must NOT have unevaluated properties: 'b'
          2019-09 | {"dependentSchemas":{"a":{"properties":{"b":true}}},"properties":{"a":true},"unevaluatedProperties":false} | {"a":1,"b":1,"c":1} | / unevaluatedProperties: must NOT have unevaluated properties: 'c'
          2019-09 | {"additionalProperties":{"type":"number"},"unevaluatedProperties":false} | {"a":1} |
          2019-09 | {"allOf":[{"unevaluatedProperties":true}],"unevaluatedProperties":false} | {"a":1} |
          2020-12 | {"prefixItems":[true],"unevaluatedItems":false} | [1,2] | / unevaluatedItems: must NOT have more than 1 items
          2020-12 | {"prefixItems":[true],"allOf":[{"prefixItems":[true,true]}],"unevaluatedItems":{"type":"string"}} | [1,2,3] | /2 type: must be string
          2020-12 | {"contains":{"type":"number"},"unevaluatedItems":false} | [1,"a"] |
          2020-12 | {"anyOf":[{"prefixItems":[{"type":"string"}]},{"prefixItems":[true,{"type":"string"}]}],"unevaluatedItems":false} | [1,"b","c"] | / unevaluatedItems: must NOT have more than 2 items
          7       | {"dependentSchemas":{"a":{"required":["b"]}}} | {"a":1} |
          2019-09 | {"dependentSchemas":{"a":{"required":["b"]}}} | {"a":1} | / required: must have required property 'b'
          2019-09 | {"dependentRequired":{"a":["b","c"]},"properties":{"a":{"type":"string"}}} | {"a":1} | /a type: must be string; / dependentRequired: must have properties b, c when property a is present; / dependentRequired: must have properties b, c when property a is present
          7       | {"dependencies":{"a":["b"]},"properties":{"a":{"type":"string"}}} | {"a":1} | / dependencies: must have property b when property a is present; /a type: must be string
          7       | {"type":"array","uniqueItems":true,"items":{"type":"string"},"minItems":4} | [1,1] | / minItems: must NOT have fewer than 4 items; /0 type: must be string; /1 type: must be string
          7       | {"uniqueItems":true,"items":{"type":"integer"}} | [1,2,1] | / uniqueItems: must NOT have duplicate items (items ## 2 and 0 are identical)
          7       | {"uniqueItems":true,"items":{"type":["string","null"]}} | [1,"a",1,"b","a"] | /0 type: must be string,null; /2 type: must be string,null; / uniqueItems: must NOT have duplicate items (items ## 4 and 1 are identical)
          7       | {"uniqueItems":true,"items":{"type":"object"}} | [{},2,1,{}] | /1 type: must be object; /2 type: must be object; / uniqueItems: must NOT have duplicate items (items ## 0 and 3 are identical)
          7       | {"uniqueItems":true} | [3,2,1,2,3] | / uniqueItems: must NOT have duplicate items (items ## 0 and 4 are identical)
          7       | {"uniqueItems":true,"items":{"type":"integer"}} | [3,2,1,2,3] | / uniqueItems: must NOT have duplicate items (items ## 3 and 1 are identical)
          2019-09 | {"type":"array","minContains":1,"enum":[1]} | 2 | / enum: must be equal to one of the allowed values: 1; / type: must be array
          2020-12 | {"enum":["a","a"]} | 2 | / enum: must be equal to one of the allowed values: a, a
          7       | {"enum":["a","a"]} | 2 |
          7       | {"type":"array","minContains":1,"enum":[1]} | 2 | / type: must be array; / enum: must be equal to one of the allowed values: 1
          2020-12 | {"type":"object","dependentRequired":{"a":["b"]},"enum":[1]} | 2 | / enum: must be equal to one of the allowed values: 1; / type: must be object
          7       | {"type":"object","dependentRequired":{"a":["b"]},"enum":[1]} | 2 | / type: must be object; / enum: must be equal to one of the allowed values: 1
          """)
  void reads_each_draft_as_ajv_does(String draft, String schema, String value, String expected)
      throws Exception {
    Dialect dialect =
        switch (draft) {
          case "2019-09" -> Dialect.OPENAPI_3_1_DRAFT_2019_09;
          case "2020-12" -> Dialect.OPENAPI_3_1_DRAFT_2020_12;
          default -> Dialect.OPENAPI_3_1;
        };

    assertThat(String.join("; ", failures(dialect, SchemaCompiler.Mode.JSON, schema, value)))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          {"allOf":[{"type":"object","required":["x"]},{"type":"object","required":["w"]}]} ! 3  ! / type: must be object
          {"allOf":[{"type":"object","required":["x"]},{"type":"object","required":["w"]}]} ! {} ! / required: must have required property 'w'; / required: must have required property 'x'
          {"allOf":[{"minimum":3},{"minimum":5}]}                       ! 1    ! / minimum: must be >= 5
          {"allOf":[{"pattern":"a"},{"pattern":"b"}]}                   ! "a"  ! / pattern: must match pattern "(?=a)(?=b)"
          {"allOf":[{"enum":["y","x"]},{"enum":["z","y"]}]}             ! "z"  ! / enum: must be equal to one of the allowed values: y
          {"allOf":[{"multipleOf":4},{"multipleOf":6}]}                 ! 8    ! / multipleOf: must be multiple of 12
          {"allOf":[{"type":["string","integer"]},{"type":"integer"}]}  ! true ! / type: must be integer
          {"allOf":[{"properties":{"a":{"minimum":3}}},{"properties":{"a":{"type":"integer"}}}]} ! {"a":1} ! /a minimum: must be >= 3
          {"allOf":[{"additionalProperties":false,"properties":{"a":{}}},{"properties":{"b":{}}}]} ! {"a":1,"b":1,"c":1} ! / additionalProperties: must NOT have additional properties; found 'c'
          {"allOf":[{"oneOf":[{"type":"string"},{"type":"integer"}]},{"oneOf":[{"type":"string","minLength":2},{"type":"boolean"}]}]} ! 1 ! / type: must be string; / oneOf: must match exactly one schema in oneOf
          {"allOf":[{"type":"string"},{"type":"integer"}]}              ! true ! / type: must be string; / type: must be integer
          {"allOf":[{"format":"email"},{"format":"uuid"}]}              ! "x"  ! / format: must match format "email"; / format: must match format "uuid"
          {"allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"a":{"type":"integer"}}}]} ! {"a":true} ! /a type: must be string; /a type: must be integer
          """)
  void makes_one_schema_of_allOf_if_its_parts_go_together(
      String schema, String value, String expected) throws Exception {
    assertThat(String.join("; ", failures("3.0.3", SchemaCompiler.Mode.JSON, schema, value)))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"any"}
          {"type":"string","required":true}
          {"type":"object","properties":{"a":{"type":"string","required":true}}}
          {"type":"string","enum":[]}
          {"type":"string","enum":["a","a"]}
          {"type":"string","minLength":"2"}
          {"type":"string","pattern":"["}
          {"type":"string","pattern":"\\\\_"}
          {"type":"string","pattern":"(?i)a"}
          {"type":"string","pattern":"a++"}
          {"nullable":true,"enum":["a"]}
          """)
  void checks_nothing_by_what_is_no_JSON_Schema(String schema) throws Exception {
    assertThat(failures("3.0.3", SchemaCompiler.Mode.JSON, schema, "1")).isEmpty();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"string","nullable":true}            ! 1    ! / type: must be string,null
          {"type":"string","nullable":true}            ! null !
          {"minimum":1,"exclusiveMinimum":true}        ! 1    ! / exclusiveMinimum: must be > 1
          {"type":"integer","format":"int32"}          ! 2147483648 ! / maximum: must be <= 2147483647; / format: must match format "int32"
          """)
  void reads_openapi_3_1_without_a_dialect_as_3_0(String schema, String value, String expected)
      throws Exception {
    assertThat(
            String.join(
                "; ", failures(Dialect.OPENAPI_3_1, SchemaCompiler.Mode.JSON, schema, value)))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          {"pattern":"\\\\d$"}       ! "1\\n" ! / pattern: must match pattern "\\d$"
          {"pattern":"^[[a]$"}      ! "["    !
          {"pattern":"^[a&&b]$"}    ! "&"    !
          {"pattern":"^\\\\[-?[\\\\-a]{1,2}\\\\/$"} ! "[a-/" !
          """)
  void reads_patterns_as_javascript_does(String schema, String value, String expected)
      throws Exception {
    assertThat(String.join("; ", failures(schema, value)))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void tells_all_failures_in_ajvs_order() throws Exception {
    String schema =
        """
        {"type":"object",
         "properties":{
           "name":{"type":"string","minLength":2,"enum":["Rex","Tom"]},
           "age":{"type":"integer","minimum":0},
           "tags":{"type":"array","items":{"type":"string"},"maxItems":1}},
         "required":["id","name"],
         "additionalProperties":false}
        """;

    assertThat(failures(schema, "{\"age\":-1,\"tags\":[1,2],\"name\":\"x\",\"b\":0}"))
        .containsExactly(
            "/ required: must have required property 'id'",
            "/ additionalProperties: must NOT have additional properties; found 'b'",
            "/name enum: must be equal to one of the allowed values: Rex, Tom",
            "/name minLength: must NOT have fewer than 2 characters",
            "/age minimum: must be >= 0",
            "/tags maxItems: must NOT have more than 1 items",
            "/tags/0 type: must be string",
            "/tags/1 type: must be string");
  }

  @Test
  void reports_a_wrong_type_where_the_types_own_keywords_stand() throws Exception {
    assertThat(failures("{\"type\":\"string\",\"enum\":[\"a\"]}", "1"))
        .containsExactly(
            "/ type: must be string", "/ enum: must be equal to one of the allowed values: a");
    assertThat(failures("{\"type\":\"array\",\"minItems\":1,\"enum\":[[1]]}", "1"))
        .containsExactly(
            "/ enum: must be equal to one of the allowed values: 1", "/ type: must be array");
  }

  @ParameterizedTest
  @CsvSource({
    "anyOf, must match a schema in anyOf",
    "oneOf, must match exactly one schema in oneOf",
  })
  void tells_what_each_branch_lacks_and_then_that_none_fits(String keyword, String summary)
      throws Exception {
    String schema =
        "{\"" + keyword + "\":[{\"type\":\"string\"},{\"required\":[\"a\"],\"type\":\"object\"}]}";

    assertThat(failures(schema, "{}"))
        .containsExactly(
            "/ type: must be string",
            "/ required: must have required property 'a'",
            "/ " + keyword + ": " + summary);
    assertThat(failures(schema, "{\"a\":1}")).isEmpty();
  }

  @Test
  void one_of_refuses_two_fitting_branches() throws Exception {
    assertThat(failures("{\"oneOf\":[{\"type\":\"number\"},{\"minimum\":1}]}", "2"))
        .containsExactly("/ oneOf: must match exactly one schema in oneOf");
  }

  @Test
  void knows_the_older_spelling_of_openapi_3_0() throws Exception {
    String schema =
        "{\"type\":\"integer\",\"format\":\"int32\",\"nullable\":true,\"minimum\":1,"
            + "\"exclusiveMinimum\":true}";

    assertThat(failures("3.0.3", SchemaCompiler.Mode.JSON, schema, "null")).isEmpty();
    assertThat(failures("3.0.3", SchemaCompiler.Mode.JSON, schema, "1"))
        .containsExactly("/ exclusiveMinimum: must be > 1");
    assertThat(failures("3.0.3", SchemaCompiler.Mode.JSON, schema, "2147483648"))
        .containsExactly(
            "/ maximum: must be <= 2147483647", "/ format: must match format \"int32\"");
  }

  @Test
  void takes_read_only_properties_out_of_requests_across_all_of() throws Exception {
    String schema =
        """
        {"allOf":[{"required":["id","name"]},
                  {"properties":{"id":{"type":"string","readOnly":true},"name":{"type":"string"}}}]}
        """;

    assertThat(failures(schema, "{\"name\":\"Rex\",\"id\":7}")).isEmpty();
    assertThat(failures(schema, "{}"))
        .containsExactly("/ required: must have required property 'name'");
  }

  @Test
  void ends_on_a_schema_that_contains_itself() throws Exception {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#/components/schemas/S\"},"
            + "\"n\":{\"type\":\"integer\"}}}";

    assertThat(failures(schema, "{\"next\":{\"next\":{\"n\":\"x\"}}}"))
        .containsExactly("/next/next/n type: must be integer");
  }

  @ParameterizedTest
  @CsvSource({
    "integer, \"12\",    true",
    "integer, \"12.5\",  false",
    "number,  \"1e3\",   true",
    "number,  \"\",      false",
    "boolean, \"true\",  true",
    "boolean, \"yes\",   false",
    "string,  12,        true",
    "array,   \"a\",     false",
  })
  void coerces_texts_as_ajv_does(String type, String value, boolean fits) throws Exception {
    assertThat(
            failures("3.1.0", SchemaCompiler.Mode.PARAMETER, "{\"type\":\"" + type + "\"}", value)
                .isEmpty())
        .isEqualTo(fits);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]} | {"a":1}
          {"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]} | {"a":"1"}
          {"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]} | []
          {"anyOf":[{"type":"string","maxLength":2},{"type":"null"}]}  | "abc"
          {"anyOf":[{"type":"string","maxLength":2},{"type":"null"}]}  | null
          {"oneOf":[{"type":"string"},{"maxLength":1}]}                | "a"
          {"oneOf":[{"type":"string"},{"maxLength":1}]}                | "ab"
          {"allOf":[{"minimum":1},{"maximum":3}]}                      | 4
          {"allOf":[{"minimum":1},{"maximum":3}]}                      | 3
          {"not":{"required":["a"]}}                                   | {"a":null}
          {"if":{"minimum":5},"then":{"multipleOf":5},"else":{"maximum":3}} | 10
          {"if":{"minimum":5},"then":{"multipleOf":5},"else":{"maximum":3}} | 7
          {"if":{"minimum":5},"then":{"multipleOf":5},"else":{"maximum":3}} | 4
          {"prefixItems":[{"type":"integer"}],"items":{"type":"string"}}    | [1,"a"]
          {"prefixItems":[{"type":"integer"}],"items":{"type":"string"}}    | [1,2]
          {"contains":{"type":"integer"},"minContains":2}                   | [1,"a"]
          {"contains":{"type":"integer"},"maxContains":1}                   | [1,2]
          {"patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false} | {"x-a":"b"}
          {"patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false} | {"y":"b"}
          {"propertyNames":{"pattern":"^[a-z]+$"}}                          | {"A":1}
          {"dependentSchemas":{"a":{"required":["b"]}}}                     | {"a":1}
          {"enum":[1,"a"]}                                                  | 1.0
          {"uniqueItems":true}                                              | [{"a":1,"b":2},{"b":2,"a":1}]
          {"multipleOf":0.1}                                                | 0.3
          {"type":"integer"}                                                | 1.0
          {"minLength":2}                                                   | "é"
          """)
  void judges_as_networknt_does(String schema, String value) throws Exception {
    JsonSchema other =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    JsonNode instance = JSON.readTree(value);

    assertThat(failures(schema, value).isEmpty()).isEqualTo(other.validate(instance).isEmpty());
  }
}
