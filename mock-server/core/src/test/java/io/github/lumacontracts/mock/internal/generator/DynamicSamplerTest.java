package io.github.lumacontracts.mock.internal.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.internal.document.Documents;
import io.github.lumacontracts.mock.internal.document.Schema;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.validator.SchemaChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicSamplerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode sample(String version, String schema, String config, String seed)
      throws Exception {
    return new DynamicSampler(
            new SchemaChecks(),
            SamplerOptions.of(MAPPER.readTree(config), Optional.empty()),
            Randomness.of(Optional.of(seed)))
        .sample(Documents.schema(version, schema));
  }

  private static List<JsonNode> samples(String schema, String config) throws Exception {
    List<JsonNode> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      samples.add(sample("3.1.0", schema, config, "seed " + i));
    }
    return samples;
  }

  private static String text(String schema) throws Exception {
    return JsonText.of(sample("3.1.0", schema, "{}", "1"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{'type':'string','minLength':30,'maxLength':31}",
        "{'type':'string','pattern':'^[a-z]{3}-[0-9]{2,}$','maxLength':9}",
        "{'type':'string','pattern':'^[a-z]+$','minLength':40}",
        "{'type':'string','pattern':'x','minLength':12}",
        "{'type':'string','format':'email','maxLength':8}",
        "{'type':'string','format':'uri','minLength':80}",
        "{'type':'string','format':'hostname','minLength':100}",
        "{'type':'string','format':'byte','minLength':13,'maxLength':16}",
        "{'type':'string','format':'date-time'}",
        "{'type':'string','format':'time'}",
        "{'type':'string','format':'date','pattern':'-0[1-9]$'}",
        "{'type':'string','format':'uuid'}",
        "{'type':'string','format':'ipv4'}",
        "{'type':'string','format':'ipv6'}",
        "{'type':'string','format':'json-pointer'}",
        "{'type':'string','format':'duration'}",
        "{'type':'string','format':'regex'}",
        "{'type':'integer','minimum':3,'maximum':3}",
        "{'type':'integer','exclusiveMinimum':3,'maximum':4}",
        "{'type':'integer','multipleOf':7,'minimum':8,'maximum':14}",
        "{'type':'number','multipleOf':0.05,'exclusiveMinimum':0.1,'exclusiveMaximum':0.2}",
        "{'type':'number','minimum':0.000001,'maximum':0.000002}",
        "{'type':'number','minimum':1e12}",
        "{'type':'number','maximum':-1e12}",
        "{'allOf':[{'type':'number','multipleOf':4},{'type':'integer','multipleOf':6}]}",
        "{'type':['integer','null'],'minimum':5}",
        "{'enum':['a',1,null,{'b':[2]}]}",
        "{'const':{'a':1}}",
        "{'type':'string','enum':['a',1]}",
        "{'allOf':[{'enum':['a','b']},{'enum':['b','c']}]}",
        "{'oneOf':[{'type':'integer'},{'type':'number','minimum':0}]}",
        "{'anyOf':[{'type':'string'},{'type':'null'}],'not':{'type':'null'}}",
        "{'type':'integer','not':{'maximum':0}}",
        "{'not':{'type':'object'}}",
        "{'type':'array','items':{'enum':[1,2,3]},'minItems':3,'uniqueItems':true}",
        "{'type':'array','items':{'type':'boolean'},'maxItems':2,'uniqueItems':true}",
        "{'type':'array','items':{'type':'integer'},'contains':{'const':42}}",
        "{'type':'array','minItems':2}",
        "{'prefixItems':[{'type':'integer'},{'type':'string'}]}",
        "{'items':[{'type':'integer'},{'type':'string'}],'additionalItems':{'type':'null'},'minItems':4}",
        "{'type':'object','required':['a','b'],'properties':{'a':{'type':'integer'}}}",
        "{'type':'object','properties':{'a':{},'b':{},'c':{}},'maxProperties':2,'required':['c']}",
        "{'type':'object','minProperties':4,'additionalProperties':{'type':'integer'}}",
        "{'type':'object','minProperties':3,'patternProperties':{'^x-[a-z]$':{'type':'integer'}},'additionalProperties':false}",
        "{'type':'object','propertyNames':{'pattern':'^[a-c]{2}$'},'minProperties':2}",
        "{'type':'object','properties':{'a':{'type':'integer'}},'dependencies':{'a':['b']}}",
        "{'allOf':[{'properties':{'a':{'minimum':3}},'additionalProperties':false},{'properties':{'a':{'type':'integer','maximum':4},'b':{}}}]}",
        "{'properties':{'k':{'enum':['a','b']}},'required':['k'],'if':{'properties':{'k':{'const':'a'}}},'then':{'required':['x']},'else':{'required':['y']}}",
        "{'type':'object','properties':{'never':false,'always':true}}",
        "{'type':'object','required':['s'],'properties':{'s':{'writeOnly':true},'k':{'type':'integer','readOnly':true}},'anyOf':[{'required':['k']}]}",
        "{'type':'array','items':false}",
      })
  void a_value_fits_its_schema(String quoted) throws Exception {
    String schema = quoted.replace('\'', '"');
    Schema read = Documents.schema("3.1.0", schema);

    for (JsonNode value : samples(schema, "{}")) {
      assertThat(new SchemaChecks().trial().accepts(read, value)).as(value.toString()).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"integer","format":"int32","minimum":1,"maximum":2}
          {"type":"integer","minimum":1,"exclusiveMinimum":true,"maximum":2}
          {"type":"string","nullable":true,"enum":["a"]}
          {"type":"string","format":"byte"}
          {"type":"number","format":"float"}
          {"nullable":true,"allOf":[{"type":"object","properties":{"a":{"type":"integer"}}}]}
          """)
  void the_older_spelling_of_openapi_3_0_counts(String schema) throws Exception {
    for (int i = 0; i < 20; i++) {
      JsonNode value = sample("3.0.3", schema, "{}", "seed " + i);
      assertThat(new SchemaChecks().trial().accepts(Documents.schema("3.0.3", schema), value))
          .as(value.toString())
          .isTrue();
    }
  }

  @Test
  void the_same_seed_makes_the_same_value() throws Exception {
    String schema =
        "{\"properties\":{\"a\":{\"x-faker\":\"name.findName\",\"type\":\"string\"},"
            + "\"b\":{\"x-faker\":\"date.past\",\"type\":\"string\"},"
            + "\"c\":{\"type\":\"string\",\"format\":\"uuid\"},\"d\":{\"type\":\"string\"}},"
            + "\"additionalProperties\":{\"type\":\"number\"}}";

    assertThat(sample("3.1.0", schema, "{}", "one"))
        .isEqualTo(sample("3.1.0", schema, "{}", "one"));
    assertThat(sample("3.1.0", schema, "{}", "one"))
        .isNotEqualTo(sample("3.1.0", schema, "{}", "two"));
  }

  @Test
  void members_stand_in_the_order_of_the_alphabet() throws Exception {
    String schema =
        "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"z\"],\"properties\":"
            + "{\"z\":{\"const\":1},\"b\":{\"const\":2},\"a\":{\"const\":3}}}";

    assertThat(text(schema)).isEqualTo("{\"a\":3,\"b\":2,\"z\":1}");
  }

  @Test
  void what_only_requests_have_is_left_out() throws Exception {
    String schema =
        "{\"type\":\"object\",\"required\":[\"secret\"],\"properties\":"
            + "{\"secret\":{\"type\":\"string\",\"writeOnly\":true},\"id\":{\"const\":1,"
            + "\"readOnly\":true}}}";

    assertThat(text(schema)).isEqualTo("{\"id\":1}");
  }

  @Test
  void a_discriminator_names_the_branch_that_was_drawn() throws Exception {
    String schema =
        "{\"oneOf\":[{\"$ref\":\"#/components/schemas/S/x-cat\"},"
            + "{\"$ref\":\"#/components/schemas/S/x-dog\"}],"
            + "\"discriminator\":{\"propertyName\":\"kind\",\"mapping\":{\"dog\":\"#/x/x-dog\"}},"
            + "\"x-cat\":{\"type\":\"object\",\"properties\":{\"kind\":{\"type\":\"string\"},"
            + "\"lives\":{\"const\":9}},\"required\":[\"lives\"],\"additionalProperties\":false},"
            + "\"x-dog\":{\"type\":\"object\",\"properties\":{\"kind\":{\"type\":\"string\"}},"
            + "\"additionalProperties\":false}}";

    Set<String> seen = new HashSet<>();
    for (JsonNode value : samples(schema, "{}")) {
      seen.add(JsonText.of(value));
    }

    assertThat(seen)
        .containsExactlyInAnyOrder("{\"kind\":\"x-cat\",\"lives\":9}", "{\"kind\":\"dog\"}");
  }

  @Test
  void a_schema_that_contains_itself_ends() throws Exception {
    String tree =
        "{\"type\":\"object\",\"required\":[\"next\"],\"properties\":{\"next\":{\"anyOf\":"
            + "[{\"$ref\":\"#/components/schemas/S\"},{\"type\":\"null\"}]},"
            + "\"all\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/S\"}}}}";
    Schema read = Documents.schema("3.1.0", tree);

    for (JsonNode value : samples(tree, "{}")) {
      assertThat(new SchemaChecks().trial().accepts(read, value)).as(value.toString()).isTrue();
    }
  }

  @Test
  void a_value_that_would_be_endless_is_cut() throws Exception {
    String endless =
        "{\"type\":\"object\",\"required\":[\"next\"],"
            + "\"properties\":{\"next\":{\"$ref\":\"#/components/schemas/S\"}}}";

    assertThat(text(endless)).isEqualTo("{\"next\":{\"next\":{}}}");
  }

  @Test
  void lists_are_kept_short_before_a_schema_is_too_complex() throws Exception {
    String item = "{\"type\":\"integer\"}";
    for (int i = 0; i < 9; i++) {
      item = "{\"type\":\"array\",\"items\":" + item + "}";
    }
    String nested = "{\"type\":\"array\",\"minItems\":9,\"items\":" + item + "}";

    assertThat(sample("3.1.0", nested, "{\"minItems\":5}", "1")).hasSize(9);
    assertThatThrownBy(() -> text("{\"type\":\"array\",\"minItems\":3000,\"items\":{}}"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().type().name()).isEqualTo("SCHEMA_TOO_COMPLEX"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{'type':'string','pattern':'^((((((((((a*)*)*)*)*)*)*)*)*)*)*b'}",
        "{'type':'string','pattern':'(a|aa)+$','minLength':2000}",
        "{'type':'string','pattern':'((a{900}){900}){900}'}",
        "{'type':'number','minimum':1e999999999}",
        "{'type':'number','multipleOf':1e-999999999}",
        "{'type':'array','uniqueItems':true,'minItems':2000,'items':{'const':1}}",
        "{'type':'array','minItems':900,'items':{'type':'string','minLength':900000}}",
        "{'type':'object','minProperties':1000000000}",
        "{'type':'array','minItems':40,'items':{'type':'array','minItems':40,'items':{'not':{}}}}",
        "{'type':'object','patternProperties':{'^(a|a)*$':{}},'properties':{'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!':{}}}",
      })
  void a_hostile_schema_takes_a_bounded_time(String quoted) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try {
            assertThat(text(quoted.replace('\'', '"'))).hasSizeLessThan(5_000_000);
          } catch (ProblemException e) {
            assertThat(e.problem().type().name()).isEqualTo("SCHEMA_TOO_COMPLEX");
          }
        });
  }

  @Test
  void a_schema_that_nothing_fits_still_gets_a_value() throws Exception {
    assertThat(sample("3.1.0", "{\"type\":\"integer\",\"not\":{}}", "{}", "1").isIntegralNumber())
        .isTrue();
  }

  @Test
  void the_document_may_bound_lists_and_texts() throws Exception {
    for (JsonNode value :
        samples(
            "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}",
            "{\"min-items\":3,\"maxItems\":3,\"minLength\":20}")) {
      assertThat(value).hasSize(3).allMatch(item -> item.textValue().length() >= 20);
    }
  }

  @Test
  void the_document_may_ask_for_defaults_and_examples() throws Exception {
    String schema = "{\"type\":\"string\",\"default\":\"d\",\"examples\":[\"e\"]}";

    assertThat(samples(schema, "{\"useDefaultValue\":true}"))
        .extracting(JsonNode::asText)
        .containsOnly("d");
    assertThat(samples(schema, "{\"use-examples-value\":true}"))
        .extracting(JsonNode::asText)
        .containsOnly("e");
    assertThat(samples(schema, "{}")).extracting(JsonNode::asText).doesNotContain("d", "e");
  }

  @Test
  void the_document_may_leave_properties_out() throws Exception {
    String schema =
        "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\"],"
            + "\"properties\":{\"a\":{\"const\":1},\"b\":{\"const\":2},\"c\":{\"type\":\"null\"}}}";

    assertThat(samples(schema, "{\"requiredOnly\":true}"))
        .extracting(JsonText::of)
        .containsOnly("{\"a\":1}");
    assertThat(samples(schema, "{\"ignoreProperties\":[\"b\"],\"omitNulls\":true}"))
        .extracting(JsonText::of)
        .containsOnly("{\"a\":1}");
  }

  @ParameterizedTest(name = "{0}: {1} of 4")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'alwaysFakeOptionals':false,'optionalsProbability':0.5} | 2 | 2
          {'always-fake-optionals':false,'optionals-probability':0.5,'fixed-probabilities':false} | 0 | 2
          {'optionalsProbability':0.5} | 4 | 4
          {'requiredOnly':true} | 0 | 0
          """)
  void the_document_may_say_how_many_optional_properties_there_are(
      String config, int least, int most) throws Exception {
    String schema =
        "{\"type\":\"object\",\"required\":[\"r\"],\"properties\":{\"r\":{},\"a\":{},\"b\":{},\"c\":{},"
            + "\"d\":{}},\"additionalProperties\":false}";

    Set<Integer> counts = new HashSet<>();
    for (JsonNode value : samples(schema, config.replace('\'', '"'))) {
      assertThat(value.has("r")).isTrue();
      counts.add(value.size() - 1);
    }

    assertThat(counts).contains(least, most).allMatch(count -> count >= least && count <= most);
  }

  @Test
  void required_only_leaves_further_members_out_too() throws Exception {
    assertThat(
            samples("{\"additionalProperties\":{\"type\":\"integer\"}}", "{\"requiredOnly\":true}"))
        .containsOnly(MAPPER.readTree("{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"maxItems", "max-items", "max_items", "MaxItems"})
  void a_bound_for_lists_is_reached_however_it_is_written(String name) throws Exception {
    String config = "{\"" + name + "\":7}";

    assertThat(samples("{\"type\":\"array\",\"items\":{\"type\":\"null\"}}", config))
        .allMatch(list -> list.size() == 7);
    assertThat(samples("{\"type\":\"array\",\"maxItems\":2,\"items\":{\"type\":\"null\"}}", config))
        .allMatch(list -> list.size() == 2);
  }

  @Test
  void the_document_may_say_how_deep_references_go() throws Exception {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#/components/schemas/S\"}},"
            + "\"additionalProperties\":false}";

    assertThat(depth(sample("3.1.0", schema, "{}", "1"))).isLessThan(4);
    assertThat(depth(sample("3.1.0", schema, "{\"refDepthMin\":6,\"refDepthMax\":6}", "1")))
        .isEqualTo(6);
  }

  private static int depth(JsonNode value) {
    return value.has("next") ? 1 + depth(value.get("next")) : 0;
  }

  @Test
  void the_document_may_bound_repetitions_and_dates() throws Exception {
    String config =
        "{\"defaultRandExpMax\":2,\"minDateTime\":\"2020-01-01\","
            + "\"maxDateTime\":\"2020-02-01T00:00:00Z\"}";

    assertThat(samples("{\"type\":\"string\",\"pattern\":\"^a+$\"}", config))
        .allMatch(text -> text.textValue().matches("aa?"));
    assertThat(samples("{\"type\":\"string\",\"format\":\"date-time\"}", config))
        .allMatch(text -> text.textValue().startsWith("2020-01-"));
    assertThat(samples("{\"type\":\"string\",\"format\":\"date\"}", config))
        .allMatch(text -> text.textValue().startsWith("2020-01-"));
  }

  @Test
  void an_empty_default_may_give_way_to_a_made_up_text() throws Exception {
    String schema = "{\"type\":\"string\",\"default\":\"\"}";

    assertThat(samples(schema, "{\"useDefaultValue\":true}")).allMatch(v -> v.asText().isEmpty());
    assertThat(samples(schema, "{\"useDefaultValue\":true,\"replaceEmptyByRandomValue\":true}"))
        .noneMatch(value -> value.asText().isEmpty());
  }

  @Test
  void a_member_may_repeat_a_value_from_elsewhere() throws Exception {
    String schema =
        "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
            + "\"all\":{\"type\":\"array\",\"minItems\":2,\"items\":{\"type\":\"integer\"}},"
            + "\"first\":{\"jsonPath\":\"$.all[0]\"},"
            + "\"some\":{\"jsonPath\":{\"path\":\"$.all[*]\"}},"
            + "\"none\":{\"jsonPath\":\"$.other\"},\"wrong\":{\"jsonPath\":\"$[\"}}}";

    for (JsonNode value : samples(schema, "{\"resolve-json-path\":true}")) {
      assertThat(value.get("first")).isEqualTo(value.get("all").get(0));
      assertThat(value.get("all")).contains(value.get("some"));
      assertThat(value.has("none") || value.has("wrong")).isFalse();
    }
    assertThat(samples(schema, "{}")).allMatch(value -> value.has("none"));
  }

  @Test
  void members_beyond_the_declared_ones_can_be_switched_off() throws Exception {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"a\":{\"const\":1}},"
            + "\"additionalProperties\":{\"const\":2}}";

    assertThat(samples(schema, "{}")).allMatch(value -> value.size() > 1);
    assertThat(samples(schema, "{\"fillProperties\":false}")).allMatch(value -> value.size() == 1);
  }

  @Test
  void the_locale_is_the_documents() throws Exception {
    String schema = "{\"type\":\"string\",\"x-faker\":\"address.state\"}";

    assertThat(samples(schema, "{\"locale\":\"de\"}"))
        .extracting(JsonNode::asText)
        .containsAnyOf("Bayern", "Berlin", "Hamburg", "Hessen", "Sachsen");
  }
}
