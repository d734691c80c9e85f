package io.github.lumacontracts.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.erosb.jsonsKema.FormatValidationPolicy;
import com.github.erosb.jsonsKema.JsonParser;
import com.github.erosb.jsonsKema.SchemaLoader;
import com.github.erosb.jsonsKema.ValidationFailure;
import com.github.erosb.jsonsKema.Validator;
import com.github.erosb.jsonsKema.ValidatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether requests and answers are valid by the document. It shares no code with the engine:
 * its JSON Schema validator is json-sKema, where the engine's is another.
 */
final class Judge {
  private final Contract contract;

  Judge(Contract contract) {
    this.contract = contract;
  }

  /** Returns what is wrong with the request, nothing if it is valid. */
  List<String> problems(Contract.Operation operation, SentRequest request) throws IOException {
    List<String> problems = new ArrayList<>();
    if (!request.method().equals(operation.method())) {
      problems.add("method is " + request.method() + ", expected " + operation.method());
    }
    pathProblems(operation, request, problems);
    queryProblems(operation, request, problems);
    String authorization = request.headers().get("Authorization");
    if (!Credentials.isWrittenAs(contract, authorization)) {
      problems.add("Authorization is " + authorization);
    }
    bodyProblems(operation, request, problems);
    return problems;
  }

  /** Returns what is wrong with the answer, nothing if it is valid. */
  List<String> problems(Contract.Operation operation, int status, String body)
      throws JsonProcessingException {
    List<Contract.Answer> documented =
        operation.answers().filter(answer -> answer.covers(status)).toList();
    if (documented.isEmpty()) {
      return List.of("status " + status + " is not in the document: " + body);
    }
    JsonNode value = new ObjectMapper().readTree(body);
    if (status >= 400) {
      return documented.stream().anyMatch(answer -> answer.value().equals(value))
          ? List.of()
          : List.of("no error of the document for status " + status + ": " + body);
    }
    return schemaProblems(operation.schema(documented.get(0).statusKey()), value).stream()
        .map(problem -> "answer: " + problem + " in " + body)
        .toList();
  }

  /** Returns whether the request is one to this operation, as far as method and path tell. */
  static boolean isFor(Contract.Operation operation, SentRequest request) {
    return request.method().equals(operation.method())
        && request.path().matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+"));
  }

  private void pathProblems(
      Contract.Operation operation, SentRequest request, List<String> problems) {
    StringBuilder pattern = new StringBuilder();
    List<String> names = new ArrayList<>();
    Matcher template = Pattern.compile("\\{([^}]+)}").matcher(operation.path());
    int end = 0;
    while (template.find()) {
      pattern.append(Pattern.quote(operation.path().substring(end, template.start())));
      pattern.append("([^/]+)");
      names.add(template.group(1));
      end = template.end();
    }
    pattern.append(Pattern.quote(operation.path().substring(end)));
    Matcher path = Pattern.compile(pattern.toString()).matcher(request.path());
    if (!path.matches()) {
      problems.add("path is " + request.path() + ", expected " + operation.path());
      return;
    }
    for (JsonNode parameter : operation.parameters("path")) {
      String raw = path.group(names.indexOf(parameter.get("name").asText()) + 1);
      String value = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
      schemaProblems(parameter.get("schema"), JsonNodeFactory.instance.textNode(value))
          .forEach(problem -> problems.add("path parameter: " + problem));
    }
  }

  private void queryProblems(
      Contract.Operation operation, SentRequest request, List<String> problems) {
    List<String> known = new ArrayList<>();
    for (JsonNode parameter : operation.parameters("query")) {
      String name = parameter.get("name").asText();
      JsonNode value = null;
      if (parameter.path("x-indexed").asBoolean()) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (Map.Entry<String, String> pair : request.query()) {
          if (pair.getKey().equals(name + "[" + items.size() + "]")) {
            items.add(pair.getValue());
            known.add(pair.getKey());
          }
        }
        value = items.isEmpty() ? null : items;
      } else {
        for (Map.Entry<String, String> pair : request.query()) {
          if (pair.getKey().equals(name)) {
            value = JsonNodeFactory.instance.textNode(pair.getValue());
            known.add(name);
          }
        }
      }
      if (value != null) {
        schemaProblems(parameter.get("schema"), value)
            .forEach(problem -> problems.add("query parameter " + name + ": " + problem));
      } else if (parameter.path("required").asBoolean()) {
        problems.add("query parameter " + name + " is missing");
      }
    }
    for (Map.Entry<String, String> pair : request.query()) {
      if (!known.contains(pair.getKey())) {
        problems.add("query parameter " + pair.getKey() + " is not in the document");
      }
    }
  }

  private void bodyProblems(
      Contract.Operation operation, SentRequest request, List<String> problems) throws IOException {
    List<Map.Entry<String, JsonNode>> bodies = operation.bodies();
    if (bodies.isEmpty()) {
      if (request.body().length > 0) {
        problems.add("there is a body, expected none");
      }
      return;
    }
    String mediaType = request.mediaType().orElse("none");
    for (Map.Entry<String, JsonNode> body : bodies) {
      if (body.getKey().equals(mediaType)) {
        JsonNode schema = contract.resolve(body.getValue().get("schema"));
        JsonNode value =
            mediaType.startsWith("multipart/") ? typed(schema, request.value()) : request.value();
        schemaProblems(body.getValue().get("schema"), value)
            .forEach(problem -> problems.add("body: " + problem));
        value
            .fieldNames()
            .forEachRemaining(
                name -> {
                  if (!schema.get("properties").has(name)) {
                    problems.add("body: " + name + " is not in the document");
                  }
                });
        return;
      }
    }
    problems.add("content type is " + mediaType);
  }

  /** Parts of a form are texts; a boolean part is turned into what the schema speaks of. */
  private JsonNode typed(JsonNode schema, JsonNode form) {
    ObjectNode typed = form.deepCopy();
    for (Map.Entry<String, JsonNode> part : form.properties()) {
      JsonNode property = contract.resolve(schema.get("properties").path(part.getKey()));
      String text = part.getValue().asText();
      if (property.path("type").asText().equals("boolean")
          && (text.equals("true") || text.equals("false"))) {
        typed.put(part.getKey(), text.equals("true"));
      }
    }
    return typed;
  }

  private List<String> schemaProblems(JsonNode schema, JsonNode value) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.putArray("allOf").add(schema);
    root.set("components", contract.root().get("components"));
    ValidationFailure failure =
        Validator.create(
                new SchemaLoader(
                        new JsonParser(
                                root.toString(), URI.create("https://contract.invalid/schema"))
                            .parse())
                    .load(),
                new ValidatorConfig(FormatValidationPolicy.ALWAYS))
            .validate(
                new JsonParser(value.toString(), URI.create("https://contract.invalid/value"))
                    .parse());
    return failure == null ? List.of() : List.of(failure.toString());
  }
}
