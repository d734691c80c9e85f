package io.github.lumacontracts.contract.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.client.vapi.VapiApi;
import io.github.lumacontracts.client.vapi.model.AspectRatio;
import io.github.lumacontracts.client.vapi.model.ErrorEnvelope;
import io.github.lumacontracts.client.vapi.model.Generation;
import io.github.lumacontracts.client.vapi.model.GenerationRequest;
import io.github.lumacontracts.client.vapi.model.SubmittedGeneration;
import io.github.lumacontracts.client.vapi.model.TaskState;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.MockWorld;
import io.github.lumacontracts.spec.Provider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each method holds one Java block of README.md, and checks what it prints. */
class ReadmeExamplesTest {
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(console);
  }

  @Test
  void starts_a_stub_server() {
    // README
    try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
      URI vapi = server.baseUri(Provider.VAPI);
      System.out.println("V-API answers at " + vapi);
    }
    // README
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .matches("V-API answers at http://127\\.0\\.0\\.1:\\d+/vapi\\R");
  }

  @Test
  void moves_the_clock_of_a_test() {
    try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
      // README
      MockWorld world = server.world("my-test");
      world.clock().freeze();
      try (VapiApi api =
          VapiApi.builder()
              .apiKey("my-test~any-key")
              .baseUrl(server.baseUri(Provider.VAPI))
              .build()) {
        String id =
            api.createGeneration(GenerationRequest.builder().userPrompt("a paper boat").build())
                .id();
        world.clock().advance(Duration.ofSeconds(10));
        System.out.println(api.getGeneration(id).state());
      }
      // README
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("completed");
  }

  @Test
  void submits_and_waits() throws InterruptedException {
    MockServerOptions quick =
        MockServerOptions.builder().taskLength(Duration.ofMillis(500)).build();
    try (MockServer server = MockServer.start(quick)) {
      URI vapi = server.baseUri(Provider.VAPI);
      // README
      try (VapiApi api = VapiApi.builder().apiKey("your-key").baseUrl(vapi).build()) {
        SubmittedGeneration task =
            api.createGeneration(
                GenerationRequest.builder()
                    .userPrompt("a paper boat")
                    .aspectRatio(AspectRatio._16_9)
                    .build());
        Generation generation = api.getGeneration(task.id());
        while (generation.state().equals(TaskState.PENDING)
            || generation.state().equals(TaskState.PROCESSING)) {
          Thread.sleep(1000);
          generation = api.getGeneration(task.id());
        }
        if (generation.state().equals(TaskState.COMPLETED) && generation.video() != null) {
          System.out.println(generation.video().url());
        }
      }
      // README
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .matches("http://127\\.0\\.0\\.1:\\d+/__media/-/vapi/[-0-9a-f]{36}/video\\.mp4\\R");
  }

  @Test
  void tells_why_a_call_was_refused() {
    try (MockServer server = MockServer.start(MockServerOptions.defaults());
        VapiApi api =
            VapiApi.builder()
                .apiKey("your-key")
                .baseUrl(server.baseUri(Provider.VAPI))
                .interceptor(request -> request.header("Prefer", "code=404"))
                .build()) {
      // README
      try {
        api.getGeneration("no-such-task");
      } catch (ServiceException e) {
        String reason =
            e.error(ErrorEnvelope.class).map(body -> body.error().message()).orElse(e.body());
        System.out.println(e.statusCode() + ": " + reason);
      }
      // README
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("404: task not found");
  }

  @Test
  void reads_a_document() {
    // README
    String yaml = Provider.APIFRAME.documentText();
    URI server = Provider.APIFRAME.defaultServer();
    // README
    assertThat(yaml).startsWith("openapi: 3.1.0").contains(server.toString());
  }
}
