package io.github.lumacontracts.mock.benchmarks;

import io.github.lumacontracts.mock.internal.document.ApiDocument;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.DocumentReader;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.negotiator.Negotiator;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.router.Router;
import io.github.lumacontracts.mock.internal.validator.RequestValidator;
import io.github.lumacontracts.mock.internal.validator.ValidatedRequest;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each step of a request costs without a server around it, in nanoseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class PipelineBenchmark {
  /** {@code vapi} has 5 operations, {@code large} is generated and has 1,000. */
  @Param({"vapi", "large"})
  public String document;

  @Param({"GET", "valid POST", "invalid POST"})
  public String request;

  private Router<Target> router;
  private StubRequest sent;
  private Target target;
  private Map<String, String> pathParameters;
  private ValidatedRequest validated;

  /** What is compiled for one operation. */
  private record Target(RequestValidator validator, Negotiator negotiator) {
    static Target of(ApiOperation operation) {
      return new Target(
          new RequestValidator(operation), new Negotiator(operation, Generation.STATIC));
    }
  }

  /** A request that has arrived. */
  private static final class Sent implements StubRequest {
    private final Workload.Kind kind;
    private final List<Header> headers =
        List.of(
            new Header("Authorization", "Bearer test-key"),
            new Header("Accept", "*/*"),
            new Header("Content-Type", "application/json"));
    private final byte[] body;

    Sent(Workload.Kind kind) {
      this.kind = kind;
      this.body = kind.body().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String method() {
      return kind.method();
    }

    @Override
    public String target() {
      return kind.path();
    }

    @Override
    public List<Header> headers() {
      return headers;
    }

    @Override
    public List<String> headers(String name) {
      return headers.stream()
          .filter(header -> header.name().equalsIgnoreCase(name))
          .map(Header::value)
          .toList();
    }

    @Override
    public byte[] body() {
      return body;
    }
  }

  /** Reads the document and takes each step once, so that the next one has its input. */
  @Setup
  public void prepare() throws IOException, ProblemException {
    Path folder = Files.createTempDirectory("luma-benchmarks");
    Workload workload =
        document.equals("vapi")
            ? Workload.small(folder, Provider.VAPI.documentText())
            : Workload.large(folder, Provider.VAPI.documentText());
    ApiDocument read =
        DocumentReader.read(workload.name(), workload.document().toUri().toURL(), false);
    router = new Router<>();
    for (ApiOperation operation : read.operations()) {
      router.add(operation.method(), operation.path(), Target.of(operation));
    }
    Workload.Kind kind =
        workload.kinds().stream()
            .filter(each -> each.name().equals(request))
            .findFirst()
            .orElseThrow();
    sent = new Sent(kind);
    if (!(router.find(sent.method(), sent.path()) instanceof Router.Found<Target> found)) {
      throw new IllegalStateException("No operation for " + kind.method() + " " + kind.path());
    }
    target = found.target();
    pathParameters = found.pathParameters();
    validated = validate();
    int status = negotiate().status();
    if (status != kind.status()) {
      throw new IllegalStateException(kind.name() + ": " + status + ", not " + kind.status());
    }
  }

  /** Finds the operation. */
  @Benchmark
  public Router.Match<?> route() {
    return router.find(sent.method(), sent.path());
  }

  /** Parses the body and checks it, the parameters and the credentials. */
  @Benchmark
  public ValidatedRequest validate() throws ProblemException {
    return target.validator().validate(sent, pathParameters);
  }

  /** Chooses the response. */
  @Benchmark
  public Selection negotiate() throws ProblemException {
    return target.negotiator().negotiate(validated);
  }
}
