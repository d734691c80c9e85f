package io.github.lumacontracts.mock;

import java.util.List;
import java.util.Optional;

/**
 * A request and its answer, told to whoever listens. Holds no header and no body, so no secret.
 * Immutable.
 *
 * @param path without the query
 * @param matched method and path template of the operation, or the name of the stub that answered
 * @param violations what is wrong with the request
 * @param responseViolations what is wrong with the answer
 */
public record Exchange(
    String method,
    String path,
    Optional<String> matched,
    int status,
    List<Violation> violations,
    List<Violation> responseViolations) {
  public Exchange {
    violations = List.copyOf(violations);
    responseViolations = List.copyOf(responseViolations);
  }

  /** An exchange whose answer is as the document wants it. */
  public Exchange(
      String method,
      String path,
      Optional<String> matched,
      int status,
      List<Violation> violations) {
    this(method, path, matched, status, violations, List.of());
  }
}
