package io.github.lumacontracts.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A provider's document as the contract tests read it: its operations and what they document. */
final class Contract {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final Provider provider;
  private final JsonNode root;

  private Contract(Provider provider, JsonNode root) {
    this.provider = provider;
    this.root = root;
  }

  static Contract of(Provider provider) {
    return parse(provider, provider.documentText());
  }

  /** As {@link #of}, for another text of the document. */
  static Contract parse(Provider provider, String yaml) {
    try {
      return new Contract(provider, new YAMLMapper().readTree(yaml));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The document of " + provider + " is not YAML", e);
    }
  }

  static Stream<Contract> all() {
    return Arrays.stream(Provider.values()).map(Contract::of);
  }

  Provider provider() {
    return provider;
  }

  JsonNode root() {
    return root;
  }

  /** Returns the example of a parameter, the first one if it has several. */
  static JsonNode example(JsonNode parameter) {
    return parameter.has("examples")
        ? parameter.get("examples").elements().next().get("value")
        : parameter.path("example");
  }

  /** Returns where a server answers for this provider, also with a changed copy of the document. */
  URI on(MockServer server) {
    return URI.create(server.baseUri() + "/" + provider.slug());
  }

  /** Returns the node itself, or what its {@code $ref} leads to. */
  JsonNode resolve(JsonNode node) {
    JsonNode current = node;
    while (current.has("$ref")) {
      current = root.at(JsonPointer.compile(current.get("$ref").asText().substring(1)));
    }
    return current;
  }

  Stream<Operation> operations() {
    return root.get("paths").properties().stream()
        .flatMap(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .map(
                        method ->
                            new Operation(
                                this,
                                method.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                path.getValue().get(method))));
  }

  @Override
  public String toString() {
    return provider.slug();
  }

  /** One operation of the document. */
  record Operation(Contract contract, String method, String path, JsonNode node) {
    String id() {
      return node.get("operationId").asText();
    }

    /** Returns the path with the example of each path parameter in its place. */
    String samplePath() {
      String filled = path;
      for (JsonNode parameter : parameters("path")) {
        filled =
            filled.replace("{" + parameter.get("name").asText() + "}", example(parameter).asText());
      }
      return filled;
    }

    List<JsonNode> parameters(String in) {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode parameter : node.path("parameters")) {
        JsonNode resolved = contract.resolve(parameter);
        if (resolved.get("in").asText().equals(in)) {
          found.add(resolved);
        }
      }
      return found;
    }

    /** Returns the media types of the request body and their content, none if there is no body. */
    List<Map.Entry<String, JsonNode>> bodies() {
      return List.copyOf(contract.resolve(node.path("requestBody")).path("content").properties());
    }

    Stream<Request> requests() {
      if (bodies().isEmpty()) {
        return Stream.of(new Request(this, "", "no body", MissingNode.getInstance()));
      }
      return bodies().stream()
          .flatMap(
              body ->
                  body.getValue().get("examples").properties().stream()
                      .map(
                          example ->
                              new Request(
                                  this,
                                  body.getKey(),
                                  example.getKey(),
                                  contract.resolve(example.getValue()).get("value"))));
    }

    Stream<Answer> answers() {
      return node.get("responses").properties().stream()
          .flatMap(
              response ->
                  contract.resolve(response.getValue()).path("content").properties().stream()
                      .flatMap(
                          content ->
                              content.getValue().get("examples").properties().stream()
                                  .map(
                                      example ->
                                          new Answer(
                                              this,
                                              response.getKey(),
                                              content.getKey(),
                                              example.getKey(),
                                              contract.resolve(example.getValue()).get("value")))));
    }

    /** Returns the schema of an answer in JSON. */
    JsonNode schema(String statusKey) {
      return contract
          .resolve(node.get("responses").get(statusKey))
          .at("/content/application~1json/schema");
    }

    @Override
    public String toString() {
      return contract + " · " + method + " " + path;
    }
  }

  /** A documented request: one named example of one media type. */
  record Request(Operation operation, String mediaType, String example, JsonNode value) {
    @Override
    public String toString() {
      return operation + " · " + mediaType + " · " + example;
    }
  }

  /** A documented answer: one named example of one status and media type. */
  record Answer(
      Operation operation, String statusKey, String mediaType, String example, JsonNode value) {
    /** Returns a status that the key covers: 500 for {@code 5XX}. */
    int status() {
      return Integer.parseInt(statusKey.replace("XX", "00"));
    }

    boolean covers(int status) {
      return status == status() || statusKey.endsWith("XX") && status / 100 == status() / 100;
    }

    boolean isSuccess() {
      return status() < 400;
    }

    /** Returns the preference that makes a stub give this answer. */
    String preference() {
      return "code=" + status() + ", example=" + example;
    }

    @Override
    public String toString() {
      return operation + " · " + statusKey + " · " + example;
    }
  }
}
