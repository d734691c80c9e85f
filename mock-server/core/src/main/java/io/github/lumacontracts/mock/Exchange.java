package io.github.lumacontracts.mock;

import java.util.List;
import java.util.Optional;

/**
 * A request and its answer, told to whoever listens. Holds no header and no body, so no secret.
 * Immutable.
 *
 * @param path without the query
 * @param matched method and path template of the operation, or the name of the stub that answered
 */
public record Exchange(
    String method, String path, Optional<String> matched, int status, List<Violation> violations) {
  public Exchange {
    violations = List.copyOf(violations);
  }
}
