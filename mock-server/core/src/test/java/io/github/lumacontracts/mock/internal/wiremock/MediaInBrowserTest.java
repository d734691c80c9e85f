package io.github.lumacontracts.mock.internal.wiremock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;
import io.github.lumacontracts.mock.internal.task.AspectRatio;
import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import io.github.lumacontracts.mock.internal.task.MediaShelf.Media;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a real Chromium; skipped where there is none. */
class MediaInBrowserTest {
  /** Draws each video after its end, and says its size and the colours of two corners. */
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <body></body>
      <script>
        const waiting = [];
        for (const address of [%s]) {
          const line = document.createElement('p');
          document.body.append(line);
          const video = document.createElement('video');
          video.crossOrigin = 'anonymous';
          video.muted = true;
          waiting.push(new Promise(done => {
            const say = text => { line.textContent = text; done(); };
            video.onended = () => {
              const canvas = document.createElement('canvas');
              canvas.width = video.videoWidth;
              canvas.height = video.videoHeight;
              const drawing = canvas.getContext('2d');
              drawing.drawImage(video, 0, 0);
              const light = (x, y) => drawing.getImageData(x, y, 1, 1).data[0] > 128 ? 'light' : 'dark';
              say(`${video.videoWidth}x${video.videoHeight} ${video.currentTime.toFixed(1)} s: `
                  + `${light(5, 5)} to ${light(canvas.width - 5, canvas.height - 5)}`);
            };
            video.onerror = () => say(`error ${video.error.code} ${video.error.message}`);
          }));
          video.src = address;
          video.play().catch(problem => line.textContent = String(problem));
        }
      </script>
      """;

  @Test
  void plays_the_video_of_each_ratio_to_its_end(@TempDir Path folder) throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "chromium is needed to play videos");
    MockServerOptions options = MockServerOptions.defaults();
    Engine engine = new Engine(List.of(), options);
    CallbackSender callbacks =
        new CallbackSender(options.callbackHosts(), options.callbackListener());
    String page;
    try (StubServer server =
        StubServer.start(
            () -> engine,
            options,
            callbacks,
            task -> Optional.of(new Media(AspectRatio.nearest(task.id()), true, false)))) {
      MediaAddresses addresses = MediaAddresses.on("http://127.0.0.1:" + server.port() + "/");
      List<String> videos =
          Stream.of("1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21", "3:2", "2:3")
              .map(ratio -> "'" + addresses.video(new TaskKey("", "api", ratio)) + "'")
              .toList();
      Path file =
          Files.writeString(folder.resolve("page.html"), PAGE.formatted(String.join(",", videos)));
      page = opened(chromium.get(), file, folder);
    }

    assertThat(page.lines().filter(line -> line.contains("<p>")).findFirst().orElse(page))
        .contains(
            "<p>240x240 2.0 s: dark to light</p>"
                + "<p>320x180 2.0 s: dark to light</p>"
                + "<p>180x320 2.0 s: dark to light</p>"
                + "<p>320x240 2.0 s: dark to light</p>"
                + "<p>240x320 2.0 s: dark to light</p>"
                + "<p>420x180 2.0 s: dark to light</p>"
                + "<p>180x420 2.0 s: dark to light</p>"
                + "<p>300x200 2.0 s: dark to light</p>"
                + "<p>200x300 2.0 s: dark to light</p>");
  }

  private static String opened(Path chromium, Path page, Path folder) throws Exception {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(chromium.toString());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required",
            "--user-data-dir=" + Files.createDirectory(folder.resolve("profile")),
            // Videos run by the real time, and the page is read after this many milliseconds.
            "--timeout=8000",
            "--dump-dom",
            page.toUri().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("Chromium ends").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return Files.readString(output, UTF_8);
  }

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
