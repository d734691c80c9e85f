package io.github.lumacontracts.mock.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no            | "no"
          2024-12-24    | "2024-12-24"
          12:30:45      | "12:30:45"
          1_000         | "1_000"
          true          | true
          ~             | null
          ''            | ""
          '12'          | "12"
          !!str 12      | "12"
          12            | 12
          012           | 12
          0x1F          | 31
          1.0           | 1
          1.50          | 1.5
          1e3           | 1000
          .5            | 0.5
          1.2.3         | "1.2.3"
          """)
  void reads_scalars_by_the_core_schema(String yaml, String json) {
    assertThat(YamlTree.read("a: " + yaml).get("a").toString()).isEqualTo(json);
  }

  @Test
  void keeps_the_order_of_members_with_integers_in_front() {
    assertThat(YamlTree.read("{b: 1, '404': 2, a: 3, 200: 4, default: 5}").toString())
        .isEqualTo("{\"200\":4,\"404\":2,\"b\":1,\"a\":3,\"default\":5}");
  }

  @Test
  void follows_aliases_and_merges() {
    assertThat(YamlTree.read("base: &b {x: 1, y: 2}\nother: {<<: *b, y: 3}\n").toString())
        .isEqualTo("{\"base\":{\"x\":1,\"y\":2},\"other\":{\"x\":1,\"y\":3}}");
  }

  @Test
  void merges_a_list_of_objects_and_keeps_what_is_there() {
    assertThat(
            YamlTree.read("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {z: 3, <<: [*a, *b]}\n").get("c"))
        .hasToString("{\"z\":3,\"x\":1,\"y\":2}");
  }

  @Test
  void takes_an_alias_for_a_name() {
    assertThat(YamlTree.read("a: &code 200\nb: {*code : fine}\n").get("b"))
        .hasToString("{\"200\":\"fine\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: &x {b: *x}} | line 1, column 12: an alias inside its own anchor
          {a: *x}         | line 1, column 5: found undefined alias x
          """)
  void refuses_an_alias_of_nothing_whole(String yaml, String message) {
    assertThatThrownBy(() -> YamlTree.read(yaml)).hasMessage(message);
  }

  @Test
  void refuses_a_second_document() {
    assertThatThrownBy(() -> YamlTree.read("a: 1\n---\nb: 2\n"))
        .hasMessage("line 2, column 1: expected a single document, but another one begins");
  }

  @Test
  void refuses_what_is_nested_without_an_end() {
    assertThatThrownBy(() -> YamlTree.read("[".repeat(1001) + "]".repeat(1001)))
        .hasMessage("line 1, column 1001: nested deeper than 1000 levels");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "-0.50, -0.5",
    "1e21, 1e+21",
    "1e20, 100000000000000000000",
    "0.000001, 0.000001",
    "0.0000001, 1e-7",
    "-3.402823669209385e38, -3.402823669209385e+38",
    "123456789012345678901, 123456789012345678901"
  })
  void writes_numbers_as_javascript_does(String number, String text) {
    assertThat(Numbers.text(Numbers.node(new java.math.BigDecimal(number)))).isEqualTo(text);
  }
}
