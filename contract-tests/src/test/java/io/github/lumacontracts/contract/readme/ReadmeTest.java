package io.github.lumacontracts.contract.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * README.md says what is so: its Java is the tested code, its numbers are those of the documents.
 */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");
  private static final Path EXAMPLES =
      Path.of("src/test/java", ReadmeExamplesTest.class.getName().replace('.', '/') + ".java");

  @Test
  void shows_the_code_that_is_tested() throws IOException {
    assertThat(blocks(Files.readString(README), "```java\n(.*?)```"))
        .isEqualTo(blocks(Files.readString(EXAMPLES), " *// README\n(.*?)(?<=\n) *// README\n"));
  }

  @Test
  void names_every_scenario() throws IOException {
    try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
      assertThat(Files.readString(README).lines().filter(line -> line.startsWith("| `")))
          .flatMap(row -> blocks(row.split("\\|")[1], "`([a-z-]+)`"))
          .containsExactlyInAnyOrderElementsOf(server.world("").scenarios().names());
    }
  }

  private static List<String> blocks(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1).stripTrailing().stripIndent());
    }
    return blocks;
  }
}
