package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a video is awaited. */
@Timeout(30)
class AwaitTest {
  private static final String VIDEO =
      "{\"id\":\"a\",\"state\":\"completed\",\"video\":{\"download_url\":\"http://127.0.0.1/a.mp4\"}}";

  @Test
  void waiting_looks_until_the_video_is_there_and_tells_of_each_look() {
    try (var gateway =
            new Gateway()
                .answers(200, "{\"id\":\"a\",\"state\":\"pending\"}")
                .answers(200, "{\"id\":\"a\",\"state\":\"dreaming\"}")
                .answers(200, VIDEO);
        var luma = gateway.client().build()) {
      List<String> told = new ArrayList<>();

      Video video =
          luma.await(
              Task.parse("vapi:a"),
              Duration.ofSeconds(10),
              snapshot -> told.add(snapshot.toString()));

      assertThat(video.url()).hasToString("http://127.0.0.1/a.mp4");
      assertThat(told)
          .containsExactly(
              "vapi:a QUEUED (pending)",
              "vapi:a RUNNING (dreaming)",
              "vapi:a COMPLETED (completed)");
      assertThat(gateway.requests()).hasSize(3);
    }
  }
}
