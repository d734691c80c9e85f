package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A callback is sent to the address that the request named. */
final class Callbacks implements Rule {

  @Override
  public String id() {
    return "callbacks";
  }

  @Override
  public String demand() {
    return "Each callback's address is an expression for a property of the request.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    for (Element callback : document.all(Kind.CALLBACK)) {
      callback
          .children(Kind.PATH_ITEM)
          .forEach(path -> check(document, callback, path, violations));
    }
    return violations;
  }

  private static void check(
      Document document, Element callback, Element path, List<Violation> violations) {
    List<String> texts = RuntimeExpression.candidates(path.name());
    List<RuntimeExpression> expressions =
        texts.stream().flatMap(text -> RuntimeExpression.parse(text).stream()).toList();
    if (texts.isEmpty() || expressions.size() < texts.size()) {
      violations.add(
          new Violation(
              path.node(),
              "The address \"" + path.name() + "\" is not a runtime expression in braces.",
              "such as {$request.body#/notify_hook}; known are " + RuntimeExpression.FORMS,
              "correct the expression."));
      return;
    }
    for (RuntimeExpression expression : expressions) {
      for (Element operation : users(document, callback)) {
        if (!ExpressionTarget.exists(document, operation, Stream.empty(), expression)) {
          violations.add(
              new Violation(
                  path.node(),
                  "The request of \"%s\" has nothing at \"%s\"."
                      .formatted(
                          operation.node().text("operationId").orElse(operation.node().pointer()),
                          path.name()),
                  "a property of the request body, or a declared parameter or header",
                  "correct the expression, or describe the property in the request's schema."));
        }
      }
    }
  }

  /** Returns what a callback sends, the callback being a reference or not. */
  static Stream<Element> operations(Document document, Element callback) {
    return document.resolve(callback).stream()
        .flatMap(found -> found.children(Kind.PATH_ITEM))
        .flatMap(path -> path.children(Kind.OPERATION));
  }

  private static List<Element> users(Document document, Element callback) {
    return document
        .places(callback)
        .flatMap(place -> place.parent().stream())
        .filter(parent -> parent.is(Kind.OPERATION))
        .toList();
  }
}
