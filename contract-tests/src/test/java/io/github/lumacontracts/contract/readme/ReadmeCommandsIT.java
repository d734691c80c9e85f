package io.github.lumacontracts.contract.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shell block of README.md, pasted into a shell, prints the block below it. */
class ReadmeCommandsIT {
  private static final Path JAR = Path.of("../mock-server/cli/target/luma-mock.jar");
  private static final Pattern LISTENING =
      Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");

  private static Process server;
  private static String address;

  /** A shell block and what it prints. */
  record Block(String command, String output) {
    @Override
    public String toString() {
      return command.lines().findFirst().orElseThrow();
    }
  }

  static Stream<Block> blocks() throws IOException {
    Matcher matcher =
        Pattern.compile("```bash\n(.*?)```\n\n```json\n(.*?)\n```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../README.md")));
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks.stream();
  }

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(isThere("bash") && isThere("curl"), "bash and curl are needed to paste commands");
    server =
        new ProcessBuilder(java(), "-jar", JAR.toString(), "mock", "-p", "0")
            .redirectErrorStream(true)
            .start();
    BufferedReader output = server.inputReader();
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        address = listening.group(1);
        return;
      }
    }
    throw new AssertionError("The server ended before it listened:\n" + seen);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.destroy();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void prints_what_the_readme_shows(Block block) throws Exception {
    String command = block.command().replace("http://127.0.0.1:4010", address);

    Process shell = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String printed =
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(printed).isZero();
    assertThat(printed.replaceAll("\\s", "")).isEqualTo(block.output().replaceAll("\\s", ""));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
