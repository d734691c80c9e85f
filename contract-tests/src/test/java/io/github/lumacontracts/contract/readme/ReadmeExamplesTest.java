package io.github.lumacontracts.contract.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.LumaException;
import io.github.lumacontracts.client.NoCreditsException;
import io.github.lumacontracts.client.Task;
import io.github.lumacontracts.client.Video;
import io.github.lumacontracts.client.VideoRequest;
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
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void makes_a_video() throws IOException {
    MockServerOptions quick =
        MockServerOptions.builder().taskLength(Duration.ofMillis(500)).build();
    try (MockServer server = MockServer.start(quick)) {
      // README
      Provider provider = Provider.VAPI; // or APIFRAME, RIXAPI, AI302, AIMLAPI
      try (LumaClient luma =
          LumaClient.builder(provider)
              .apiKey("your-key")
              .baseUrl(server.baseUri(provider)) // the stub; without this line, the provider
              .build()) {
        Task task = luma.submit(VideoRequest.of("a paper boat"));
        Video video = luma.await(task, Duration.ofMinutes(10), System.out::println);
        luma.download(video, Path.of("boat.mp4"));
      }
      // README
      assertThat(Path.of("boat.mp4")).isNotEmptyFile();
    } finally {
      Files.deleteIfExists(Path.of("boat.mp4"));
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .matches(
            "(vapi:[-0-9a-f]{36} (QUEUED \\(pending\\)|RUNNING \\(processing\\))\\R)+"
                + "vapi:[-0-9a-f]{36} COMPLETED \\(completed\\)\\R");
  }

  @Test
  void goes_on_in_another_process(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("task.txt");
    MockServerOptions quick =
        MockServerOptions.builder().taskLength(Duration.ofMillis(500)).build();
    try (MockServer server = MockServer.start(quick);
        LumaClient luma =
            LumaClient.builder(Provider.VAPI)
                .apiKey("your-key")
                .baseUrl(server.baseUri(Provider.VAPI))
                .build()) {
      Task task = luma.submit(VideoRequest.of("a paper boat"));
      // README
      Files.writeString(file, task.toString()); // for example vapi:e70fdf3c-ce95-4dd1-a967
      // later, in another process
      Video video = luma.await(Task.parse(Files.readString(file)), Duration.ofMinutes(10));
      // README
      assertThat(video.task()).isEqualTo(task);
    }
  }

  @Test
  void tells_what_went_wrong() {
    try (MockServer server = MockServer.start(MockServerOptions.defaults());
        LumaClient luma =
            LumaClient.builder(Provider.VAPI)
                .apiKey("your-key")
                .baseUrl(server.baseUri(Provider.VAPI))
                .build()) {
      // README
      try {
        luma.submit(VideoRequest.of("a paper boat [scenario:no-credits]"));
      } catch (NoCreditsException e) {
        System.out.println(e.messages());
      } catch (LumaException e) {
        System.out.println(e.mayBePaid() ? "look at the provider first" : "nothing was bought");
      }
      // README
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("[user quota is not enough]");
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
