package io.github.lumacontracts.contract.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lumacontracts.contract.Masked;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each shell block of a page, pasted into one shell after the other, prints the block below it. Ids
 * and times are those of the run, spaces do not count.
 */
class ReadmeCommandsIT {
  private static final Path ROOT = Path.of("..");
  private static final List<String> PAGES = List.of("README.md", "mock-server/README.md");
  private static final Path JAR = ROOT.resolve("mock-server/cli/target/luma-mock.jar");
  private static final String DEFAULT_ADDRESS = "http://127.0.0.1:4010";
  private static final Pattern LISTENING =
      Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");

  private static final Map<String, Shell> SHELLS = new HashMap<>();
  private static Process server;
  private static String address;

  /** A shell block and what it prints, nothing if the page does not show that. */
  record Block(String page, String command, String output) {
    @Override
    public String toString() {
      return page + ": " + command.lines().findFirst().orElseThrow();
    }
  }

  static Stream<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (String page : PAGES) {
      Matcher matcher =
          Pattern.compile("```bash\n(.*?)```\n(?:\n```(?:json|text)\n(.*?)\n```)?", Pattern.DOTALL)
              .matcher(Files.readString(ROOT.resolve(page)));
      while (matcher.find()) {
        String output = matcher.group(2);
        blocks.add(new Block(page, matcher.group(1), output == null ? "" : output));
      }
    }
    return blocks.stream();
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    assumeTrue(isThere("bash") && isThere("curl"), "bash and curl are needed to paste commands");
    server =
        new ProcessBuilder(java(), "-jar", JAR.toString(), "mock", "-p", "0", "--task-seconds", "2")
            .redirectErrorStream(true)
            .start();
    for (String page : PAGES) {
      SHELLS.put(page, new Shell(folder));
    }
    BufferedReader output = server.inputReader();
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        address = listening.group(1);
        discardRest(output);
        return;
      }
    }
    throw new AssertionError("The server ended before it listened:\n" + seen);
  }

  /** A server whose log nobody reads would wait for a reader when the pipe is full. */
  private static void discardRest(BufferedReader log) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (log.readLine() != null) {}
              } catch (IOException e) {
                // The server was stopped.
              }
            },
            "log of the server");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterAll
  static void stop() {
    SHELLS.values().forEach(Shell::close);
    if (server != null) {
      server.destroy();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void prints_what_the_page_shows(Block block) throws Exception {
    String command = block.command().replace(DEFAULT_ADDRESS, address);

    String printed = SHELLS.get(block.page()).run(command);

    if (!block.output().isEmpty()) {
      assertThat(shown(printed.replace(address, DEFAULT_ADDRESS))).isEqualTo(shown(block.output()));
    }
  }

  private static String shown(String text) {
    return Masked.of(text).replaceAll("\\s", "");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
