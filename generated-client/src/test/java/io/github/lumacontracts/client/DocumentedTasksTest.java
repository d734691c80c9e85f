package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.client.Documented.Example;
import io.github.lumacontracts.spec.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What becomes of each example of a task that a document has for its reads and webhooks: operation,
 * example, state, the provider's word, progress, reason of a failure, file of the video and of the
 * still. A new example needs a new line.
 */
class DocumentedTasksTest {
  private static final Set<String> READS =
      Set.of("getTask", "getTasks", "getGeneration", "getGenerations", "getOfficialGeneration");

  @Test
  void apiframe() {
    assertThat(readings(Provider.APIFRAME))
        .isEqualTo(
            """
                getTask finished: COMPLETED
                getTask processing: RUNNING (processing) 40 %
                getTask extension-finished: COMPLETED
                getTask extension-processing: RUNNING (processing) 40 %
                getTask finished-with-status: COMPLETED (finished) 100 % 29e983ca-7e86-4017-a9e3-ef6fe9cd5f2a.mp4
                getTask pending: QUEUED (pending)
                getTask staged: QUEUED (staged)
                getTask starting: RUNNING (starting) 0 %
                getTask failed: FAILED (failed), The video could not be generated.
                getTasks three-tasks: COMPLETED
                getTasks three-tasks: RUNNING (processing) 40 %
                getTasks three-tasks: FAILED (failed), The video could not be generated.
                getTasks waiting-tasks: QUEUED (pending)
                getTasks waiting-tasks: QUEUED (staged)
                getTasks waiting-tasks: RUNNING (starting) 0 %
                notifyTaskUpdate finished: COMPLETED
                notifyTaskUpdate processing: RUNNING (processing) 40 %
                notifyTaskUpdate staged: QUEUED (staged)
                notifyTaskUpdate starting: RUNNING (starting) 0 %
                notifyTaskUpdate failed: FAILED (failed), The video could not be generated.
                """);
  }

  @Test
  void rixapi() {
    assertThat(readings(Provider.RIXAPI))
        .isEqualTo(
            """
                getGeneration completed: COMPLETED (completed) video.mp4+thumbnail.jpg
                getGeneration completed-newer-shape: COMPLETED (completed) video.mp4+thumbnail.jpg
                getGeneration completed-without-link: COMPLETED (completed) clean.mp4
                getGeneration pending: QUEUED (pending)
                getGeneration processing: RUNNING (processing)
                getGeneration failed: FAILED (failed), Prompt processing failed
                getGeneration moderated: FAILED (failed), Advanced prompt moderation failed
                getTasks in-progress: RUNNING (processing)
                getTasks completed: COMPLETED (completed) 100 % video.mp4
                getTasks failed: FAILED (failed) 100 %, Prompt processing failed
                getTasks submitted: QUEUED (pending) 0 %
                getTasks in-progress-with-percentage: RUNNING (processing) 40 %
                getTasks moderated: FAILED (failed) 100 %, Advanced prompt moderation failed
                getTasks completed-without-link: COMPLETED (completed) 100 % clean.mp4
                getOfficialGeneration completed: COMPLETED (completed) video.mp4
                getOfficialGeneration completed-assets: COMPLETED (completed) video.mp4
                getOfficialGeneration dreaming: RUNNING (dreaming)
                getOfficialGeneration failed: FAILED (failed), Prompt processing failed
                getOfficialGeneration queued: QUEUED (queued)
                getOfficialGeneration moderated: FAILED (failed), Advanced prompt moderation failed
                notifyGenerationUpdate completed: COMPLETED (completed) video.mp4+thumbnail.jpg
                notifyGenerationUpdate completed-without-link: COMPLETED (completed)
                notifyGenerationUpdate failed: FAILED (failed), Prompt processing failed
                notifyGenerationUpdate moderated: FAILED (failed), Advanced prompt moderation failed
                notifyOfficialGenerationUpdate completed: COMPLETED (completed) video.mp4
                notifyOfficialGenerationUpdate completed-assets: COMPLETED (completed) video.mp4
                notifyOfficialGenerationUpdate dreaming: RUNNING (dreaming)
                notifyOfficialGenerationUpdate failed: FAILED (failed), Prompt processing failed
                notifyOfficialGenerationUpdate moderated: FAILED (failed), Advanced prompt moderation failed
                """);
  }

  @Test
  void ai302() {
    assertThat(readings(Provider.AI302))
        .isEqualTo(
            """
                getTask completed: COMPLETED (completed) luma_e70fdf3c-ce95-4dd1-a967-220ce957aff5.mp4
                getTask pending: QUEUED (pending)
                getTask processing: RUNNING (processing)
                getTask failed: FAILED (failed), The video could not be generated.
                """);
  }

  @Test
  void aimlapi() {
    assertThat(readings(Provider.AIMLAPI))
        .isEqualTo(
            """
                getGenerations completed: COMPLETED (completed) video.mp4+thumbnail.jpg
                getGenerations completed-without-link: COMPLETED (completed)
                getGenerations pending: QUEUED (pending)
                getGenerations processing: RUNNING (processing)
                getGenerations failed: FAILED (failed)
                """);
  }

  @Test
  void vapi() {
    assertThat(readings(Provider.VAPI))
        .isEqualTo(
            """
                getGeneration completed: COMPLETED (completed) video.mp4+thumbnail.jpg
                getGeneration pending: QUEUED (pending)
                getGeneration processing: RUNNING (processing)
                getGeneration failed: FAILED (failed), Prompt processing failed
                getGeneration moderated: FAILED (failed), Advanced prompt moderation failed
                getGeneration completed-without-link: COMPLETED (completed) clean.mp4
                getTasks completed: COMPLETED (completed) 100 % video.mp4
                getTasks in-progress: RUNNING (processing) 40 %
                getTasks submitted: QUEUED (pending) 0 %
                getTasks failed: FAILED (failed) 100 %, Prompt processing failed
                getTasks moderated: FAILED (failed) 100 %, Advanced prompt moderation failed
                getTasks completed-without-link: COMPLETED (completed) 100 % clean.mp4
                notifyGenerationUpdate completed: COMPLETED (completed) video.mp4+thumbnail.jpg
                notifyGenerationUpdate completed-without-link: COMPLETED (completed)
                notifyGenerationUpdate failed: FAILED (failed), Prompt processing failed
                notifyGenerationUpdate moderated: FAILED (failed), Advanced prompt moderation failed
                """);
  }

  /** Returns a line for each task: operation, example, and what the neutral layer makes of it. */
  private static String readings(Provider provider) {
    Documented document = new Documented(provider);
    List<String> lines = new ArrayList<>();
    for (Example example : document.answers()) {
      if (READS.contains(example.operation()) && example.statusCode() == 200) {
        for (TaskSnapshot snapshot : read(provider, example)) {
          lines.add(line(example, snapshot));
        }
      }
    }
    for (Example example : document.webhooks()) {
      lines.add(line(example, Adapters.webhook(provider, reader(example))));
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<TaskSnapshot> read(Provider provider, Example example) {
    String link = "{\"url\": \"https://example.com/clean.mp4\"}";
    try (var server = new ScriptedProvider(provider).on("*", 200, example.body().toString())) {
      server.on("/luma/generations/" + id(example.body()) + "/download_video_url", 200, link);
      JsonNode list =
          example.body().has("tasks") ? example.body().get("tasks") : example.body().path("data");
      if (list.isArray()) {
        List<Task> tasks = new ArrayList<>();
        list.forEach(task -> tasks.add(Task.of(provider, task.get("task_id").asText())));
        return server.adapter().fetchMany(tasks).join();
      }
      String mark = example.operation().equals("getOfficialGeneration") ? "official/" : "";
      return List.of(server.adapter().fetch(Task.of(provider, mark + id(example.body()))).join());
    }
  }

  /** Returns the first id in a body. */
  private static String id(JsonNode body) {
    return body.findValue(body.findValue("task_id") == null ? "id" : "task_id").asText();
  }

  private static Adapters.BodyReader reader(Example example) {
    return new Adapters.BodyReader() {
      @Override
      public <T> T read(Class<T> type) {
        return new ObjectMapper().convertValue(example.body(), type);
      }
    };
  }

  private static String line(Example example, TaskSnapshot snapshot) {
    return example.operation()
        + " "
        + example.name()
        + ": "
        + snapshot.toString().substring(snapshot.task().toString().length() + 1)
        + snapshot.failureReason().map(reason -> ", " + reason).orElse("")
        + snapshot.video().map(video -> " " + fileName(video)).orElse("");
  }

  private static String fileName(Video video) {
    return video.url().getPath().replaceFirst(".*/", "")
        + video.thumbnail().map(still -> "+" + still.getPath().replaceFirst(".*/", "")).orElse("");
  }
}
