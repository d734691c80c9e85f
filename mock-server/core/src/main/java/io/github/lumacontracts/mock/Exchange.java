package io.github.lumacontracts.mock;

import java.util.List;
import java.util.Optional;

/**
 * A request and its answer, told to whoever listens. Holds no query, no body and no header but
 * {@code Accept}, so no secret. Immutable.
 *
 * @param path without the query
 * @param matched method and path template of the operation, or the name of the stub that answered
 * @param byDocument whether an operation of a document answered, and no stub nor the server itself
 * @param forwarded whether an upstream server answered
 * @param violations what is wrong with the request
 * @param responseViolations what is wrong with the answer
 * @param accept what the client wants to have
 * @param contentType of the answer; missing if it has no body
 * @param problem type and title of the error, if the server itself answered and not a document
 */
public record Exchange(
    String method,
    String path,
    Optional<String> matched,
    boolean byDocument,
    boolean forwarded,
    int status,
    List<Violation> violations,
    List<Violation> responseViolations,
    Optional<String> accept,
    Optional<String> contentType,
    Optional<String> problem) {
  public Exchange {
    violations = List.copyOf(violations);
    responseViolations = List.copyOf(responseViolations);
  }
}
