package io.github.lumacontracts.mock.internal;

import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.document.ApiDocument;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.DocumentReader;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import io.github.lumacontracts.mock.internal.router.Router;
import io.github.lumacontracts.mock.internal.steering.Steering;
import io.github.lumacontracts.mock.internal.validator.ValidatedRequest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The server's own API below {@code /__admin/luma}: routed and checked by its OpenAPI document as
 * any other, answered by what there is instead of by examples. The document is read at the first
 * request, since most servers are never steered. Safe for threads.
 */
public final class SteeringApi {
  /** Below this path everything is the steering API's, and no stub's. */
  public static final String PATH = "/__admin/luma";

  private static final String DOCUMENT_PATH = PATH + "/openapi.yaml";
  private static final String RESOURCE = "/META-INF/openapi/steering.yaml";

  private final Steering steering;
  private volatile @Nullable Compiled compiled;

  private record Compiled(ApiDocument document, Router<MountedOperation> router) {}

  public SteeringApi(Steering steering) {
    this.steering = steering;
  }

  /** Returns whether a path, still encoded, is one of this API. */
  public static boolean isBelow(String path) {
    return path.startsWith(PATH)
        && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
  }

  /** Answers a request to a path of this API. */
  Engine.Answer answer(StubRequest request) {
    Compiled api = compiled();
    Router.Match<MountedOperation> match = api.router().find(request.method(), request.path());
    if (match instanceof Router.Found<MountedOperation> found) {
      return found.target().operation().path().equals(DOCUMENT_PATH)
          ? Engine.Answer.of(found.target(), text(api.document()), List.of())
          : answer(request, found.target(), found.pathParameters());
    }
    return Engine.Answer.unknown(
        match instanceof Router.NoMethod<MountedOperation>
            ? Problem.noMethod(request.method(), request.path())
            : Problem.of(
                ProblemType.NO_PATH_MATCHED_ERROR,
                "There is nothing at "
                    + request.path()
                    + ". "
                    + DOCUMENT_PATH
                    + " describes what there is."));
  }

  private Engine.Answer answer(
      StubRequest request, MountedOperation target, Map<String, String> path) {
    List<Violation> violations = List.of();
    try {
      ValidatedRequest validated = target.compiled().validator().validate(request, path);
      violations = validated.violations();
      if (!validated.isValid()) {
        return Engine.Answer.refused(target, invalid(target, validated), violations);
      }
      return Engine.Answer.of(
          target, steering.answer(target.operationId().orElseThrow(), request, path), violations);
    } catch (ProblemException e) {
      return Engine.Answer.refused(target, e.problem(), violations);
    }
  }

  /** As everywhere, but with what is wrong told in a sentence too. */
  private static Problem invalid(MountedOperation target, ValidatedRequest request) {
    if (request.contentTypeViolation().isPresent()) {
      return Problem.of(
          ProblemType.INVALID_CONTENT_TYPE,
          request.contentTypeViolation().get().message()
              + (target.operation().body().isEmpty()
                  ? ". Send no body."
                  : ". Send JSON, and say so: Content-Type: application/json."));
    }
    Problem usual = Problem.invalidRequest(request.violations());
    String detail =
        request.violations().stream().map(Violation::message).collect(Collectors.joining(". "));
    return new Problem(usual.type(), usual.title(), detail + ".", usual.extras(), usual.headers());
  }

  private static StubResponse text(ApiDocument document) {
    return new StubResponse(
        200,
        List.of(new Header("content-type", "application/yaml")),
        document.text().getBytes(StandardCharsets.UTF_8));
  }

  private Compiled compiled() {
    Compiled known = compiled;
    if (known == null) {
      // Two first requests at once read it twice; the results are the same.
      known = compile();
      compiled = known;
    }
    return known;
  }

  private static Compiled compile() {
    URL resource = Objects.requireNonNull(SteeringApi.class.getResource(RESOURCE), RESOURCE);
    ApiDocument document = DocumentReader.read("steering.yaml", resource, false);
    MountedDocument mounted =
        new MountedDocument(document, "steering", "", false, Generation.STATIC);
    Router<MountedOperation> router = new Router<>();
    for (ApiOperation operation : document.operations()) {
      router.add(operation.method(), operation.path(), new MountedOperation(mounted, operation));
    }
    return new Compiled(document, router);
  }
}
