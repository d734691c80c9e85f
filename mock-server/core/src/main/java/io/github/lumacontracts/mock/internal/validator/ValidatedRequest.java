package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import java.util.List;
import java.util.Optional;

/**
 * A request and what is wrong with it.
 *
 * @param challenge present if credentials are missing; value for {@code WWW-Authenticate}, which
 *     may be empty
 * @param json the body, if it was read as JSON; nobody may write into it
 */
public record ValidatedRequest(
    StubRequest request,
    Optional<String> challenge,
    List<Violation> violations,
    Optional<JsonNode> json) {
  public ValidatedRequest {
    violations = List.copyOf(violations);
  }

  /** Makes one whose body was not read. */
  public ValidatedRequest(
      StubRequest request, Optional<String> challenge, List<Violation> violations) {
    this(request, challenge, violations, Optional.empty());
  }

  public boolean isValid() {
    return violations.isEmpty()
        || violations.stream().noneMatch(v -> v.severity() == Violation.Severity.ERROR);
  }

  /** Returns the violation of the content type, if that is what is wrong. */
  public Optional<Violation> contentTypeViolation() {
    return violations.stream()
        .filter(violation -> violation.code().equals(BodyCheck.CONTENT_TYPE_CODE))
        .findFirst();
  }
}
