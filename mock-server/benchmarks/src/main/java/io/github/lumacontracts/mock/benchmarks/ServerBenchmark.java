package io.github.lumacontracts.mock.benchmarks;

import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Starts one server after the other on one core, loads it from another, and prints tables in
 * Markdown: requests per second, latencies, start and memory, and each as a ratio to the first
 * peer.
 *
 * <p>Options as {@code --name=value}: {@code jar} (the stub server's), {@code former} (that of an
 * earlier build, to be measured beside it), {@code java} (flags of both for the virtual machine,
 * with blanks between), {@code prism} (command that starts Prism; it is left out if this is empty),
 * {@code warmup} seconds for each kind of request and {@code seconds} of each measurement, {@code
 * million} (requests before the second look at memory, 0 for none), {@code only} (part of a
 * contestant's name).
 */
public final class ServerBenchmark {
  private static final int MOST_CONNECTIONS = 32;
  private static final List<Integer> CONNECTIONS = List.of(1, MOST_CONNECTIONS);

  private final Map<String, String> options;
  private final Path folder;

  private ServerBenchmark(Map<String, String> options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    options.put("jar", "mock-server/cli/target/luma-mock.jar");
    options.put("former", "");
    options.put("java", "");
    options.put("prism", "");
    options.put("warmup", "15");
    options.put("seconds", "10");
    options.put("million", "1000000");
    options.put("only", "");
    for (String arg : args) {
      String[] nameAndValue = arg.replaceFirst("^--", "").split("=", 2);
      if (nameAndValue.length != 2 || !options.containsKey(nameAndValue[0])) {
        System.err.println(
            "Unknown option " + arg + ". Options are --name=value with " + options.keySet() + ".");
        System.exit(2);
      }
      options.put(nameAndValue[0], nameAndValue[1]);
    }
    for (String option : List.of("jar", "former")) {
      String jar = Objects.requireNonNull(options.get(option));
      if (!jar.isEmpty() && !Files.isRegularFile(Path.of(jar))) {
        System.err.println(
            "No file " + jar + ". Build it first, or name it with --" + option + "=FILE.");
        System.exit(1);
      }
    }
    new ServerBenchmark(options, Files.createTempDirectory("luma-mock-benchmarks")).run();
  }

  private void run() throws IOException, InterruptedException {
    String document = Provider.VAPI.documentText();
    List<Workload> workloads =
        List.of(Workload.small(folder, document), Workload.large(folder, document));
    for (Workload workload : workloads) {
      Map<String, Row> rows = new LinkedHashMap<>();
      for (Contestant contestant : contestants()) {
        if (contestant.name().contains(option("only"))) {
          System.err.println(workload.name() + ": " + contestant.name());
          rows.put(contestant.name(), measure(contestant, workload));
        }
      }
      print(workload, rows);
    }
  }

  private List<Contestant> contestants() {
    List<Contestant> contestants = new ArrayList<>();
    if (!option("prism").isEmpty()) {
      List<String> command = new ArrayList<>(List.of(option("prism").split(" ", -1)));
      command.addAll(List.of("mock", "-p", "{port}", "-v", "silent", "{document}"));
      contestants.add(new Contestant("Prism", command, true));
    }
    if (!option("former").isEmpty()) {
      contestants.add(stubServer("luma-mock before", option("former")));
    }
    contestants.add(stubServer("luma-mock", option("jar")));
    String self = System.getProperty("java.class.path");
    contestants.add(
        Contestant.java(
            "stock WireMock",
            true,
            List.of("-cp", self),
            StockWireMock.class.getName(),
            "{port}",
            "{document}"));
    contestants.add(
        Contestant.java(
            "bare Jetty", false, List.of("-cp", self), BareJetty.class.getName(), "{port}"));
    return contestants;
  }

  private Contestant stubServer(String name, String jar) {
    List<String> flags =
        option("java").isEmpty() ? List.of() : List.of(option("java").split(" ", -1));
    return Contestant.java(
        name, true, flags, "-jar", jar, "mock", "-p", "{port}", "-v", "silent", "{document}");
  }

  /** What one server showed. */
  private record Row(
      double startSeconds,
      long startMib,
      long laterMib,
      Map<String, LoadGenerator.Result> results) {
    LoadGenerator.Result result(String kind) {
      return Objects.requireNonNull(results.get(kind));
    }
  }

  private String option(String name) {
    return Objects.requireNonNull(options.get(name));
  }

  private Row measure(Contestant contestant, Workload workload)
      throws IOException, InterruptedException {
    int port = freePort();
    try (ServerProcess server = ServerProcess.start(contestant, workload, port)) {
      long startMib = server.residentMib();
      Map<String, LoadGenerator.Result> results = new LinkedHashMap<>();
      for (Workload.Kind kind : workload.kinds()) {
        int status = contestant.validates() ? kind.status() : 0;
        // With all connections, so that the code is compiled before anything is measured.
        load(port, kind, status, MOST_CONNECTIONS, "0", option("warmup"), 0);
        for (int connections : CONNECTIONS) {
          results.put(
              kind.name() + ", " + connections,
              load(port, kind, status, connections, "1", option("seconds"), 0));
        }
      }
      long million = Long.parseLong(option("million"));
      if (million > 0) {
        load(port, workload.kinds().get(0), 0, MOST_CONNECTIONS, "0", "3600", million);
      }
      return new Row(server.startSeconds(), startMib, server.residentMib(), results);
    }
  }

  private LoadGenerator.Result load(
      int port,
      Workload.Kind kind,
      int status,
      int connections,
      String warmup,
      String seconds,
      long requests)
      throws IOException, InterruptedException {
    Path request = Files.write(folder.resolve("request"), kind.bytes(port));
    List<String> command = new ArrayList<>(ServerProcess.pinned(1));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LoadGenerator.class.getName(),
            String.valueOf(port),
            String.valueOf(connections),
            warmup,
            seconds,
            String.valueOf(requests),
            String.valueOf(status),
            request.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The load generator failed on " + kind);
    }
    LoadGenerator.Result result = LoadGenerator.Result.parse(line);
    if (result.wrong() > 0) {
      throw new IllegalStateException(
          result.wrong() + " answers to " + kind + " had another status than " + status);
    }
    return result;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void print(Workload workload, Map<String, Row> rows) {
    Row first = rows.values().iterator().next();
    String peer = rows.keySet().iterator().next();
    System.out.println("\n### " + workload.name() + "\n");
    System.out.println("| request, connections | " + String.join(" | ", rows.keySet()) + " |");
    System.out.println("|---" + "|---".repeat(rows.size()) + "|");
    for (String kind : first.results().keySet()) {
      StringBuilder line = new StringBuilder("| " + kind);
      for (Row row : rows.values()) {
        LoadGenerator.Result result = row.result(kind);
        line.append(
            String.format(
                Locale.ROOT,
                " | %,.0f/s (%s) p50 %s p99 %s",
                result.perSecond(),
                ratio(result.perSecond() / first.result(kind).perSecond()),
                milliseconds(result.p50()),
                milliseconds(result.p99())));
      }
      System.out.println(line + " |");
    }
    StringBuilder start = new StringBuilder("| start to first right answer");
    StringBuilder memory = new StringBuilder("| memory after start, after the load");
    for (Row row : rows.values()) {
      start.append(
          String.format(
              Locale.ROOT,
              " | %.2f s (%s)",
              row.startSeconds(),
              ratio(row.startSeconds() / first.startSeconds())));
      memory.append(
          String.format(Locale.ROOT, " | %d MiB, %d MiB", row.startMib(), row.laterMib()));
    }
    System.out.println(start + " |");
    System.out.println(memory + " |");
    System.out.println("\nIn brackets: ratio to " + peer + ".");
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f ×" : "%.0f ×", value);
  }

  private static String milliseconds(double microseconds) {
    return String.format(Locale.ROOT, "%.2f ms", microseconds / 1000);
  }
}
