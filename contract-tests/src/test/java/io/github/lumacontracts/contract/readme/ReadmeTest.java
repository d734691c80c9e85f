package io.github.lumacontracts.contract.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.client.Capabilities;
import io.github.lumacontracts.client.Feature;
import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.spec.Provider;
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

  @Test
  void shows_what_each_provider_can_do() throws IOException {
    assertThat(Files.readString(README)).contains(capabilities());
  }

  private static String capabilities() {
    StringBuilder table = new StringBuilder("|");
    for (Provider provider : Provider.values()) {
      table.append(" | ").append(provider.title());
    }
    table.append(" |\n|").append("---|".repeat(Provider.values().length + 1)).append('\n');
    for (Feature feature : Feature.values()) {
      table.append("| `").append(feature).append('`');
      for (Provider provider : Provider.values()) {
        try (LumaClient luma = LumaClient.create(provider, "any-key")) {
          table.append(" | ").append(word(luma.capabilities(), feature));
        }
      }
      table.append(" |\n");
    }
    return table.toString();
  }

  private static String word(Capabilities capabilities, Feature feature) {
    if (!capabilities.supports(feature)) {
      return "–";
    }
    boolean ofRequests = feature.compareTo(Feature.EXTEND) < 0;
    return !ofRequests || capabilities.supportsInExtension(feature) ? "yes" : "submit";
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
