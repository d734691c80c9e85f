package io.github.lumacontracts.mock.internal.validator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
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
    return new SchemaCompiler(mode)
        .compile(Documents.schema(version, schema)).validate(JSON.readTree(value)).stream()
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
            "/name minLength: must NOT have fewer than 2 characters",
            "/name enum: must be equal to one of the allowed values: Rex, Tom",
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
