package io.github.lumacontracts.mock.internal.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lumacontracts.mock.internal.document.Documents;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticSamplerTest {
  private static String sample(String version, String schema) throws Exception {
    return JsonText.of(StaticSampler.sample(Documents.schema(version, schema)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"string"}                                            | "string"
          {"type":"string","minLength":8}                              | "stringst"
          {"type":"string","maxLength":3}                              | "str"
          {"type":"string","format":"date-time"}                       | "2019-08-24T14:15:22Z"
          {"type":"string","format":"uuid"}                            | "497f6eca-6276-4993-bfeb-53cbbbba6f08"
          {"type":"string","format":"idn-email"}                       | "пользователь@пример.ру"
          {"type":"string","format":"iri-reference"}                   | "../словарь"
          {"type":"string","format":"password","minLength":12}         | "pa$$word_qwe"
          {"type":"string","format":"password","maxLength":3}          | "pa$$word"
          {"type":"boolean"}                                           | true
          {"type":"integer"}                                           | 0
          {"type":"integer","minimum":3}                               | 3
          {"type":"integer","exclusiveMinimum":3}                      | 4
          {"type":"integer","maximum":-2}                              | -2
          {"type":["string","null"]}                                   | "string"
          {}                                                           | null
          {"type":"string","default":"d","const":"c","enum":["e"]}     | "d"
          {"type":"string","const":"c","enum":["e"],"example":"x"}     | "c"
          {"type":"string","enum":["e"],"example":"x"}                 | "e"
          {"type":"string","examples":["y"],"example":"x"}             | "x"
          {"type":"string","x-example":"x","examples":["y"]}           | "x"
          {"type":"string","examples":["y"]}                           | "y"
          {"type":"string","example":"x"}                              | "x"
          {"default":null,"type":"string"}                             | null
          {"oneOf":[{"type":"integer"},{"type":"string"}]}             | 0
          {"anyOf":[{"type":"boolean"}],"default":7}                   | true
          {"type":"array","items":{"type":"integer"}}                  | [0]
          {"type":"array","items":{"type":"integer"},"minItems":2}     | [0,0]
          {"type":"array","items":{"type":"integer"},"maxItems":0}     | []
          {"type":"array","prefixItems":[{"type":"integer"}]}          | []
          {"items":[{"type":"integer"},{"type":"string"}]}             | [0,"string"]
          {"items":[{"type":"integer"}],"minItems":3}                  | [0,null,null]
          {"type":"array","items":false}                               | []
          {"type":"array","items":[]}                                  | [null]
          {"type":"string","maxLength":0}                              | "string"
          {"contains":{"type":"integer"}}                              | null
          {"additionalItems":{"type":"integer"}}                       | []
          {"type":"integer","format":"int32"}                          | -2147483648
          {"type":"integer","minimum":1,"exclusiveMinimum":true}       | 2
          {"items":{"type":"string","format":"uuid"}}                  | ["497f6eca-6276-4993-bfeb-53cbbbba6f08"]
          {"allOf":[{"default":{"a":[{"b":1}]}},{"default":{"a":[{"c":2}]}}],"type":"object"} | {"a":[{"b":1,"c":2}]}
          {"properties":{"b":{"type":"integer"},"a":{"type":"string"}}} | {"b":0,"a":"string"}
          {"additionalProperties":{"type":"integer"}}                  | {"property1":0,"property2":0}
          {"allOf":[{"properties":{"a":{"const":1}}},{"properties":{"b":{"const":2}}}]} | {"a":1,"b":2}
          {"allOf":[{"type":"string"},{"default":"last"}]}             | "last"
          {"properties":{"next":{"$ref":"#/components/schemas/S"},"n":{"type":"integer"}}} | {"next":{"next":{"next":{},"n":0},"n":0},"n":0}
          """)
  void makes_what_prism_makes(String schema, String value) throws Exception {
    assertThat(sample("3.1.0", schema)).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"integer","format":"int32"}                  | -2147483648
          {"type":"integer","format":"int64"}                  | -9007199254740991
          {"type":"number","format":"float"}                   | -3.402823669209385e+38
          {"type":"string","nullable":true}                    | "string"
          {"type":"integer","minimum":1,"exclusiveMinimum":true} | 2
          """)
  void reads_the_older_spelling_of_openapi_3_0(String schema, String value) throws Exception {
    assertThat(sample("3.0.3", schema)).isEqualTo(value);
  }

  @Test
  void counts_places_and_depth_as_prism_does() throws Exception {
    String list = "{\"type\":\"array\",\"minItems\":2498,\"items\":{\"type\":\"boolean\"}}";
    assertThat(sample("3.1.0", list)).hasSize(2498 * 5 + 1);
    assertThatThrownBy(() -> sample("3.1.0", list.replace("2498", "2499")))
        .isInstanceOf(ProblemException.class);

    String deep = "{\"type\":\"string\"}";
    for (int i = 0; i < 15; i++) {
      deep = "{\"type\":\"array\",\"items\":" + deep + "}";
    }
    assertThat(sample("3.1.0", deep)).isEqualTo("[".repeat(15) + "null" + "]".repeat(15));
  }

  @Test
  void gives_up_on_a_schema_with_too_many_places() {
    String schema = "{\"type\":\"array\",\"minItems\":3000,\"items\":{\"type\":\"integer\"}}";

    assertThatThrownBy(() -> sample("3.1.0", schema))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().type().name()).isEqualTo("SCHEMA_TOO_COMPLEX"));
  }
}
