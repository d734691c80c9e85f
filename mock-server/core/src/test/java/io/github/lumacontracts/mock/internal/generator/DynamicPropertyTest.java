package io.github.lumacontracts.mock.internal.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiDocument;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import io.github.lumacontracts.mock.internal.document.DocumentReader;
import io.github.lumacontracts.mock.internal.document.Documents;
import io.github.lumacontracts.mock.internal.document.Schema;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.validator.SchemaChecks;
import io.github.lumacontracts.spec.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the schema: the value that is made up for it fits it. */
class DynamicPropertyTest {
  private static final SamplerOptions OPTIONS =
      SamplerOptions.of(MissingNode.getInstance(), Optional.empty());
  private static final int RANDOM_SCHEMAS = 3000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static void assertFits(SchemaChecks checks, Schema schema, String seed)
      throws ProblemException {
    JsonNode value =
        new DynamicSampler(checks, OPTIONS, Randomness.of(Optional.of(seed))).sample(schema);

    assertThat(checks.trial().accepts(schema, value))
        .as("seed %s: %s made %s", seed, schema.keywords(), value)
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void values_fit_every_response_of_the_documents(Provider provider) throws Exception {
    ApiDocument document = DocumentReader.read(provider.slug(), provider.document(), false);
    for (ApiOperation operation : document.operations()) {
      SchemaChecks checks = new SchemaChecks();
      for (Schema schema : schemas(operation)) {
        for (int i = 0; i < 10; i++) {
          assertFits(checks, schema, "seed " + i);
        }
      }
    }
  }

  private static List<Schema> schemas(ApiOperation operation) {
    List<Schema> schemas = new ArrayList<>();
    for (ApiResponse response : operation.responses()) {
      response.contents().stream().map(ApiContent::schema).forEach(s -> s.ifPresent(schemas::add));
      response.headers().forEach(header -> header.schema().ifPresent(schemas::add));
    }
    return schemas;
  }

  @Test
  void values_fit_random_schemas() throws Exception {
    for (int i = 0; i < RANDOM_SCHEMAS; i++) {
      Random random = new Random(i);
      Schema schema = Documents.schema("3.1.0", new RandomSchema(random).any(0).toString());
      assertFits(new SchemaChecks(), schema, "seed " + i);
    }
  }

  /** Draws small schemas that some value fits. */
  private record RandomSchema(Random random) {
    ObjectNode any(int depth) {
      return switch (random.nextInt(depth > 2 ? 6 : 11)) {
        case 0 -> number("integer");
        case 1 -> number("number");
        case 2, 3 -> string();
        case 4 -> schema("boolean");
        case 5 -> values();
        case 6, 7 -> object(depth);
        case 8 -> array(depth);
        case 9 -> allOf(depth);
        default -> choice(depth);
      };
    }

    private static ObjectNode schema(String type) {
      return NODES.objectNode().put("type", type);
    }

    private boolean chance(int of) {
      return random.nextInt(of) == 0;
    }

    private ObjectNode number(String type) {
      ObjectNode schema = schema(type);
      int low = random.nextInt(2000) - 1000;
      int high = low + 20 + random.nextInt(100);
      if (chance(2)) {
        schema.put(chance(3) ? "exclusiveMinimum" : "minimum", low);
      }
      if (chance(2)) {
        schema.put(chance(3) ? "exclusiveMaximum" : "maximum", high);
      }
      if (chance(3)) {
        schema.put("multipleOf", 1 + random.nextInt(8));
      } else if (type.equals("number") && chance(3)) {
        schema.put("multipleOf", 0.01 * (1 + random.nextInt(50)));
      }
      if (chance(6)) {
        schema.set("not", NODES.objectNode().put("const", low + 1));
      }
      return schema;
    }

    private ObjectNode string() {
      ObjectNode schema = schema("string");
      int least = random.nextInt(12);
      switch (random.nextInt(4)) {
        case 0 -> schema.put("format", pick("date", "date-time", "time", "uuid", "ipv4", "ipv6"));
        case 1 -> {
          schema.put("format", pick("email", "uri", "hostname", "uri-reference", "json-pointer"));
          schema.put("minLength", random.nextInt(70));
        }
        case 2 ->
            schema.put(
                "pattern",
                pick("^[a-z]{2,9}$", "^x-\\d+$", "[A-F]+", "^(ab|cd)+$", "\\w@\\w", "^.{3}$"));
        default -> {
          schema.put("minLength", least);
          schema.put("maxLength", least + random.nextInt(30));
        }
      }
      return schema;
    }

    private String pick(String... all) {
      return all[random.nextInt(all.length)];
    }

    private ObjectNode values() {
      ObjectNode schema = NODES.objectNode();
      if (chance(3)) {
        return schema.put("const", random.nextInt(9));
      }
      schema.putArray("enum").add("a").add(random.nextInt(9)).addNull().add(chance(2));
      return schema;
    }

    private ObjectNode object(int depth) {
      ObjectNode schema = schema("object");
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = schema.putArray("required");
      int count = random.nextInt(4);
      for (int i = 0; i < count; i++) {
        String name = "p" + i;
        properties.set(name, any(depth + 1));
        if (chance(2)) {
          required.add(name);
        }
      }
      switch (random.nextInt(5)) {
        case 0 -> schema.put("additionalProperties", false);
        case 1 -> schema.set("additionalProperties", any(depth + 1));
        case 2 -> schema.putObject("patternProperties").set("^x-[a-z]{3}$", any(depth + 1));
        case 3 -> schema.put("minProperties", count + random.nextInt(3));
        default -> schema.put("maxProperties", Math.max(required.size(), random.nextInt(4)));
      }
      if (count > 0 && chance(4)) {
        schema.putObject("dependencies").putArray("p0").add("p" + (count - 1));
        schema.remove("maxProperties");
      }
      return schema;
    }

    private ObjectNode array(int depth) {
      ObjectNode schema = schema("array");
      if (chance(4)) {
        schema.putArray("items").add(any(depth + 1)).add(any(depth + 1));
        return schema;
      }
      boolean digits = chance(2);
      schema.set(
          "items", digits ? schema("integer").put("minimum", 0).put("maximum", 9) : any(depth + 1));
      int least = random.nextInt(4);
      schema.put("minItems", least).put("maxItems", least + random.nextInt(3));
      if (digits) {
        schema.put("uniqueItems", true);
        if (least > 0) {
          schema.putObject("contains").put("minimum", 5);
        }
      }
      return schema;
    }

    private ObjectNode allOf(int depth) {
      ObjectNode schema = NODES.objectNode();
      ArrayNode parts = schema.putArray("allOf");
      for (String name : List.of("left", "right")) {
        ObjectNode part = parts.addObject().put("type", "object");
        part.putObject("properties").set(name, any(depth + 1));
        if (chance(2)) {
          part.putArray("required").add(name);
        }
      }
      return schema;
    }

    /** Branches that a value tells apart, so that one of them fits alone. */
    private ObjectNode choice(int depth) {
      ObjectNode schema = NODES.objectNode();
      ArrayNode branches = schema.putArray(chance(2) ? "oneOf" : "anyOf");
      for (String kind : List.of("a", "b", "c")) {
        ObjectNode branch = branches.addObject().put("type", "object");
        ObjectNode properties = branch.putObject("properties");
        properties.putObject("kind").put("const", kind);
        properties.set("value", any(depth + 1));
        branch.putArray("required").add("kind");
      }
      if (chance(3)) {
        branches.addObject().put("type", "null");
      }
      if (chance(3)) {
        schema.putObject("if").putObject("properties").putObject("kind").put("const", "a");
        schema.putObject("then").putArray("required").add("value");
        schema.putObject("else").putArray("required");
      }
      return schema;
    }
  }
}
