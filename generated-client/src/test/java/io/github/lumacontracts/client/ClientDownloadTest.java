package io.github.lumacontracts.client;

import static io.github.lumacontracts.client.MediaHost.answer;
import static io.github.lumacontracts.client.MediaHost.broken;
import static io.github.lumacontracts.client.MediaHost.stuckAfter;
import static io.github.lumacontracts.client.MediaHost.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lumacontracts.spec.Provider;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads as a caller of {@link LumaClient} sees them. */
@Timeout(60)
class ClientDownloadTest {
  private static final Task TASK = Task.of(Provider.VAPI, "e70fdf3c");
  private static final byte[] VIDEO = "a paper boat".repeat(1000).getBytes(UTF_8);
  private static final String TYPE = "Content-Type: video/mp4";

  @TempDir Path folder;

  @Test
  void the_key_goes_to_the_provider_and_never_to_where_the_video_is() throws Exception {
    Path target = folder.resolve("boat.mp4");
    try (MediaHost media =
            new MediaHost(
                answer("403 Expired", new byte[0]),
                answer("302 Found", new byte[0], "Location: /elsewhere", "Content-Length: 0"),
                broken(VIDEO, 100, TYPE),
                whole(VIDEO, TYPE));
        MediaHost provider =
            new MediaHost(
                answer(
                    "200 OK",
                    ("{\"url\": \"" + media.url("/fresh.mp4?sig=1") + "\"}").getBytes(UTF_8),
                    "Content-Type: application/json"));
        LumaClient luma = client(provider)) {
      assertThat(luma.download(video(media), target)).isEqualTo(target);

      assertThat(target).hasBinaryContent(VIDEO);
      assertThat(provider.headers("Authorization")).containsExactly("Bearer key-1");
      assertThat(media.requests()).hasSize(4);
      assertThat(media.requests().toString()).doesNotContain("key-1");
    }
  }

  @Test
  void an_interrupt_ends_it_and_closes_the_connection() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    try (MediaHost media = new MediaHost(stuckAfter(broken(VIDEO, 100, TYPE)));
        LumaClient luma = client(media)) {
      Thread caller =
          new Thread(
              () -> {
                Path target = folder.resolve("boat.mp4");
                thrown.set(catchThrowable(() -> luma.download(video(media), target)));
                flag.set(Thread.currentThread().isInterrupted());
              });
      caller.start();
      while (media.requests().isEmpty()) {
        Thread.sleep(5);
      }
      Thread.sleep(100); // so that the first bytes have come

      caller.interrupt();
      caller.join();

      assertThat(thrown.get()).isInstanceOf(ConnectionException.class);
      assertThat(flag.get()).isTrue();
      assertThat(media.isHungUpOn()).isTrue();
      assertThat(folder).isEmptyDirectory(); // The host gave the video no name to go on with.
    }
  }

  @Test
  @SuppressWarnings("try") // to close it early is the point
  void to_close_the_client_ends_it_and_closes_the_connection() throws Exception {
    try (MediaHost media = new MediaHost(stuckAfter(broken(VIDEO, 100, TYPE)));
        LumaClient luma = client(media)) {
      CompletableFuture<Path> download =
          luma.downloadAsync(video(media), folder.resolve("boat.mp4"));
      while (media.requests().isEmpty()) {
        Thread.sleep(5);
      }

      luma.close();

      assertThatThrownBy(download::join).hasCauseInstanceOf(ConnectionException.class);
      assertThat(media.isHungUpOn()).isTrue();
    }
  }

  @Test
  void listeners_may_ask_the_client_however_many_downloads_there_are() throws Exception {
    String running = "{\"id\": \"e70fdf3c\", \"state\": \"processing\"}";
    try (MediaHost media =
            new MediaHost(
                (request, out) -> {
                  broken(VIDEO, 100, TYPE).to(request, out);
                  Thread.sleep(300); // so that the next bytes are reported
                  out.write(VIDEO, 100, VIDEO.length - 100);
                });
        MediaHost provider =
            new MediaHost(
                answer("200 OK", running.getBytes(UTF_8), "Content-Type: application/json"));
        LumaClient luma = client(provider)) {
      List<CompletableFuture<Path>> downloads = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        downloads.add(
            luma.downloadAsync(
                video(media),
                folder.resolve(i + ".mp4"),
                (bytes, total) -> assertThat(luma.fetch(TASK).word()).contains("processing")));
      }

      downloads.forEach(CompletableFuture::join);

      assertThat(folder).isDirectoryContaining("glob:**19.mp4");
    }
  }

  @Test
  void both_forms_fail_in_the_same_way() throws Exception {
    try (MediaHost media = new MediaHost(answer("404 Not Found", new byte[0]));
        LumaClient luma = client(media)) {
      Path nowhere = folder.resolve("missing/boat.mp4");

      assertThatThrownBy(() -> luma.download(video(media), nowhere))
          .isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(() -> luma.downloadAsync(video(media), nowhere).join())
          .hasCauseInstanceOf(UncheckedIOException.class);
      assertThat(media.requests()).isEmpty();
      Path target = folder.resolve("boat.mp4");
      assertThatThrownBy(() -> luma.download(video(media), target))
          .isInstanceOf(DownloadException.class);
      assertThatThrownBy(() -> luma.downloadAsync(video(media), target).join())
          .hasCauseInstanceOf(DownloadException.class);
    }
  }

  private static LumaClient client(MediaHost provider) {
    return LumaClient.builder(Provider.VAPI).apiKey("key-1").baseUrl(provider.url("")).build();
  }

  private static Video video(MediaHost media) {
    return new Video(TASK, media.url("/boat.mp4?sig=0"), null);
  }
}
