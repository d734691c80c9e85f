package io.github.lumacontracts.spec.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A link tells the client and the stub server where the id of a task is and who takes it. */
final class Links implements Rule {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String id() {
    return "links";
  }

  @Override
  public String demand() {
    return "Each link names an operation, its parameters, and values that the response has.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    for (Element link : document.all(Kind.LINK)) {
      if (link.node().reference().isEmpty()) {
        check(document, link, violations);
      }
    }
    return violations;
  }

  private static void check(Document document, Element link, List<Violation> violations) {
    Optional<String> id = link.node().text("operationId");
    Optional<Element> target =
        document.all(Kind.OPERATION).stream()
            .filter(operation -> id.equals(operation.node().text("operationId")))
            .filter(operation -> id.isPresent() && !operation.isIncoming())
            .findFirst();
    if (target.isEmpty()) {
      violations.add(
          new Violation(
              link.node().member("operationId").orElse(link.node()),
              id.map(name -> "No operation has the operationId \"" + name + "\".")
                  .orElse("The link names no operationId."),
              "one of "
                  + document.all(Kind.OPERATION).stream()
                      .filter(operation -> !operation.isIncoming())
                      .flatMap(operation -> operation.node().text("operationId").stream())
                      .sorted()
                      .collect(Collectors.joining(", ")),
              "correct operationId; operationRef is not used here."));
    } else {
      parameters(document, link, target.get(), violations);
      requestBody(document, link, target.get(), violations);
    }
    Stream.concat(
            link.node().member("parameters").stream(), link.node().member("requestBody").stream())
        .flatMap(Links::texts)
        .forEach(value -> expressions(document, link, value, violations));
  }

  private static void parameters(
      Document document, Element link, Element target, List<Violation> violations) {
    List<Element> declared = ExpressionTarget.parameters(document, target).toList();
    Map<String, Node> given = link.node().member("parameters").map(Node::members).orElse(Map.of());
    given.forEach(
        (name, value) -> {
          if (declared.stream().noneMatch(parameter -> isNamed(parameter, name))) {
            violations.add(
                new Violation(
                    value,
                    "The operation \"%s\" has no parameter \"%s\"."
                        .formatted(target.node().text("operationId").orElse(""), name),
                    "one of "
                        + declared.stream()
                            .flatMap(parameter -> parameter.node().text("name").stream())
                            .collect(Collectors.joining(", ")),
                    "correct the name; in.name tells two of one name apart."));
          }
        });
    for (Element parameter : declared) {
      boolean required =
          parameter
              .node()
              .member("required")
              .filter(is -> Boolean.TRUE.equals(is.content()))
              .isPresent();
      if (required && given.keySet().stream().noneMatch(name -> isNamed(parameter, name))) {
        violations.add(
            new Violation(
                link.node(),
                "The link gives no value for the required parameter \""
                    + parameter.node().text("name").orElse("")
                    + "\".",
                "an expression such as $response.body#/id",
                "add it under parameters."));
      }
    }
  }

  /** Swagger Parser drops a request body that is not a string, so the JSON stands in quotes. */
  private static void requestBody(
      Document document, Element link, Element target, List<Violation> violations) {
    Optional<Node> body = link.node().member("requestBody");
    if (body.isEmpty() || body.flatMap(Node::text).flatMap(RuntimeExpression::parse).isPresent()) {
      return;
    }
    Optional<Set<String>> members = body.flatMap(Node::text).flatMap(Links::members);
    if (members.isEmpty()) {
      violations.add(
          new Violation(
              body.get(),
              "The request body of the link is not a string that holds a JSON object.",
              "such as '{\"ids\": [\"{$response.body#/id}\"]}', since parsers drop anything else",
              "write the body as JSON in single quotes, expressions in braces."));
      return;
    }
    for (String member : members.get()) {
      RuntimeExpression expression = new RuntimeExpression("request", "body", "/" + member);
      if (!ExpressionTarget.exists(document, target, Stream.empty(), expression)) {
        violations.add(
            new Violation(
                body.get(),
                "The request of \"%s\" has no member \"%s\"."
                    .formatted(target.node().text("operationId").orElse(""), member),
                "members that the schema of the target's request describes",
                "correct the spelling."));
      }
    }
  }

  private static Optional<Set<String>> members(String json) {
    try {
      JsonNode body = JSON.readTree(json);
      return body.isObject() ? Optional.of(fieldNames(body)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty(); // told as a violation by the caller
    }
  }

  private static Set<String> fieldNames(JsonNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean isNamed(Element parameter, String name) {
    String plain = parameter.node().text("name").orElse("");
    return name.equals(plain) || name.equals(parameter.node().text("in").orElse("") + "." + plain);
  }

  private static Stream<Node> texts(Node node) {
    return node.text().isPresent()
        ? Stream.of(node)
        : Stream.concat(node.members().values().stream(), node.items().stream())
            .flatMap(Links::texts);
  }

  private static void expressions(
      Document document, Element link, Node value, List<Violation> violations) {
    for (String text : RuntimeExpression.candidates(value.text().orElse(""))) {
      Optional<RuntimeExpression> expression = RuntimeExpression.parse(text);
      if (expression.isEmpty()) {
        violations.add(
            new Violation(
                value,
                "\"" + text + "\" is not a runtime expression.",
                RuntimeExpression.FORMS,
                "correct the expression."));
        continue;
      }
      document
          .places(link)
          .flatMap(place -> place.parent().stream())
          .filter(parent -> parent.is(Kind.RESPONSE))
          .filter(
              response ->
                  document.operationsOf(response).stream()
                      .anyMatch(
                          operation ->
                              !ExpressionTarget.exists(
                                  document, operation, Stream.of(response), expression.get())))
          .forEach(
              response ->
                  violations.add(
                      new Violation(
                          value,
                          "\"%s\" points to nothing that the response at %s, or its request, has."
                              .formatted(text, response.node().pointer()),
                          "a pointer to a property of the body's schema, or a declared parameter"
                              + " or header",
                          "correct the pointer, or describe the property in the schema.")));
    }
  }
}
