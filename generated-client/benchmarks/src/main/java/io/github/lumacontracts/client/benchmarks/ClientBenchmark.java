package io.github.lumacontracts.client.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.Task;
import io.github.lumacontracts.client.TaskSnapshot;
import io.github.lumacontracts.client.VideoRequest;
import io.github.lumacontracts.client.vapi.model.AspectRatio;
import io.github.lumacontracts.client.vapi.model.Generation;
import io.github.lumacontracts.client.vapi.model.GenerationRequest;
import io.github.lumacontracts.client.vapi.model.SubmittedGeneration;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a call of {@link LumaClient} costs beside the same call of a bare {@link HttpClient} with
 * Jackson, which reads the answer into the same class, from a server that answers at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
@Fork(5)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class ClientBenchmark {
  private static final Task TASK = Task.of(Provider.VAPI, "e70fdf3c-ce95-4b1d-9f6c-2a1d1f2b3c4d");

  private InstantServer server;
  private LumaClient luma;
  private HttpClient http;
  private ObjectMapper mapper;

  @Setup
  public void prepare() {
    server = new InstantServer(InstantServer.COMPLETED);
    luma = LumaClient.builder(Provider.VAPI).apiKey("test-key").baseUrl(server.url()).build();
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    mapper = new ObjectMapper();
  }

  @TearDown
  public void close() {
    luma.close();
    server.close();
  }

  @Benchmark
  public TaskSnapshot fetchLuma() {
    return luma.fetch(TASK);
  }

  @Benchmark
  public Generation fetchBare() throws IOException, InterruptedException {
    HttpRequest request = bare("/luma/generations/" + TASK.id()).build();
    byte[] answer = http.send(request, BodyHandlers.ofByteArray()).body();
    return mapper.readValue(answer, Generation.class);
  }

  @Benchmark
  public Task submitLuma() {
    return luma.submit(VideoRequest.of("a paper boat").aspectRatio("16:9").loop(true));
  }

  @Benchmark
  public SubmittedGeneration submitBare() throws IOException, InterruptedException {
    GenerationRequest body =
        GenerationRequest.builder()
            .userPrompt("a paper boat")
            .aspectRatio(AspectRatio._16_9)
            .loop(true)
            .build();
    HttpRequest request =
        bare("/luma/generations")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
            .build();
    byte[] answer = http.send(request, BodyHandlers.ofByteArray()).body();
    return mapper.readValue(answer, SubmittedGeneration.class);
  }

  private HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer test-key")
        .header("Accept", "application/json")
        .header("User-Agent", "luma-contracts-java");
  }

  /** Runs it with the options of JMH, and says what the layer adds. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .parent(new CommandLineOptions(args))
                    .include(ClientBenchmark.class.getSimpleName())
                    .build())
            .run();
    Map<String, Double> micros = new TreeMap<>();
    for (RunResult result : results) {
      micros.put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    for (String call : new String[] {"fetch", "submit"}) {
      Double bare = micros.get(call + "Bare");
      Double layer = micros.get(call + "Luma");
      if (bare != null && layer != null) {
        System.out.printf("%s: %.3f of the bare call%n", call, layer / bare);
      }
    }
  }
}
