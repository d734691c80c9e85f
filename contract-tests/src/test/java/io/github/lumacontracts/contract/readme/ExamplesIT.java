package io.github.lumacontracts.contract.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.MockLedger.Entry;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.spec.Provider;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The programs in generated-client/examples, each run as a user runs it, with nothing on the class
 * path but what README.md lists.
 */
@Timeout(120)
class ExamplesIT {
  private static final Path EXAMPLES = Path.of("../generated-client/examples");
  private static final Pattern NEEDED =
      Pattern.compile(
          ".*/(spec|generated-client)/target/[^/]*|.*/jackson-(databind|core|annotations)-[^/]*");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir private Path folder;
  private MockServer server;
  private Process program;

  @BeforeEach
  void start() {
    server =
        MockServer.start(MockServerOptions.builder().taskLength(Duration.ofSeconds(1)).build());
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (program != null) {
      program.destroyForcibly().waitFor();
    }
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void makes_a_video_with_each_provider_by_a_change_of_one_constant(Provider provider)
      throws Exception {
    Path example = switched("SwitchProvider.java", "VAPI", provider.name());

    assertThat(run(example)).isEqualTo(provider.title() + " made boat.mp4\n");
    assertThat(folder.resolve("boat.mp4")).isNotEmptyFile();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a paper boat         | APIFRAME | PT10M | done",
        "[scenario:failed]    | APIFRAME | PT10M | failed: The video could not be generated.",
        "[scenario:moderated] | VAPI     | PT10M | not allowed: Advanced prompt moderation failed",
        "[scenario:stuck]     | APIFRAME | PT2S  | not done yet: apiframe:ID",
      })
  void shows_how_a_task_gets_on_and_ends(String prompt, String provider, String longest, String end)
      throws Exception {
    Path example = switched("WaitWithProgress.java", "APIFRAME", provider);

    String printed = run(example, prompt, longest);

    List<String> lines = printed.replaceAll("[-0-9a-f]{36}", "ID").lines().toList();
    assertThat(lines.subList(0, lines.size() - 1))
        .isNotEmpty()
        .allMatch(line -> line.matches("[a-z]+:ID [A-Z]+( \\([a-z]+\\))?( [0-9]+ %)?"));
    assertThat(lines).endsWith(end);
  }

  @Test
  void is_told_by_webhooks() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    start(
        EXAMPLES.resolve("ReceiveWebhook.java"),
        String.valueOf(port),
        "http://127.0.0.1:" + port + "/");

    assertThat(Stream.generate(this::line).limit(4))
        .extracting(line -> line.replaceAll("[-0-9a-f]{36}", "ID"))
        .containsExactly(
            "apiframe:ID QUEUED (staged)",
            "apiframe:ID RUNNING (starting) 10 %",
            "apiframe:ID RUNNING (processing) 15 %",
            "apiframe:ID COMPLETED");
  }

  @Test
  void pays_once_although_it_is_killed_while_it_waits() throws Exception {
    Path example = EXAMPLES.resolve("ResumeAfterCrash.java");

    start(example);
    String waiting = line();
    program.destroyForcibly().waitFor();
    String resumed = run(example);

    assertThat(waiting).matches("waiting for ai302:luma_[-0-9a-f]{36}");
    assertThat(resumed).isEqualTo(waiting + "\nmade boat.mp4\n");
    assertThat(folder.resolve("boat.mp4")).isNotEmptyFile();
    assertThat(folder.resolve("task.txt")).doesNotExist();
    assertThat(server.world("").ledger().entries())
        .extracting(Entry::task)
        .containsExactly(waiting.replace("waiting for ai302:", ""));
  }

  @Test
  void are_under_forty_lines_each() throws IOException {
    try (Stream<Path> examples = Files.list(EXAMPLES)) {
      assertThat(examples)
          .hasSize(4)
          .allSatisfy(example -> assertThat(Files.readAllLines(example)).hasSizeLessThan(40));
    }
  }

  @Test
  void need_what_the_readme_lists_with_its_size() throws IOException {
    List<String> jars = new ArrayList<>();
    for (String jar : classPath().split(File.pathSeparator)) {
      String name = Path.of(jar).getFileName().toString().replaceAll("-[0-9].*", "");
      double megabytes = Math.round(Files.size(Path.of(jar)) / 1e5) / 10.0;
      jars.add("%s %s MB".formatted(name, megabytes));
    }

    List<String> listed =
        Files.readString(Path.of("../README.md"))
            .lines()
            .filter(line -> line.matches("\\| (luma|jackson)-.* \\| [0-9.]+ MB \\|"))
            .map(line -> line.replaceAll("\\| ([-a-z]+).* \\| (.*) \\|", "$1 $2"))
            .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(jars);
  }

  /** Returns an example in which the one constant is another. */
  private Path switched(String example, String from, String to) throws IOException {
    String source = Files.readString(EXAMPLES.resolve(example));
    Path switched = folder.resolve(example);
    return Files.writeString(switched, source.replace("Provider." + from, "Provider." + to));
  }

  /** Runs a program to its end, and returns all that it printed. */
  private String run(Path program, String... arguments) throws IOException, InterruptedException {
    start(program, arguments);
    String printed =
        new String(this.program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(this.program.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(this.program.exitValue()).as(printed).isZero();
    return printed;
  }

  private void start(Path program, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(JAVA.toString(), "-cp", classPath(), program.toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    String address = server.baseUri(Provider.VAPI).toString();
    builder.environment().put("LUMA_STUB", address.substring(0, address.lastIndexOf('/')));
    this.program = builder.start();
  }

  private String line() {
    try {
      return program.inputReader(StandardCharsets.UTF_8).readLine();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> NEEDED.matcher(entry.replace(File.separatorChar, '/')).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
