package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lumacontracts.client.apiframe.model.ExtendRequest;
import io.github.lumacontracts.client.rixapi.model.OfficialGenerationRequest;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each provider is sent. */
class RequestsTest {
  private static final String ACCEPTED =
      """
      {"id": "a", "task_id": "a", "state": "pending"}
      """;

  private static final VideoRequest BOAT = VideoRequest.of("a paper boat");
  private static final Frame ADDRESS = Frame.ofUrl(URI.create("https://example.com/a.png"));
  private static final Frame BYTES = Frame.ofBytes(new byte[] {1, 2, 3}, "image/png");

  @Test
  void apiframe() {
    try (var server = new ScriptedProvider(Provider.APIFRAME).on("*", 200, ACCEPTED)) {
      VideoRequest all =
          BOAT.startFrame(ADDRESS)
              .endFrame(ADDRESS)
              .enhance(true)
              .aspectRatio("3:2")
              .webhook(URI.create("https://example.com/hook"), "s1");

      server.adapter().submit(BOAT).join();
      server.adapter().submit(all.loop(false)).join();
      server.adapter().extend(Task.of(Provider.APIFRAME, "p"), all).join();
      server.adapter().extend(Task.of(Provider.APIFRAME, "p"), BOAT).join();

      String rest =
          "\"prompt\":\"a paper boat\",\"image_url\":\"https://example.com/a.png\","
              + "\"end_image_url\":\"https://example.com/a.png\",\"enhance_prompt\":true,"
              + "\"aspect_ratio\":\"3:2\",%s\"webhook_url\":\"https://example.com/hook\","
              + "\"webhook_secret\":\"s1\"}";
      assertThat(server.requests())
          .containsExactly(
              "POST /luma-imagine {\"prompt\":\"a paper boat\"}",
              "POST /luma-imagine {" + rest.formatted("\"loop\":false,"),
              "POST /luma-extend {\"parent_task_id\":\"p\"," + rest.formatted(""),
              "POST /luma-extend {\"parent_task_id\":\"p\",\"prompt\":\"a paper boat\"}");
    }
  }

  @Test
  void rixapi() {
    try (var server = new ScriptedProvider(Provider.RIXAPI).on("*", 201, ACCEPTED)) {
      VideoRequest both =
          BOAT.startFrame(ADDRESS)
              .endFrame(BYTES)
              .enhance(false)
              .webhook(URI.create("https://example.com/hook"));

      server.adapter().submit(BOAT).join();
      server
          .adapter()
          .submit(both.aspectRatio("1:1").loop(true).duration("5s").resolution("720p"))
          .join();
      server.adapter().extend(Task.of(Provider.RIXAPI, "p"), both).join();

      assertThat(server.requests())
          .containsExactly(
              "POST /luma/generations {\"user_prompt\":\"a paper boat\","
                  + "\"aspect_ratio\":\"16:9\",\"loop\":false}",
              "POST /luma/generations {\"user_prompt\":\"a paper boat\","
                  + "\"aspect_ratio\":\"1:1\",\"expand_prompt\":false,\"loop\":true,"
                  + "\"image_url\":\"https://example.com/a.png\","
                  + "\"image_end_url\":\"data:image/png;base64,AQID\","
                  + "\"notify_hook\":\"https://example.com/hook\","
                  + "\"duration\":\"5s\",\"resolution\":\"720p\"}",
              "POST /luma/generations/p/extend {\"user_prompt\":\"a paper boat\","
                  + "\"expand_prompt\":false,\"image_url\":\"https://example.com/a.png\","
                  + "\"image_end_url\":\"data:image/png;base64,AQID\","
                  + "\"notify_hook\":\"https://example.com/hook\"}");
    }
  }

  @Test
  void rixapi_reads_a_task_of_the_official_format_as_such_in_another_process_too() {
    try (var server = new ScriptedProvider(Provider.RIXAPI).on("*", 200, ACCEPTED)) {
      Adapter rixapi = server.adapter();

      Task task =
          rixapi
              .submitGenerated(OfficialGenerationRequest.builder().prompt("a paper boat").build())
              .join();
      Task resumed = Task.parse(task.toString());

      assertThat(rixapi.fetch(resumed).join()).hasToString("rixapi:official/a QUEUED (pending)");
      assertThatThrownBy(() -> rixapi.fetchMany(List.of(resumed)))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageStartingWith("RIXAPI has no BATCH of tasks in the official format.");
      assertThatThrownBy(() -> rixapi.extend(resumed, BOAT))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageStartingWith("RIXAPI has no EXTEND of tasks in the official format.");
      assertThat(server.requests())
          .containsExactly(
              "POST /dream-machine/v1/generations {\"prompt\":\"a paper boat\"}",
              "GET /dream-machine/v1/generations/a");
    }
  }

  @Test
  void ai302() {
    try (var server = new ScriptedProvider(Provider.AI302).on("*", 200, ACCEPTED)) {
      server.adapter().submit(BOAT.startFrame(BYTES).endFrame(ADDRESS).loop(true)).join();
      server.adapter().extend(Task.of(Provider.AI302, "luma_p"), BOAT).join();

      assertThat(server.requests().stream().map(text -> text.replaceAll("luma-[-0-9a-f]{36}", "*")))
          .containsExactly(
              """
              POST /luma/submit --*
              Content-Disposition: form-data; name="user_prompt"
              Content-Type: text/plain; charset=UTF-8

              a paper boat
              --*
              Content-Disposition: form-data; name="image_url"; filename="frame.png"
              Content-Type: image/png

              \1\2\3
              --*
              Content-Disposition: form-data; name="image_end_url"
              Content-Type: text/plain; charset=UTF-8

              https://example.com/a.png
              --*
              Content-Disposition: form-data; name="loop"
              Content-Type: text/plain; charset=UTF-8

              true
              --*--"""
                  .replace("\n", "\r\n"),
              """
              POST /luma/extend/luma_p --*
              Content-Disposition: form-data; name="user_prompt"
              Content-Type: text/plain; charset=UTF-8

              a paper boat
              --*--"""
                  .replace("\n", "\r\n"));
    }
  }

  @Test
  void aimlapi() {
    String uploaded = "[{\"public_url\": \"https://example.com/up.png\"}]";
    try (var server =
        new ScriptedProvider(Provider.AIMLAPI)
            .on("*", 200, ACCEPTED)
            .on("/luma-ai/generations/file-upload", 200, uploaded)) {
      VideoRequest all = BOAT.startFrame(BYTES).endFrame(ADDRESS).aspectRatio("1:1").enhance(true);

      server.adapter().submit(server.adapter().prepare(BOAT).join()).join();
      VideoRequest prepared = server.adapter().prepare(all).join();
      server.adapter().extend(Task.of(Provider.AIMLAPI, "p"), prepared).join();

      assertThat(server.requests())
          .containsExactly(
              "POST /luma-ai/generations {\"user_prompt\":\"a paper boat\","
                  + "\"aspect_ratio\":\"16:9\"}",
              "POST /luma-ai/generations/file-upload {\"url\":\"data:image/png;base64,AQID\"}",
              "POST /luma-ai/generations/p/extend {\"user_prompt\":\"a paper boat\","
                  + "\"aspect_ratio\":\"1:1\",\"expand_prompt\":true,"
                  + "\"image_url\":\"https://example.com/up.png\","
                  + "\"image_end_url\":\"https://example.com/a.png\"}");
    }
  }

  @Test
  void vapi() {
    try (var server = new ScriptedProvider(Provider.VAPI).on("*", 200, ACCEPTED)) {
      VideoRequest both =
          BOAT.startFrame(BYTES).enhance(true).webhook(URI.create("https://example.com/hook"));

      server.adapter().submit(BOAT).join();
      server.adapter().submit(both.endFrame(ADDRESS).aspectRatio("9:16").loop(false)).join();
      server.adapter().extend(Task.of(Provider.VAPI, "p"), both).join();

      assertThat(server.requests())
          .containsExactly(
              "POST /luma/generations {\"user_prompt\":\"a paper boat\"}",
              "POST /luma/generations {\"user_prompt\":\"a paper boat\",\"expand_prompt\":true,"
                  + "\"image_url\":\"data:image/png;base64,AQID\","
                  + "\"image_end_url\":\"https://example.com/a.png\","
                  + "\"notify_hook\":\"https://example.com/hook\","
                  + "\"loop\":false,\"aspect_ratio\":\"9:16\"}",
              "POST /luma/generations/p/extend {\"user_prompt\":\"a paper boat\","
                  + "\"expand_prompt\":true,\"image_url\":\"data:image/png;base64,AQID\","
                  + "\"notify_hook\":\"https://example.com/hook\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "APIFRAME, /fetch-many, '{\"tasks\": [{\"task_id\": \"b\"}, {\"task_id\": \"x\"}, {\"task_id\": \"a\"}]}'",
    "RIXAPI, /luma/tasks, '{\"data\": [{\"task_id\": \"b\"}, {\"status\": \"SUCCESS\"}, {\"task_id\": \"a\"}]}'",
    "AIMLAPI, /luma-ai/generation?ids%5B0%5D=a&ids%5B1%5D=b&ids%5B2%5D=c, '[{\"id\": \"b\"}, {}, {\"id\": \"a\"}]'",
    "VAPI, /luma/tasks, '{\"data\": [{\"task_id\": \"b\"}, {}, {\"task_id\": \"a\", \"data\": {}}]}'",
  })
  void several_tasks_come_without_those_that_nobody_asked_for(
      Provider provider, String path, String answer) {
    try (var server = new ScriptedProvider(provider).on(path, 200, answer)) {
      List<Task> tasks = List.of("a", "b", "c").stream().map(id -> Task.of(provider, id)).toList();

      assertThat(server.adapter().fetchMany(tasks).join())
          .extracting(snapshot -> snapshot.task().id() + " " + snapshot.state())
          .containsExactly("b RUNNING", "a RUNNING");
    }
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void an_answer_without_an_id_is_unreadable_and_may_be_paid(Provider provider) {
    try (var server = new ScriptedProvider(provider).on("*", 200, "{\"id\": \" \", \"a\": 1}")) {
      assertThatThrownBy(() -> server.adapter().submit(BOAT).join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              UnreadableException.class,
              failure -> {
                assertThat(failure)
                    .hasMessageStartingWith(
                        provider.title() + " answered without the id of a task. Body: {");
                assertThat(failure.body()).contains("\"a\":1");
                assertThat(failure.mayBePaid()).isTrue();
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void another_providers_request_is_refused_at_once(Provider provider) {
    try (var server = new ScriptedProvider(provider)) {
      assertThatThrownBy(() -> server.adapter().submitGenerated(BOAT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "The request is a io.github.lumacontracts.client.VideoRequest, expected a"
                  + " io.github.lumacontracts.client."
                  + provider.slug());
      assertThatThrownBy(() -> server.adapter().extendGenerated(Task.of(provider, "p"), BOAT))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"RIXAPI", "AI302", "AIMLAPI", "VAPI"})
  void a_frame_that_is_gone_is_an_error_before_anything_is_sent(
      Provider provider, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("first.png");
    Files.write(file, new byte[] {1});
    VideoRequest request = BOAT.startFrame(Frame.ofFile(file));
    Files.delete(file);
    try (var server = new ScriptedProvider(provider).on("*", 200, ACCEPTED)) {
      assertThatThrownBy(() -> server.adapter().submit(server.adapter().prepare(request).join()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The frame " + file + " does not exist. Nothing was sent.");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aimlapi_has_no_task_that_its_list_lacks() {
    try (var server = new ScriptedProvider(Provider.AIMLAPI).on("*", 200, "[{\"id\": \"b\"}]")) {
      assertThatThrownBy(() -> server.adapter().fetch(Task.of(Provider.AIMLAPI, "a")).join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              NotFoundException.class,
              failure -> {
                assertThat(failure).hasMessage("AI/ML API has no task a: its answer is without.");
                assertThat(failure.statusCode()).isEqualTo(200);
                assertThat(failure.answer()).isEmpty();
                assertThat(failure.requestId()).isEmpty();
              });
    }
  }

  @Test
  void apiframe_extends_no_other_task_than_the_one_that_is_named() {
    var request = ExtendRequest.builder().parentTaskId("q").prompt("a paper boat").build();
    try (var server = new ScriptedProvider(Provider.APIFRAME).on("*", 200, ACCEPTED)) {
      Adapter apiframe = server.adapter();

      assertThatThrownBy(() -> apiframe.extendGenerated(Task.of(Provider.APIFRAME, "p"), request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "The request extends q, but the task is apiframe:p. Set parentTaskId to its id.");
      assertThat(server.requests()).isEmpty();
      assertThat(apiframe.extendGenerated(Task.of(Provider.APIFRAME, "q"), request).join())
          .hasToString("apiframe:a");
    }
  }

  @Test
  void apiframe_says_what_is_left() {
    try (var server =
        new ScriptedProvider(Provider.APIFRAME).on("/account", 200, "{\"credits\": 12000}")) {
      assertThat(server.adapter().balance().join())
          .isEqualTo(new Balance(BigDecimal.valueOf(12000), "credits"));
    }
  }
}
