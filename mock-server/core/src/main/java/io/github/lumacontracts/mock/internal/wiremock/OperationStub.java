package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.common.Metadata;
import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.MountedOperation;
import io.github.lumacontracts.mock.internal.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The answer to one request in the shape of a stub, so that the request journal, delays and
 * verification treat it like any other. It is never stored and matches nothing else.
 */
final class OperationStub extends StubMapping {
  private final transient Engine.Answer answer;

  OperationStub(Engine.Answer answer) {
    super(RequestPattern.ANYTHING, WireResponse.of(answer.response(), answer.disturbance()));
    this.answer = answer;
    setName(answer.name());
    setId(UUID.fromString(answer.id()));
    answer
        .operation()
        .flatMap(MountedOperation::operationId)
        .ifPresent(
            id -> {
              Metadata metadata = new Metadata();
              metadata.put("operationId", id);
              setMetadata(metadata);
            });
  }

  // Not named like properties, or the journal would show them.

  Engine.Answer answer() {
    return answer;
  }

  List<Violation> violations() {
    return answer.violations();
  }

  List<Violation> responseViolations() {
    return answer.responseViolations();
  }

  boolean byDocument() {
    return answer.operation().isPresent();
  }

  boolean known() {
    return answer.known();
  }

  Optional<String> problem() {
    return answer.problem().map(Problem::summary);
  }
}
