package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lumacontracts.client.vapi.model.BatchTask;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which address of a video V-API and RixAPI give: see the rule at {@link VideoLinks}. */
class VideoLinksTest {
  private static final String MARKED = "https://example.com/watermarked.mp4";
  private static final String CLEAN = "https://example.com/clean.mp4";
  private static final String TASK = "/luma/generations/a";
  private static final String LINK = "/luma/generations/a/download_video_url";

  private static final String WITHOUT_LINK =
      "{\"id\": \"a\", \"state\": \"completed\", \"video\": {\"url\": \"" + MARKED + "\"}}";

  private static final String WITH_LINK =
      WITHOUT_LINK.replace("}}", ", \"download_url\": \"" + CLEAN + "\"}}");
  private static final Task TASK_A = Task.of(Provider.VAPI, "a");

  @ParameterizedTest
  @EnumSource(names = {"VAPI", "RIXAPI"})
  void takes_the_clean_address_of_the_task_and_asks_no_more(Provider provider) {
    try (var server = new ScriptedProvider(provider).on(TASK, 200, WITH_LINK)) {
      TaskSnapshot task = server.adapter().fetch(Task.of(provider, "a")).join();

      assertThat(task.video().map(Video::url)).contains(URI.create(CLEAN));
      assertThat(server.requests()).containsExactly("GET " + TASK);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VAPI", "RIXAPI"})
  void asks_for_the_clean_address_that_a_completed_task_lacks(Provider provider) {
    try (var server =
        new ScriptedProvider(provider)
            .on(TASK, 200, WITHOUT_LINK)
            .on(LINK, 200, "{\"url\": \"" + CLEAN + "\"}")) {
      TaskSnapshot task = server.adapter().fetch(Task.of(provider, "a")).join();

      assertThat(task.video().map(Video::url)).contains(URI.create(CLEAN));
      assertThat(task.video().map(Video::mayHaveWatermark)).contains(false);
      assertThat(server.requests()).containsExactly("GET " + TASK, "GET " + LINK);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VAPI", "RIXAPI"})
  void does_not_ask_for_the_address_of_a_task_that_is_under_way(Provider provider) {
    String body = WITHOUT_LINK.replace("completed", "processing");
    try (var server = new ScriptedProvider(provider).on(TASK, 200, body)) {
      TaskSnapshot task = server.adapter().fetch(Task.of(provider, "a")).join();

      assertThat(task.video()).isEmpty();
      assertThat(server.requests()).containsExactly("GET " + TASK);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, '{\"error\": {\"code\": \"task_not_completed\"}}'",
    "403, '{\"error\": {\"message\": \"VIP only\"}}'",
    "404, '<html>no such page</html>'",
    "503, '{}'",
    "200, '{\"url\": \"\"}'",
    "200, '<html>the web site of the gateway</html>'",
  })
  void says_that_there_may_be_a_watermark_if_there_is_no_clean_address(int status, String answer) {
    for (Provider provider : List.of(Provider.VAPI, Provider.RIXAPI)) {
      try (var server =
          new ScriptedProvider(provider).on(TASK, 200, WITHOUT_LINK).on(LINK, status, answer)) {
        TaskSnapshot task = server.adapter().fetch(Task.of(provider, "a")).join();

        assertThat(task.video().map(Video::url)).contains(URI.create(MARKED));
        assertThat(task.video().map(Video::mayHaveWatermark)).contains(true);
      }
    }
  }

  @Test
  void a_wait_ends_with_the_clean_address_that_comes_within_a_minute() {
    var clock = new HandClock();
    try (var server =
            new ScriptedProvider(Provider.VAPI)
                .on(TASK, 200, WITHOUT_LINK)
                .on(LINK, 404, "<html>");
        var luma = client(server, clock)) {
      Video video =
          luma.await(
              TASK_A,
              Duration.ofHours(1),
              snapshot -> {
                clock.advance(Duration.ofSeconds(20));
                if (clock.passed().toSeconds() == 60) {
                  server.on(TASK, 200, WITH_LINK);
                }
              });

      assertThat(video.url()).isEqualTo(URI.create(CLEAN));
      assertThat(video.mayHaveWatermark()).isFalse();
    }
  }

  @Test
  void a_wait_is_content_with_a_watermark_after_a_minute() {
    var clock = new HandClock();
    try (var server =
            new ScriptedProvider(Provider.VAPI).on(TASK, 200, WITHOUT_LINK).on(LINK, 400, "{}");
        var luma = client(server, clock)) {
      List<Duration> looks = new ArrayList<>();
      Video video =
          luma.await(
              TASK_A,
              Duration.ofHours(1),
              snapshot -> {
                looks.add(clock.passed());
                clock.advance(Duration.ofSeconds(25));
              });

      assertThat(video.url()).isEqualTo(URI.create(MARKED));
      assertThat(video.mayHaveWatermark()).isTrue();
      assertThat(looks.stream().map(Duration::toSeconds)).containsExactly(0L, 25L, 50L, 75L);
    }
  }

  @Test
  void a_wait_takes_the_watermark_if_the_time_is_up_before() {
    var clock = new HandClock();
    try (var server =
            new ScriptedProvider(Provider.VAPI).on(TASK, 200, WITHOUT_LINK).on(LINK, 400, "{}");
        var luma = client(server, clock)) {
      Video video =
          luma.await(
              TASK_A, Duration.ofSeconds(45), snapshot -> clock.advance(Duration.ofSeconds(25)));

      assertThat(video.url()).isEqualTo(URI.create(MARKED));
      assertThat(server.requests()).hasSize(4);
    }
  }

  @Test
  void asks_for_each_task_of_a_batch_that_lacks_an_address() {
    String body =
        """
        {"data": [
          {"task_id": "a", "status": "SUCCESS", "data": %s},
          {"task_id": "b", "status": "SUCCESS", "data": null},
          {"task_id": "c", "status": "IN_PROGRESS"}]}
        """
            .formatted(WITHOUT_LINK);
    try (var server =
        new ScriptedProvider(Provider.VAPI)
            .on("/luma/tasks", 200, body)
            .on(LINK, 200, "{\"url\": \"" + CLEAN + "\"}")) {
      List<Task> tasks =
          List.of("c", "b", "a").stream().map(id -> Task.of(Provider.VAPI, id)).toList();

      List<TaskSnapshot> found = server.adapter().fetchMany(tasks).join();

      assertThat(found)
          .hasToString(
              "[vapi:a COMPLETED (completed), vapi:b COMPLETED (SUCCESS), vapi:c RUNNING (IN_PROGRESS)]");
      assertThat(found.get(0).video().map(Video::url)).contains(URI.create(CLEAN));
      assertThat(found.get(1).video()).isEmpty();
      assertThat(found.get(1).raw(BatchTask.class)).isPresent();
      assertThat(server.requests())
          .containsExactly(
              "POST /luma/tasks {\"ids\":[\"c\",\"b\",\"a\"]}",
              "GET " + LINK,
              "GET " + LINK.replace("/a/", "/b/"));
    }
  }

  @Test
  void gets_a_fresh_address_from_the_operation_for_it() {
    try (var server =
        new ScriptedProvider(Provider.VAPI).on(LINK, 200, "{\"url\": \"" + CLEAN + "\"}")) {
      Video old = Video.at(TASK_A, "https://example.com/old.mp4", null);

      assertThat(server.adapter().freshAddress(old).join()).isEqualTo(URI.create(CLEAN));
      assertThat(server.requests()).containsExactly("GET " + LINK);
    }
  }

  @Test
  void gets_a_fresh_address_from_the_task_if_the_operation_is_refused() {
    try (var server =
        new ScriptedProvider(Provider.VAPI).on(TASK, 200, WITH_LINK).on(LINK, 403, "{}")) {
      Video old = Video.at(TASK_A, "https://example.com/old.mp4", null);

      assertThat(server.adapter().freshAddress(old).join()).isEqualTo(URI.create(CLEAN));
    }
  }

  @Test
  void a_fresh_address_has_a_watermark_only_if_the_old_one_had() {
    try (var server =
        new ScriptedProvider(Provider.VAPI).on(TASK, 200, WITHOUT_LINK).on(LINK, 403, "{}")) {
      Video clean = Video.at(TASK_A, "https://example.com/old.mp4", null);
      Video marked = Video.marked(TASK_A, "https://example.com/old.mp4", null);

      assertThat(server.adapter().freshAddress(marked).join()).isEqualTo(URI.create(MARKED));
      assertThatThrownBy(() -> server.adapter().freshAddress(clean).join())
          .cause()
          .isInstanceOfSatisfying(
              DownloadException.class, gone -> assertThat(gone.expired()).isTrue())
          .hasMessage("vapi:a no longer has the address of its video.");
    }
  }

  private static LumaClient client(ScriptedProvider server, Clock clock) {
    return LumaClient.builder(Provider.VAPI)
        .apiKey("key-1")
        .baseUrl(server.url())
        .clock(clock)
        .polling(Gateway.FAST)
        .build();
  }

  /** A clock that goes on when it is told to. */
  private static final class HandClock extends Clock {
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

    void advance(Duration by) {
      passed.updateAndGet(by::plus);
    }

    Duration passed() {
      return passed.get();
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plus(passed());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
