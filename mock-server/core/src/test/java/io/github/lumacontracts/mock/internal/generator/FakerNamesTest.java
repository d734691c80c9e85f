package io.github.lumacontracts.mock.internal.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Optional;
import net.datafaker.Faker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FakerNamesTest {
  private static FakerNames.Call call(String seed, JsonNode arguments) {
    Randomness randomness = Randomness.of(Optional.of(seed));
    return new FakerNames.Call(
        new Faker(Locale.ENGLISH, randomness.random()), randomness, arguments);
  }

  @ParameterizedTest
  @MethodSource("io.github.lumacontracts.mock.internal.generator.FakerNames#names")
  void every_name_makes_a_value_that_its_seed_repeats(String name) {
    JsonNode value = FakerNames.value(name, call("a", MissingNode.getInstance())).orElseThrow();

    assertThat(value.isContainerNode() || !value.asText().isEmpty() || name.equals("fake"))
        .as(value.toString())
        .isTrue();
    assertThat(FakerNames.value(name, call("a", MissingNode.getInstance()))).contains(value);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          random.number         | {"min":3,"max":4}                             | [34]
          random.number         | 5                                             | [0-5]
          datatype.float        | {"min":1,"max":2,"precision":0.001}           | [12](\\.\\d{1,3})?
          commerce.price        | [10, 20, 1, "€"]                              | €\\d\\d\\.\\d
          commerce.price        | {"min":10,"max":20,"dec":0}                   | \\d\\d
          lorem.words           | 2                                             | \\w+ \\w+
          lorem.slug            | [4]                                           | \\w+-\\w+-\\w+-\\w+
          random.arrayElement   | [["p","q"]]                                   | [pq]
          random.arrayElement   | ["p","q"]                                     | [pq]
          random.objectElement  | {"a":"x","b":"y"}                             | [xy]
          random.alphaNumeric   | 12                                            | [a-z0-9]{12}
          image.imageUrl        | [320,200]                                     | https://images\\.example\\.com/image/320/200/\\d+
          date.between          | ["2020-01-01","2020-12-31"]                   | 2020-\\d\\d-\\d\\dT.*Z
          fake                  | "{{name.lastName}}, {{ random.number(3) }} {{x.y}}" | [^,{}]+, \\d+ \\{\\{x\\.y}}
          internet.password     | 9                                             | \\w{9}
          """)
  void arguments_count(String name, String arguments, String pattern) throws Exception {
    for (int i = 0; i < 20; i++) {
      JsonNode value =
          FakerNames.value(name, call("s" + i, new ObjectMapper().readTree(arguments)))
              .orElseThrow();
      assertThat(value.asText()).matches(pattern.replace("\\\\", "\\"));
    }
  }
}
