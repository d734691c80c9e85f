package io.github.lumacontracts.spec.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * A named example of what an operation answers, or of what a callback sends.
 *
 * @param status of the answer, empty for a callback
 */
record ShownExample(String status, String name, Node value) {

  /** Returns the examples of all answers of an operation, in the order of the document. */
  static List<ShownExample> ofAnswers(Document document, Element operation) {
    return responses(document, operation)
        .flatMap(response -> of(document, response.element(), response.status()))
        .toList();
  }

  /** Returns the examples of the bodies that a callback sends. */
  static List<ShownExample> ofCallback(Document document, Element callback) {
    return Callbacks.operations(document, callback)
        .flatMap(operation -> operation.children(Kind.REQUEST_BODY))
        .flatMap(body -> document.resolve(body).stream())
        .flatMap(body -> of(document, body, ""))
        .toList();
  }

  /** Returns the answers of an operation that say that it worked. */
  static Stream<Element> successes(Document document, Element operation) {
    return responses(document, operation)
        .filter(response -> response.status().startsWith("2"))
        .map(Response::element);
  }

  private record Response(String status, Element element) {}

  private static Stream<Response> responses(Document document, Element operation) {
    return operation
        .children(Kind.RESPONSES)
        .flatMap(responses -> responses.children(Kind.RESPONSE))
        .flatMap(
            response ->
                document.resolve(response).stream()
                    .map(found -> new Response(response.name(), found)));
  }

  private static Stream<ShownExample> of(Document document, Element holder, String status) {
    return holder
        .children(Kind.MEDIA_TYPE)
        .flatMap(content -> content.children(Kind.EXAMPLE))
        .flatMap(
            example ->
                document.resolve(example).stream()
                    .flatMap(found -> found.node().member("value").stream())
                    .map(value -> new ShownExample(status, example.name(), value)));
  }

  boolean isSuccess() {
    return status.startsWith("2");
  }

  /** Returns whether a task is in it; what refuses tells of none. */
  boolean isOfTask() {
    return isSuccess() || status.isEmpty();
  }
}
