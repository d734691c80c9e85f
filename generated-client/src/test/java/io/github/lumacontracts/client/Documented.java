package io.github.lumacontracts.client;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.lumacontracts.spec.Provider;
import java.util.ArrayList;
import java.util.List;

/** What the tests need of a provider's document. */
final class Documented {
  private final JsonNode root;

  Documented(Provider provider) {
    try {
      root = new YAMLMapper().readTree(provider.documentText());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The document of " + provider + " is not YAML", e);
    }
  }

  /** A body that somebody sends: an answer of the provider, or a webhook if there is no status. */
  record Example(String operation, String status, String name, JsonNode body) {
    int statusCode() {
      return Integer.parseInt(status.replace("XX", "00"));
    }
  }

  /** Returns an operation; missing if the document has none of this id. */
  JsonNode operation(String id) {
    for (JsonNode path : root.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.path("operationId").asText().equals(id)) {
          return operation;
        }
      }
    }
    return MissingNode.getInstance();
  }

  /** Returns the schema of the body that an operation takes, of its first media type. */
  JsonNode body(JsonNode operation) {
    var content = operation.path("requestBody").path("content").elements();
    return content.hasNext() ? resolve(content.next().get("schema")) : MissingNode.getInstance();
  }

  /** Returns the answers of all operations. */
  List<Example> answers() {
    List<Example> examples = new ArrayList<>();
    for (JsonNode path : root.get("paths")) {
      for (JsonNode operation : path) {
        for (var response : operation.path("responses").properties()) {
          add(
              examples,
              operation.get("operationId").asText(),
              response.getKey(),
              response.getValue());
        }
      }
    }
    return examples;
  }

  List<Example> webhooks() {
    List<Example> examples = new ArrayList<>();
    for (JsonNode callback : root.at("/components/callbacks")) {
      for (JsonNode address : callback) {
        JsonNode operation = address.path("post");
        add(examples, operation.get("operationId").asText(), "", operation.get("requestBody"));
      }
    }
    return examples;
  }

  private void add(List<Example> examples, String operation, String status, JsonNode message) {
    for (JsonNode content : resolve(message).path("content")) {
      for (var example : content.path("examples").properties()) {
        JsonNode body = resolve(example.getValue()).get("value");
        examples.add(new Example(operation, status, example.getKey(), body));
      }
    }
  }

  /** Returns the node, or what its {@code $ref} leads to. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref")
        ? root.at(JsonPointer.compile(node.get("$ref").asText().substring(1)))
        : node;
  }
}
