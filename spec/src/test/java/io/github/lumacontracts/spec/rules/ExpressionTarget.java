package io.github.lumacontracts.spec.rules;

import java.util.List;
import java.util.stream.Stream;

/** Looks up what a runtime expression takes its value from. */
final class ExpressionTarget {
  private ExpressionTarget() {}

  /**
   * Returns whether the operation documents what the expression reads; response is a resolved one.
   */
  static boolean exists(
      Document document,
      Element operation,
      Stream<Element> responses,
      RuntimeExpression expression) {
    return switch (expression.message()) {
      case "request" -> inRequest(document, operation, expression);
      case "response" -> responses.anyMatch(response -> inResponse(document, response, expression));
      default -> true;
    };
  }

  private static boolean inRequest(
      Document document, Element operation, RuntimeExpression expression) {
    if (expression.part().equals("body")) {
      return operation
          .children(Kind.REQUEST_BODY)
          .flatMap(body -> document.resolve(body).stream())
          .anyMatch(body -> bodyHas(document, body, expression.name()));
    }
    return parameters(document, operation)
        .anyMatch(
            parameter ->
                parameter.node().text("in").filter(expression.part()::equals).isPresent()
                    && parameter
                        .node()
                        .text("name")
                        .filter(expression.name()::equalsIgnoreCase)
                        .isPresent());
  }

  private static boolean inResponse(
      Document document, Element response, RuntimeExpression expression) {
    return switch (expression.part()) {
      case "body" -> bodyHas(document, response, expression.name());
      case "header" ->
          response
              .children(Kind.HEADER)
              .anyMatch(header -> header.name().equalsIgnoreCase(expression.name()));
      default -> false; // a response has neither path nor query
    };
  }

  private static boolean bodyHas(Document document, Element holder, String pointer) {
    List<String> segments = Node.segments(pointer);
    return holder
        .children(Kind.MEDIA_TYPE)
        .flatMap(content -> content.children("schema"))
        .anyMatch(schema -> SchemaPath.has(document, schema, segments));
  }

  /** Returns the parameters of an operation, those of its path included. */
  static Stream<Element> parameters(Document document, Element operation) {
    return Stream.concat(
            operation.children(Kind.PARAMETER),
            operation.parent().stream().flatMap(path -> path.children(Kind.PARAMETER)))
        .flatMap(parameter -> document.resolve(parameter).stream());
  }
}
