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
import io.github.lumacontracts.mock.internal.steering.SiteGuard;
import io.github.lumacontracts.mock.internal.steering.SteeredWorlds;
import io.github.lumacontracts.mock.internal.steering.Steering;
import io.github.lumacontracts.mock.internal.validator.ValidatedRequest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The server's own API below {@code /__admin/luma}: routed and checked by its OpenAPI document as
 * any other, answered by what there is instead of by examples; and its page. The document is read
 * at the first request, since most servers are never steered. Safe for threads.
 */
public final class SteeringApi {
  /** Below this path everything is the steering API's, and no stub's. */
  public static final String PATH = "/__admin/luma";

  /** Longest body of a request. */
  public static final int MAX_BODY_BYTES = 64 * 1024;

  private static final String DOCUMENT_PATH = PATH + "/openapi.yaml";
  private static final String RESOURCE = "/META-INF/openapi/steering.yaml";

  private final Optional<Steering> steering;
  private final SiteGuard guard;
  private volatile @Nullable Compiled compiled;

  private record Compiled(ApiDocument document, Router<MountedOperation> router) {}

  /**
   * Makes it.
   *
   * @param worlds missing where tasks do not live, so that there is nothing to steer
   * @param host on which the server listens
   */
  public SteeringApi(Optional<SteeredWorlds> worlds, String host) {
    this.steering = worlds.map(Steering::new);
    this.guard = new SiteGuard(host);
  }

  /** Returns whether a path, still encoded, is one of this API. */
  public static boolean isBelow(String path) {
    return path.startsWith(PATH)
        && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
  }

  /**
   * Returns whether there is a page for a request.
   *
   * @param anyone whether others may have it than those that ask for HTML by name
   */
  public boolean hasPageFor(String method, Optional<String> accept, boolean anyone) {
    String types = accept.orElse("*/*").toLowerCase(Locale.ROOT);
    return steering.isPresent()
        && (method.equals("GET") || method.equals("HEAD"))
        && (types.contains("text/html") || (anyone && types.contains("*/*")));
  }

  /** Returns the page. */
  public StubResponse page(StubRequest request) {
    Optional<Problem> refusal = guard.refusalOfVisit(request);
    if (refusal.isPresent()) {
      return refusal.get().toResponse();
    }
    try {
      return steering.orElseThrow().page(request);
    } catch (ProblemException e) {
      return e.problem().toResponse();
    }
  }

  /** Answers a request to a path of this API. */
  public StubResponse answer(StubRequest request) {
    Compiled api = compiled();
    String path = request.path().equals(PATH + "/") ? PATH : request.path();
    Router.Match<MountedOperation> match = api.router().find(request.method(), path);
    boolean looks =
        request.method().equals("GET") && (path.equals(PATH) || path.equals(DOCUMENT_PATH));
    Optional<Problem> refusal = looks ? guard.refusalOfVisit(request) : guard.refusal(request);
    if (refusal.isPresent()) {
      return refusal.get().toResponse();
    }
    if (match instanceof Router.Found<MountedOperation> found) {
      return found.target().operation().path().equals(DOCUMENT_PATH)
          ? text(api.document())
          : answer(request, found.target(), found.pathParameters());
    }
    return match instanceof Router.NoMethod<MountedOperation>
        ? Problem.noMethod(request.method(), request.path()).toResponse()
        : nothing("There is nothing at " + request.path() + ".");
  }

  private static StubResponse nothing(String detail) {
    return Problem.of(
            ProblemType.NOT_FOUND, detail + " " + DOCUMENT_PATH + " describes what there is.")
        .toResponse();
  }

  private StubResponse answer(
      StubRequest request, MountedOperation target, Map<String, String> path) {
    if (steering.isEmpty()) {
      return nothing(
          "There is nothing to steer: tasks do not live on a server that was told so, or whose"
              + " answers are dynamic, ignore examples or come from an upstream server.");
    }
    if (request.body().length > MAX_BODY_BYTES) {
      return Problem.of(
              ProblemType.REQUEST_ENTITY_TOO_LARGE,
              "The request body is longer than " + MAX_BODY_BYTES + " bytes.")
          .toResponse();
    }
    try {
      ValidatedRequest validated = target.compiled().validator().validate(request, path);
      return validated.isValid()
          ? steering.get().answer(target.operationId().orElseThrow(), request, path)
          : invalid(target, validated).toResponse();
    } catch (ProblemException e) {
      return e.problem().toResponse();
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
