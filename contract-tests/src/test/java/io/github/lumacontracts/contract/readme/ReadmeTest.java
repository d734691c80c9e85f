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
 * The pages say what is so: their Java is the tested code, their numbers are those of the
 * documents.
 */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");
  private static final Path WEBHOOKS = Path.of("../generated-client/WEBHOOKS.md");
  private static final String TESTED = " *// README\n(.*?)(?<=\n) *// README\n";

  @Test
  void shows_the_code_that_is_tested() throws IOException {
    assertThat(blocks(Files.readString(README), "```java\n(.*?)```"))
        .isEqualTo(blocks(source(ReadmeExamplesTest.class), TESTED));
  }

  @Test
  void shows_a_receiver_of_webhooks_that_is_tested() throws IOException {
    assertThat(blocks(Files.readString(WEBHOOKS), "## Bare JDK\n\n```java\n(.*?)```"))
        .isEqualTo(blocks(source(WebhooksPageTest.class), TESTED));
  }

  private static String source(Class<?> test) throws IOException {
    return Files.readString(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"));
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
