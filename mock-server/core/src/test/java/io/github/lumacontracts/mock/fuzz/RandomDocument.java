package io.github.lumacontracts.mock.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.lumacontracts.spec.Provider;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** OpenAPI documents as they are found, and worse: made from scratch or broken on purpose. */
final class RandomDocument {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final List<JsonNode> PROVIDERS =
      Arrays.stream(Provider.values()).map(RandomDocument::read).toList();

  private static final String[] TYPES = {
    "string", "integer", "number", "boolean", "array", "object", "null", "file", "any", ""
  };
  private static final String[] MEDIA_TYPES = {
    "application/json",
    "application/json",
    "application/vnd.x+json; version=1",
    "application/xml",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "*/*",
    "image/png",
    "application/octet-stream",
    "nonsense",
    "a/b/c",
    "application/json; charset=utf-8; boundary=\"x"
  };
  private static final String[] REGEXES = {
    "^[a-z]+$",
    "^(a+)+$",
    "(x+x+)+y",
    "^(a+)+\\1$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(a|a)*b",
    "(?:a|b|ab)*c",
    "[",
    "(",
    "\\p{Script=Greek}",
    "\\u{1F600}",
    "(?<name>a)\\k<name>",
    "^(?!.*\\1)(.)",
    "[[:alpha:]]",
    "(?i",
    "*",
    "^\\d{1,99999}$",
    "((((((((((a*)*)*)*)*)*)*)*)*)*)*b",
    "$^"
  };
  private static final String[] FORMATS = {
    "int32",
    "int64",
    "float",
    "double",
    "byte",
    "binary",
    "date",
    "date-time",
    "email",
    "uri",
    "uuid",
    "ipv6",
    "regex",
    "json-pointer",
    "hostname",
    "duration",
    "nonsense",
    ""
  };
  private static final String[] CODES = {
    "200", "201", "204", "301", "304", "400", "401", "404", "415", "422", "500", "503", "2XX",
    "4XX", "default", "100", "101", "1XX", "999", "000", "600", "20", "abc", "-1", ""
  };

  private final Dice dice;
  private int budget = 200;

  private RandomDocument(Dice dice) {
    this.dice = dice;
  }

  static String text(Dice dice) {
    return new RandomDocument(dice).document().replace("\u0000", "");
  }

  private static JsonNode read(Provider provider) {
    try {
      return YAML.readTree(provider.documentText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String yaml(JsonNode document) {
    try {
      return YAML.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String document() {
    return switch (dice.below(30)) {
      case 0 -> dice.word();
      case 1 -> "openapi: 3.1.0\npaths:\n  " + dice.word() + ": " + dice.word() + "\n";
      case 2 -> deep();
      case 3 -> {
        String text = fromScratch().toString();
        yield text.substring(0, dice.below(text.length()));
      }
      case 4, 5, 6 -> broken(dice.of(PROVIDERS).deepCopy()).toString();
      case 7, 8, 9, 10 -> broken(fromScratch()).toString();
      case 11 -> BrokenText.laughs(dice);
      case 12, 13, 14 -> BrokenText.of(dice, dice.of(Provider.values()).documentText());
      case 15, 16, 17, 18 -> BrokenText.of(dice, yaml(fromScratch()));
      case 19 -> BrokenText.of(dice, yaml(broken(fromScratch())));
      default -> fromScratch().toString();
    };
  }

  /** Something inside itself a thousand times. */
  private String deep() {
    String open =
        dice.of("{\"items\":", "{\"allOf\":[", "[", "{\"properties\":{\"a\":", "{\"not\":");
    String close =
        new StringBuilder(open.replaceAll("[^{\\[]", "").replace('{', '}').replace('[', ']'))
            .reverse()
            .toString();
    int depth = dice.of(40, 200, 1000, 3000);
    String schema = open.repeat(depth) + "{}" + close.repeat(depth);
    return "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"post\":{\"requestBody\":{\"content\":"
        + "{\"application/json\":{\"schema\":"
        + schema
        + "}}},\"responses\":{\"200\":{\"content\":{\"application/json\":{\"schema\":"
        + schema
        + "}}}}}}}}";
  }

  private ObjectNode fromScratch() {
    ObjectNode root = NODES.objectNode();
    if (dice.oneIn(5)) {
      root.put("swagger", "2.0");
    } else {
      root.put("openapi", dice.of("3.1.0", "3.0.3", "3.1.0"));
    }
    ObjectNode paths = root.putObject("paths");
    for (int i = dice.below(4); i >= 0; i--) {
      ObjectNode item = paths.putObject(path());
      for (int j = dice.below(3); j >= 0; j--) {
        item.set(
            dice.of("get", "post", "put", "delete", "head", "options", "trace", "patch"),
            operation());
      }
    }
    ObjectNode schemas = root.putObject("components").putObject("schemas");
    for (String name : List.of("A", "B", "C")) {
      schemas.set(name, schema(0));
    }
    root.set("definitions", schemas);
    ObjectNode schemes = ((ObjectNode) root.get("components")).putObject("securitySchemes");
    schemes.putObject("key").put("type", "apiKey").put("in", dice.word()).put("name", dice.word());
    schemes.putObject("http").put("type", "http").put("scheme", dice.of("basic", "bearer", "x"));
    return root;
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int i = dice.below(4); i >= 0; i--) {
      path.append('/')
          .append(dice.of("a", "b", "{id}", "{id}.{x}", "{a}{b}{c}{d}", "é", "", dice.word()));
    }
    return path.toString();
  }

  private JsonNode operation() {
    ObjectNode operation = NODES.objectNode();
    ArrayNode parameters = operation.putArray("parameters");
    for (int i = dice.below(4); i > 0; i--) {
      ObjectNode parameter = parameters.addObject();
      parameter
          .put("name", dice.of("id", "q", "x-a", dice.word()))
          .put("in", dice.of("path", "query", "header", "cookie", "formData", "body"))
          .put("required", dice.oneIn(2))
          .put("explode", dice.oneIn(2))
          .put("x-indexed", dice.oneIn(5))
          .put(
              "style",
              dice.of(
                  "form", "simple", "matrix", "label", "deepObject", "pipeDelimited", dice.word()));
      if (dice.oneIn(5)) {
        parameter.set("content", content());
      } else {
        parameter.set("schema", schema(0));
      }
      parameter.setAll(plain());
    }
    if (dice.oneIn(2)) {
      ObjectNode body = operation.putObject("requestBody");
      body.put("required", dice.oneIn(2));
      body.set("content", content());
    }
    ObjectNode responses = operation.putObject("responses");
    for (int i = dice.below(4); i > 0; i--) {
      ObjectNode response = responses.putObject(dice.of(CODES));
      response.set("content", content());
      if (dice.oneIn(2)) {
        ObjectNode header =
            response
                .putObject("headers")
                .putObject(
                    dice.of(
                        "X-A",
                        "Content-Length",
                        "Transfer-Encoding",
                        "Content-Type",
                        "Connection",
                        "Set-Cookie",
                        "Content-Encoding",
                        dice.word()));
        header.set("schema", schema(0));
        if (dice.oneIn(2)) {
          header.set("example", value(0));
        }
      }
    }
    if (dice.oneIn(4)) {
      operation.putArray("security").addObject().putArray(dice.of("key", "http", "none"));
    }
    return operation;
  }

  private ObjectNode content() {
    ObjectNode content = NODES.objectNode();
    for (int i = dice.below(3); i > 0; i--) {
      ObjectNode media = content.putObject(dice.of(MEDIA_TYPES));
      if (!dice.oneIn(4)) {
        media.set("schema", schema(0));
      }
      if (dice.oneIn(3)) {
        media.set("example", value(0));
      }
      if (dice.oneIn(4)) {
        ObjectNode examples = media.putObject("examples");
        examples.putObject(dice.of("one", dice.word())).set("value", value(0));
        examples.putObject("two").put("externalValue", dice.word());
      }
      if (dice.oneIn(6)) {
        media
            .putObject("encoding")
            .putObject(dice.of("a", "b"))
            .put("style", dice.of("deepObject", "form", "pipeDelimited", dice.word()))
            .put("explode", dice.oneIn(2))
            .put("allowReserved", dice.oneIn(2));
      }
    }
    return content;
  }

  private JsonNode schema(int depth) {
    if (--budget < 0 || depth > 6 || dice.oneIn(12)) {
      return dice.of(
          NODES.objectNode(),
          NODES.booleanNode(false),
          NODES.objectNode().put("type", dice.of(TYPES)),
          value(3));
    }
    if (dice.oneIn(6)) {
      return NODES
          .objectNode()
          .put("$ref", dice.of("#/components/schemas/", "#/definitions/") + dice.of("A", "B", "C"));
    }
    ObjectNode schema = NODES.objectNode();
    if (!dice.oneIn(4)) {
      schema.put("type", dice.of(TYPES));
    }
    for (int i = dice.below(5); i > 0; i--) {
      keyword(schema, depth);
    }
    return schema;
  }

  private void keyword(ObjectNode schema, int depth) {
    switch (dice.below(14)) {
      case 0 ->
          schema.set(
              dice.of("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf"),
              number());
      case 1 ->
          schema.set(
              dice.of(
                  "maxLength",
                  "minLength",
                  "maxItems",
                  "minItems",
                  "maxProperties",
                  "minProperties",
                  "minContains",
                  "maxContains"),
              number());
      case 2 -> schema.put("pattern", dice.of(REGEXES));
      case 3 -> schema.put("format", dice.of(FORMATS));
      case 4 -> schema.putArray("enum").add(value(0)).add(value(0));
      case 5 -> schema.set(dice.of("const", "default", "example", "examples"), value(0));
      case 6, 7 -> {
        ObjectNode properties =
            schema.putObject(dice.of("properties", "properties", "dependentSchemas", "$defs"));
        properties.set("a", schema(depth + 1));
        properties.set(dice.of("b", dice.word()), schema(depth + 1));
      }
      case 8 -> schema.putArray("required").add(dice.of("a", "b", dice.word()));
      case 9 ->
          schema.set(
              dice.of(
                  "items",
                  "contains",
                  "not",
                  "additionalProperties",
                  "propertyNames",
                  "if",
                  "then"),
              schema(depth + 1));
      case 10, 11 ->
          schema
              .putArray(dice.of("allOf", "anyOf", "oneOf", "prefixItems", "items"))
              .add(schema(depth + 1))
              .add(schema(depth + 1));
      case 12 -> schema.putObject("patternProperties").set(dice.of(REGEXES), schema(depth + 1));
      default -> schema.setAll(plain());
    }
  }

  private ObjectNode plain() {
    return NODES
        .objectNode()
        .put(
            dice.of("uniqueItems", "nullable", "readOnly", "deprecated", "x-nullable", dice.word()),
            dice.oneIn(2));
  }

  private JsonNode number() {
    return dice.of(
        NODES.numberNode(dice.below(5)),
        NODES.numberNode(-1),
        NODES.numberNode(0.1),
        NODES.numberNode(Integer.MAX_VALUE),
        NODES.numberNode(Long.MIN_VALUE),
        NODES.numberNode(BigInteger.TEN.pow(300)),
        NODES.numberNode(new BigDecimal("1e-999")),
        NODES.numberNode(new BigDecimal("1e99999")),
        NODES.textNode("5"),
        NODES.nullNode());
  }

  private JsonNode value(int depth) {
    return switch (dice.below(depth > 3 ? 4 : 7)) {
      case 0 -> number();
      case 1 -> NODES.textNode(dice.word());
      case 2 -> NODES.nullNode();
      case 3 -> NODES.booleanNode(dice.oneIn(2));
      case 4 -> NODES.arrayNode().add(value(depth + 1)).add(value(depth + 1));
      case 5 -> NODES.objectNode();
      default ->
          NODES
              .objectNode()
              .<ObjectNode>set("a", value(depth + 1))
              .<ObjectNode>set(dice.word(), value(depth + 1));
    };
  }

  /** Puts the wrong thing into a few places. */
  private JsonNode broken(JsonNode document) {
    List<ContainerNode<?>> places = new ArrayList<>();
    collect(document, places);
    for (int i = dice.below(6); i >= 0; i--) {
      ContainerNode<?> place = dice.of(places);
      JsonNode wrong =
          dice.oneIn(4)
              ? dice.of(places).deepCopy()
              : dice.oneIn(5)
                  ? NODES.objectNode().put("$ref", dice.of(BrokenText.REFERENCES))
                  : dice.oneIn(2) ? value(0) : schema(0);
      if (place instanceof ArrayNode array && !array.isEmpty()) {
        array.set(dice.below(array.size()), wrong);
      } else if (place instanceof ObjectNode object && !object.isEmpty()) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = dice.of(names);
        if (dice.oneIn(3)) {
          JsonNode moved = object.remove(name);
          if (dice.oneIn(2)) {
            object.set(dice.word(), moved);
          }
        } else {
          object.set(name, wrong);
        }
      }
    }
    return document;
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> places) {
    if (node instanceof ContainerNode<?> container) {
      places.add(container);
      container.forEach(child -> collect(child, places));
    }
  }

  static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }
}
