package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Members that repeat a value from elsewhere in the answer: {@code jsonPath: $.items[0].id} in
 * their schema, as json-schema-faker has it.
 */
final class ValueReferences {
  private static final Configuration LENIENT =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider())
          .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
          .build();

  private ValueReferences() {}

  /** Returns a stand-in for the value that schemas point to, if one of them does. */
  static Optional<JsonNode> of(List<Schema> schemas) {
    for (Schema schema : schemas) {
      JsonNode wish = schema.resolved().keyword("jsonPath");
      JsonNode path = wish.isObject() ? wish.path("path") : wish;
      if (path.isTextual()) {
        return Optional.of(JsonNodeFactory.instance.pojoNode(path.textValue()));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the value with its stand-ins replaced, by one of several if a path leads to several;
   * what leads nowhere is left out.
   */
  static JsonNode resolved(JsonNode value, Random random) {
    return replaced(value, value.deepCopy(), random).orElse(NullNode.getInstance());
  }

  private static Optional<JsonNode> replaced(JsonNode node, JsonNode root, Random random) {
    if (node instanceof POJONode standIn) {
      return target(String.valueOf(standIn.getPojo()), root, random);
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        replaced(member.getValue(), root, random)
            .ifPresent(value -> object.set(member.getKey(), value));
      }
      return Optional.of(object);
    }
    if (node.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      node.forEach(item -> replaced(item, root, random).ifPresent(items::add));
      return Optional.of(JsonNodeFactory.instance.arrayNode().addAll(items));
    }
    return Optional.of(node);
  }

  private static Optional<JsonNode> target(String path, JsonNode root, Random random) {
    try {
      JsonNode found = JsonPath.using(LENIENT).parse(root).read(path);
      List<JsonNode> values = new ArrayList<>();
      found.forEach(
          value -> {
            if (!(value instanceof POJONode)) {
              values.add(value);
            }
          });
      return values.isEmpty()
          ? Optional.empty()
          : Optional.of(values.get(random.nextInt(values.size())));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
