package io.github.lumacontracts.mock.internal;

import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.callback.Callback;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;
import io.github.lumacontracts.mock.internal.forwarder.Forwarder;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import io.github.lumacontracts.mock.internal.router.Router;
import io.github.lumacontracts.mock.internal.validator.ValidatedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers requests from documents. Compiled once, then only read; safe for threads. */
public final class Engine {
  /** Longest request body, as in Prism. */
  public static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  private static final String ADMIN = "__admin";
  private static final List<Header> CORS_FOR_ANYONE = corsHeaders("*", "*");

  private final Router<MountedOperation> router = new Router<>();
  private final Router<MountedDocument> references = new Router<>();
  private final List<MountedOperation> operations = new ArrayList<>();
  private final MockServerOptions options;
  private final Optional<Forwarder> forwarder;

  /**
   * What the engine says to a request.
   *
   * @param known whether a document, or the server itself, knows the path and method
   * @param operation missing if there is none
   * @param violations empty if the request is as the document wants it
   * @param responseViolations empty if the answer is as the document wants it
   * @param callbacks to be sent once the answer is
   * @param pathParameters decoded, for the callbacks
   */
  public record Answer(
      StubResponse response,
      boolean known,
      Optional<MountedOperation> operation,
      List<Violation> violations,
      List<Violation> responseViolations,
      List<Callback> callbacks,
      Map<String, String> pathParameters) {

    /** Returns method and path template of the operation, or a word for what answered. */
    public String name() {
      return operation.map(MountedOperation::name).orElse(known ? "server" : "no operation");
    }

    /** Returns a UUID that is the same for all answers of this name. */
    public String id() {
      return operation.map(MountedOperation::id).orElseGet(() -> MountedOperation.idOf(name()));
    }

    static Answer of(MountedOperation operation, StubResponse response, List<Violation> all) {
      return new Answer(
          response, true, Optional.of(operation), all, List.of(), List.of(), Map.of());
    }

    static Answer ofServer(StubResponse response) {
      return new Answer(
          response, true, Optional.empty(), List.of(), List.of(), List.of(), Map.of());
    }

    static Answer unknown(StubResponse response, List<Violation> all) {
      return new Answer(response, false, Optional.empty(), all, List.of(), List.of(), Map.of());
    }

    Answer with(List<Callback> following, Map<String, String> parameters) {
      return new Answer(
          response, known, operation, violations, responseViolations, following, parameters);
    }

    Answer plus(List<Header> headers) {
      return new Answer(
          response.plus(headers),
          known,
          operation,
          violations,
          responseViolations,
          callbacks,
          pathParameters);
    }
  }

  /**
   * Compiles documents into one server.
   *
   * @throws MockServerException if two documents claim one method and path
   */
  public Engine(List<MountedDocument> documents, MockServerOptions options) {
    this.options = options;
    this.forwarder =
        options
            .upstream()
            .map(
                upstream ->
                    new Forwarder(upstream, options.upstreamTimeout(), options.upstreamProxy()));
    for (MountedDocument document : documents) {
      mount(document);
    }
  }

  private void mount(MountedDocument document) {
    references.add("GET", document.referencePath(), document);
    document
        .document()
        .operations()
        .forEach(
            operation -> {
              MountedOperation mounted = new MountedOperation(document, operation);
              boolean reachable = false;
              for (String base : basePaths(mounted)) {
                reachable |= claim(mounted, base + operation.path());
              }
              if (reachable) {
                operations.add(mounted);
              }
            });
  }

  /** The mount's base path, and below it the path of each server if the mount asks for that. */
  private static Set<String> basePaths(MountedOperation mounted) {
    Set<String> paths = new LinkedHashSet<>();
    paths.add(mounted.document().basePath());
    if (mounted.document().serverPaths()) {
      mounted
          .operation()
          .serverPaths()
          .forEach(path -> paths.add(mounted.document().basePath() + path));
    }
    return paths;
  }

  private boolean claim(MountedOperation mounted, String path) {
    String method = mounted.operation().method();
    if (path.equals("/" + ADMIN) || path.startsWith("/" + ADMIN + "/")) {
      throw new MockServerException(
          mounted.document().document().name()
              + ": the path "
              + path
              + " belongs to the server's own admin API. Mount the document below a base path:"
              + " /base="
              + mounted.document().document().name());
    }
    Optional<MountedOperation> other = router.add(method, path, mounted);
    if (other.isEmpty()) {
      return true;
    }
    if (!other.get().document().equals(mounted.document())) {
      throw new MockServerException(
          mounted.document().document().name()
              + " and "
              + other.get().document().document().name()
              + " both claim "
              + method
              + " "
              + path
              + ". Mount one of them below a base path: /base="
              + mounted.document().document().name());
    }
    return false;
  }

  /** Returns the operations that can be reached, in the order of documents and paths. */
  public List<MountedOperation> operations() {
    return List.copyOf(operations);
  }

  /** Answers a request, whatever it is. */
  public Answer answer(StubRequest request) {
    Answer answer = isPreflight(request) ? preflight(request) : route(request);
    return options.cors() ? answer.plus(corsHeaders(request)) : answer;
  }

  private Answer route(StubRequest request) {
    Router.Match<MountedOperation> match = router.find(request.method(), request.path());
    if (match instanceof Router.Found<MountedOperation> found) {
      return answer(request, found);
    }
    if (references.find(request.method(), request.path())
        instanceof Router.Found<MountedDocument> found) {
      return Answer.ofServer(reference(found.target()));
    }
    Problem problem =
        match instanceof Router.NoMethod<MountedOperation>
            ? Problem.noMethod(request.method(), request.path())
            : Problem.noPath(request.path());
    return forwarder.isPresent() && !options.errors()
        ? forwardUnknown(forwarder.get(), request)
        : Answer.unknown(problem.toResponse(), List.of());
  }

  private Answer answer(StubRequest request, Router.Found<MountedOperation> found) {
    MountedOperation target = found.target();
    if (request.body().length > MAX_BODY_BYTES) {
      Problem problem =
          Problem.of(
              ProblemType.REQUEST_ENTITY_TOO_LARGE,
              "The request body is longer than " + MAX_BODY_BYTES + " bytes.");
      return Answer.of(target, problem.toResponse(), List.of());
    }
    List<Violation> violations = List.of();
    try {
      CompiledOperation compiled = target.compiled();
      if (forwarder.isPresent()) {
        return forward(forwarder.get(), request, found, compiled);
      }
      var validated = compiled.validator().validate(request, found.pathParameters());
      violations = validated.violations();
      return mock(validated, found, compiled);
    } catch (ProblemException e) {
      return Answer.of(target, e.problem().toResponse(), violations);
    }
  }

  private Answer mock(
      ValidatedRequest validated, Router.Found<MountedOperation> found, CompiledOperation compiled)
      throws ProblemException {
    Selection selection = compiled.negotiator().negotiate(validated);
    StubResponse response = compiled.generator().generate(selection);
    OutputCheck.Verdict verdict = compiled.output().ofStatic(selection, response);
    Answer answer = checked(found.target(), response, validated.violations(), verdict);
    // What failed has started nothing that could report back.
    return compiled.callbacks().isEmpty()
            || answer.response().status() >= 400
            || CallbackSender.isCallback(validated.request())
        ? answer
        : answer.with(compiled.callbacks(), found.pathParameters());
  }

  // proxy

  private Answer forward(
      Forwarder upstream,
      StubRequest request,
      Router.Found<MountedOperation> found,
      CompiledOperation compiled) {
    MountedOperation target = found.target();
    List<Violation> violations = List.of();
    try {
      ValidatedRequest validated = validate(request, found, compiled);
      violations = validated.violations();
      if (options.errors() && !validated.isValid()) {
        throw new ProblemException(
            validated.challenge().isPresent()
                ? Problem.unauthorized(validated.challenge().get())
                : Problem.invalidRequest(violations));
      }
      StubResponse response = upstream.forward(request);
      if (response.status() == 501) { // what the server does not have yet, the document has
        return mock(validated, found, compiled);
      }
      if (target.operation().deprecated()) {
        response = response.plus(List.of(new Header("deprecation", "true")));
      }
      return checked(target, response, violations, compiled.output().ofForwarded(response));
    } catch (ProblemException e) {
      return Answer.of(target, e.problem().toResponse(), violations);
    }
  }

  /**
   * A body that cannot be read is for the upstream server to refuse, unless errors are asked for.
   */
  private ValidatedRequest validate(
      StubRequest request, Router.Found<MountedOperation> found, CompiledOperation compiled)
      throws ProblemException {
    if (!options.validateRequests()) {
      return compiled.validator().validateSecurity(request);
    }
    try {
      return compiled.validator().validate(request, found.pathParameters());
    } catch (ProblemException e) {
      if (options.errors()) {
        throw e;
      }
      ValidatedRequest secure = compiled.validator().validateSecurity(request);
      List<Violation> violations = new ArrayList<>(secure.violations());
      violations.add(Violation.error(List.of("body"), "", e.problem().detail()));
      return new ValidatedRequest(request, secure.challenge(), violations);
    }
  }

  private static Answer forwardUnknown(Forwarder upstream, StubRequest request) {
    List<Violation> violations =
        List.of(Violation.warning(List.of(), "", "Selected route not found"));
    try {
      StubResponse response = upstream.forward(request);
      return Answer.unknown(response.plus(ViolationHeader.of(violations, List.of())), violations);
    } catch (ProblemException e) {
      return Answer.unknown(e.problem().toResponse(), violations);
    }
  }

  /** Reports what is wrong, or sends that instead of a wrong answer. */
  private Answer checked(
      MountedOperation target,
      StubResponse response,
      List<Violation> violations,
      OutputCheck.Verdict verdict) {
    List<Violation> errors =
        options.errors()
            ? verdict.violations().stream().filter(Violation::isError).toList()
            : List.of();
    StubResponse sent =
        errors.isEmpty()
            ? response
            : Problem.violations(errors.stream().map(v -> v.in("response")).toList()).toResponse();
    return new Answer(
        sent.plus(verdict.header(violations)),
        true,
        Optional.of(target),
        violations,
        verdict.violations(),
        List.of(),
        Map.of());
  }

  private static StubResponse reference(MountedDocument document) {
    String text = document.document().text();
    boolean json = text.stripLeading().startsWith("{");
    return new StubResponse(
        200,
        List.of(new Header("content-type", json ? "application/json" : "application/yaml")),
        text.getBytes(StandardCharsets.UTF_8));
  }

  // CORS

  private boolean isPreflight(StubRequest request) {
    return options.cors()
        && request.method().equals("OPTIONS")
        && request.header("origin").isPresent()
        && request.header("access-control-request-method").isPresent();
  }

  private static Answer preflight(StubRequest request) {
    StubResponse response =
        StubResponse.empty(204)
            .plus(
                List.of(
                    new Header(
                        "Access-Control-Allow-Methods",
                        request.header("access-control-request-method").orElse("*")),
                    new Header("Vary", "origin"),
                    new Header("Content-Length", "0")));
    return Answer.ofServer(response);
  }

  private static List<Header> corsHeaders(StubRequest request) {
    Optional<String> origin = request.header("origin");
    Optional<String> headers = request.header("access-control-request-headers");
    return origin.isEmpty() && headers.isEmpty()
        ? CORS_FOR_ANYONE
        : corsHeaders(origin.orElse("*"), headers.orElse("*"));
  }

  private static List<Header> corsHeaders(String origin, String headers) {
    return List.of(
        new Header("Access-Control-Allow-Origin", origin),
        new Header("Access-Control-Allow-Headers", headers),
        new Header("Access-Control-Allow-Credentials", "true"),
        new Header("Access-Control-Expose-Headers", "*"));
  }
}
