package io.github.lumacontracts.mock.internal;

import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.callback.CallbackPlan;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.forwarder.Forwarder;
import io.github.lumacontracts.mock.internal.http.Disturbance;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.negotiator.Preferences;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import io.github.lumacontracts.mock.internal.router.Router;
import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import io.github.lumacontracts.mock.internal.task.TaskAnswer;
import io.github.lumacontracts.mock.internal.task.TaskEngine;
import io.github.lumacontracts.mock.internal.task.TaskRole;
import io.github.lumacontracts.mock.internal.task.TaskSettings;
import io.github.lumacontracts.mock.internal.task.TaskStoreException;
import io.github.lumacontracts.mock.internal.validator.TooComplexException;
import io.github.lumacontracts.mock.internal.validator.ValidatedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers requests from documents. Compiled once, then only read; safe for threads. */
public final class Engine {
  /** Longest request body, as in Prism. */
  public static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  private static final String ADMIN = "__admin";
  private static final List<Header> CORS_FOR_ANYONE = corsHeaders("*", "*", "*");

  private final Router<MountedOperation> router = new Router<>();
  private final Router<MountedDocument> references = new Router<>();
  private final List<MountedOperation> operations = new ArrayList<>();
  private final boolean servesRoot;
  private final MockServerOptions options;
  private final Optional<Forwarder> forwarder;
  private final Optional<TaskEngine> tasks;

  /**
   * What the engine says to a request.
   *
   * @param known whether a document, or the server itself, knows the path and method
   * @param operation missing if there is none
   * @param violations empty if the request is as the document wants it
   * @param responseViolations empty if the answer is as the document wants it
   * @param problem the error, if it is not the document that answers
   * @param forwarded whether an upstream server answered
   * @param callbacks what is to follow
   * @param disturbance what goes wrong on the way of the answer
   */
  public record Answer(
      StubResponse response,
      boolean known,
      Optional<MountedOperation> operation,
      List<Violation> violations,
      List<Violation> responseViolations,
      Optional<Problem> problem,
      boolean forwarded,
      Optional<CallbackPlan> callbacks,
      Optional<Disturbance> disturbance) {

    private Answer(
        StubResponse response,
        boolean known,
        Optional<MountedOperation> operation,
        List<Violation> violations,
        Optional<Problem> problem) {
      this(
          response,
          known,
          operation,
          violations,
          List.of(),
          problem,
          false,
          Optional.empty(),
          Optional.empty());
    }

    /** Returns method and path template of the operation, or a word for what answered. */
    public String name() {
      return operation.map(MountedOperation::name).orElse(known ? "server" : "no operation");
    }

    /** Returns a UUID that is the same for all answers of this name. */
    public String id() {
      return operation.map(MountedOperation::id).orElseGet(() -> MountedOperation.idOf(name()));
    }

    static Answer of(MountedOperation operation, StubResponse response, List<Violation> all) {
      return new Answer(response, true, Optional.of(operation), all, Optional.empty());
    }

    static Answer refused(MountedOperation operation, Problem problem, List<Violation> all) {
      return new Answer(
          problem.toResponse(), true, Optional.of(operation), all, Optional.of(problem));
    }

    static Answer ofServer(StubResponse response) {
      return new Answer(response, true, Optional.empty(), List.of(), Optional.empty());
    }

    static Answer ofUpstream(StubResponse response, List<Violation> all) {
      return new Answer(
          response,
          false,
          Optional.empty(),
          all,
          List.of(),
          Optional.empty(),
          true,
          Optional.empty(),
          Optional.empty());
    }

    static Answer unknown(Problem problem) {
      return new Answer(
          problem.toResponse(), false, Optional.empty(), List.of(), Optional.of(problem));
    }

    Answer plus(List<Header> headers) {
      return new Answer(
          response.plus(headers),
          known,
          operation,
          violations,
          responseViolations,
          problem,
          forwarded,
          callbacks,
          disturbance);
    }

    Answer followedBy(CallbackPlan plan) {
      return new Answer(
          response,
          known,
          operation,
          violations,
          responseViolations,
          problem,
          forwarded,
          Optional.of(plan),
          disturbance);
    }

    Answer disturbed(Optional<Disturbance> how) {
      return how.isEmpty()
          ? this
          : new Answer(
              response,
              known,
              operation,
              violations,
              responseViolations,
              problem,
              forwarded,
              callbacks,
              how);
    }
  }

  /**
   * Compiles documents into one server.
   *
   * @throws MockServerException if two documents claim one method and path
   */
  public Engine(List<MountedDocument> documents, MockServerOptions options) {
    this(documents, options, Optional.empty());
  }

  /**
   * Compiles documents into one server where tasks live.
   *
   * @param tasks missing if every request is answered on its own
   * @throws MockServerException if two documents claim one method and path
   */
  public Engine(
      List<MountedDocument> documents, MockServerOptions options, Optional<TaskSettings> tasks) {
    this.options = options;
    this.tasks = tasks.map(TaskEngine::new);
    this.forwarder =
        options
            .upstream()
            .map(
                upstream ->
                    new Forwarder(upstream, options.upstreamTimeout(), options.upstreamProxy()));
    this.servesRoot = documents.stream().anyMatch(document -> document.basePath().isEmpty());
    for (MountedDocument document : documents) {
      mount(document);
    }
  }

  private void mount(MountedDocument document) {
    references.add("GET", document.referencePath(), document);
    references.add("HEAD", document.referencePath(), document);
    List<ApiOperation> documented = document.document().operations();
    List<MountedOperation> reachable = new ArrayList<>();
    // Of paths that fit a request equally well, Prism takes the one that comes last.
    for (int i = documented.size() - 1; i >= 0; i--) {
      MountedOperation mounted = new MountedOperation(document, documented.get(i));
      boolean claimed = false;
      for (String base : basePaths(mounted)) {
        claimed |= claim(mounted, base + mounted.operation().path());
      }
      if (claimed) {
        reachable.add(mounted);
      }
    }
    Collections.reverse(reachable);
    operations.addAll(reachable);
    tasks.ifPresent(engine -> engine.add(document.id(), documented));
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
    if (path.equals("/" + ADMIN)
        || path.startsWith("/" + ADMIN + "/")
        || MediaAddresses.isMedia(path)) {
      throw new MockServerException(
          mounted.document().document().name()
              + ": the path "
              + path
              + " belongs to the server's own "
              + (MediaAddresses.isMedia(path) ? "videos" : "admin API")
              + ". Mount the document below a base path:"
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

  /** Returns the path templates of an operation: below the mount, and below each server's path. */
  public List<String> paths(MountedOperation operation) {
    return basePaths(operation).stream().map(base -> base + operation.operation().path()).toList();
  }

  /** Returns the operations that can be reached, in the order of documents and paths. */
  public List<MountedOperation> operations() {
    return List.copyOf(operations);
  }

  /** Whether a document is mounted at the root, so that unknown paths there are its own. */
  public boolean servesRoot() {
    return servesRoot;
  }

  /** Whether a document has an operation at a path, of whatever method. */
  public boolean claims(String path) {
    return !(router.find("GET", path) instanceof Router.NoPath<MountedOperation>);
  }

  /** Returns what answers from tasks, unless every request is answered on its own. */
  public Optional<TaskEngine> tasks() {
    return tasks;
  }

  /** Answers a request, whatever it is. */
  public Answer answer(StubRequest request) {
    Answer answer = isPreflight(request) ? preflight(request) : route(request);
    return options.cors() ? answer.plus(corsHeaders(request)) : answer;
  }

  private Answer route(StubRequest request) {
    Router.Match<MountedOperation> match = router.find(request.method(), request.path());
    if (match instanceof Router.Found<MountedOperation> found) {
      return ServerCheck.problem(request, found.target())
          .map(problem -> unknown(request, problem))
          .orElseGet(() -> answer(request, found));
    }
    if (references.find(request.method(), request.path())
        instanceof Router.Found<MountedDocument> found) {
      return Answer.ofServer(reference(found.target()));
    }
    Problem problem =
        match instanceof Router.NoMethod<MountedOperation>
            ? Problem.noMethod(request.method(), request.path())
            : Problem.noPath(request.path());
    return unknown(request, problem);
  }

  private Answer answer(StubRequest request, Router.Found<MountedOperation> found) {
    MountedOperation target = found.target();
    if (request.body().length > MAX_BODY_BYTES) {
      Problem problem =
          Problem.of(
              ProblemType.REQUEST_ENTITY_TOO_LARGE,
              "The request body is longer than " + MAX_BODY_BYTES + " bytes.");
      return Answer.refused(target, problem, List.of());
    }
    List<Violation> violations = List.of();
    try {
      CompiledOperation compiled = target.compiled();
      ValidatedRequest validated = validate(request, found, compiled);
      violations = validated.violations();
      return forwarder.isPresent()
          ? forward(forwarder.get(), validated, found, compiled)
          : mock(validated, found, compiled);
    } catch (ProblemException e) {
      return Answer.refused(target, e.problem(), violations);
    } catch (TooComplexException e) {
      return Answer.refused(target, tooComplex(String.valueOf(e.getMessage())), violations);
    } catch (TaskStoreException e) {
      Problem problem =
          Problem.of(ProblemType.TASK_STORE_UNAVAILABLE, String.valueOf(e.getMessage()));
      return Answer.refused(target, problem, violations);
    } catch (StackOverflowError e) {
      return Answer.refused(
          target, tooComplex("The schema contains itself without an end."), violations);
    }
  }

  private Answer mock(
      ValidatedRequest validated, Router.Found<MountedOperation> found, CompiledOperation compiled)
      throws ProblemException {
    Selection selection = compiled.negotiator().negotiate(validated);
    Optional<TaskRole> role = tasks.flatMap(engine -> engine.role(found.target().operation()));
    if (role.isPresent() && validated.isValid()) {
      Optional<Answer> answer = live(role.get(), validated, found, compiled, selection);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    StubResponse response = compiled.generator().generate(selection);
    OutputCheck.Verdict verdict = compiled.output().ofMocked(selection, response);
    Answer answer = checked(found.target(), response, validated.violations(), verdict, false);
    // What failed has started nothing that could report back.
    return compiled.callbacks().isEmpty()
            || answer.response().status() >= 400
            || CallbackSender.isCallback(validated.request())
        ? answer
        : answer.followedBy(
            new CallbackPlan(compiled.callbacks(), found.pathParameters(), selection.generation()));
  }

  /** Answers from tasks, unless the client has chosen an answer or the usual one is right. */
  private Optional<Answer> live(
      TaskRole role,
      ValidatedRequest validated,
      Router.Found<MountedOperation> found,
      CompiledOperation compiled,
      Selection usual)
      throws ProblemException {
    Preferences preferences = Preferences.of(validated.request());
    if (preferences.chooseAnswer()) {
      return Optional.empty();
    }
    Optional<TaskAnswer> answer =
        tasks.orElseThrow().answer(role, validated, found.pathParameters(), preferences, usual);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    TaskAnswer task = answer.get();
    if (task.undocumented().isPresent()) {
      return Optional.of(
          Answer.of(
                  found.target(),
                  task.undocumented().get().plus(task.headers()),
                  validated.violations())
              .disturbed(task.disturbance()));
    }
    StubResponse example = compiled.generator().generate(task.selection());
    StubResponse response =
        new StubResponse(example.status(), example.headers(), task.body().orElse(example.body()))
            .with(task.headers());
    OutputCheck.Verdict verdict =
        task.value().isPresent()
            ? compiled.output().ofChanged(task.selection(), example, task.value().get())
            : compiled.output().ofMocked(task.selection(), response);
    return Optional.of(
        checked(found.target(), response, validated.violations(), verdict, false)
            .disturbed(task.disturbance()));
  }

  /** Reports what is wrong, or sends that instead of a wrong answer. */
  private Answer checked(
      MountedOperation target,
      StubResponse response,
      List<Violation> violations,
      OutputCheck.Verdict verdict,
      boolean forwarded) {
    Optional<Problem> problem = options.errors() ? verdict.problem() : Optional.empty();
    return new Answer(
        problem.map(Problem::toResponse).orElse(response).plus(verdict.header(violations)),
        true,
        Optional.of(target),
        violations,
        verdict.violations(),
        problem,
        forwarded,
        Optional.empty(),
        Optional.empty());
  }

  // proxy

  private Answer forward(
      Forwarder upstream,
      ValidatedRequest validated,
      Router.Found<MountedOperation> found,
      CompiledOperation compiled)
      throws ProblemException {
    if (options.errors() && !validated.isValid()) {
      throw new ProblemException(
          validated.challenge().isPresent()
              ? Problem.unauthorized(validated.challenge().get())
              : Problem.invalidRequest(validated.violations()));
    }
    StubResponse response = upstream.forward(validated.request());
    if (response.status() == 501) { // what the server does not have yet, the document has
      return mock(validated, found, compiled);
    }
    if (found.target().operation().deprecated()) {
      response = response.plus(List.of(new Header("deprecation", "true")));
    }
    return checked(
        found.target(),
        response,
        validated.violations(),
        compiled.output().ofForwarded(response),
        true);
  }

  private ValidatedRequest validate(
      StubRequest request, Router.Found<MountedOperation> found, CompiledOperation compiled)
      throws ProblemException {
    if (!options.validateRequests()) {
      return compiled.validator().validateSecurity(request);
    }
    try {
      return compiled.validator().validate(request, found.pathParameters());
    } catch (ProblemException e) {
      if (forwarder.isEmpty() || options.errors()) {
        throw e;
      }
      // A body that cannot be read is for the upstream server to refuse.
      ValidatedRequest secure = compiled.validator().validateSecurity(request);
      List<Violation> violations = new ArrayList<>(secure.violations());
      violations.add(Violation.error(List.of("body"), "", e.problem().detail()));
      return new ValidatedRequest(request, secure.challenge(), violations);
    }
  }

  /** What no document knows may still be known upstream. */
  private Answer unknown(StubRequest request, Problem problem) {
    if (forwarder.isEmpty() || options.errors()) {
      return Answer.unknown(problem);
    }
    List<Violation> violations =
        List.of(Violation.warning(List.of(), "", "Selected route not found"));
    try {
      StubResponse response = forwarder.get().forward(request);
      return Answer.ofUpstream(
          response.plus(ViolationHeader.of(violations, List.of())), violations);
    } catch (ProblemException e) {
      return Answer.unknown(e.problem());
    }
  }

  private static Problem tooComplex(String detail) {
    return Problem.of(ProblemType.SCHEMA_TOO_COMPLEX, detail);
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
        && request.header("origin").filter(value -> !value.isEmpty()).isPresent()
        && request
            .header("access-control-request-method")
            .filter(value -> !value.isEmpty())
            .isPresent();
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

  /** Returns what lets a page of any origin read an answer. */
  public static List<Header> corsHeaders(StubRequest request) {
    String origin = orAny(request, "origin");
    String headers = orAny(request, "access-control-request-headers");
    String exposed = orAny(request, "access-control-expose-headers");
    return origin.equals("*") && headers.equals("*") && exposed.equals("*")
        ? CORS_FOR_ANYONE
        : corsHeaders(origin, headers, exposed);
  }

  private static String orAny(StubRequest request, String header) {
    return request.header(header).filter(value -> !value.isEmpty()).orElse("*");
  }

  private static List<Header> corsHeaders(String origin, String headers, String exposed) {
    return List.of(
        new Header("Access-Control-Allow-Origin", origin),
        new Header("Access-Control-Allow-Headers", headers),
        new Header("Access-Control-Allow-Credentials", "true"),
        new Header("Access-Control-Expose-Headers", exposed));
  }
}
