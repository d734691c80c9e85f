package io.github.lumacontracts.mock.internal.wiremock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lumacontracts.mock.Browser;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.SteeringApi;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;
import io.github.lumacontracts.mock.internal.task.AspectRatio;
import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import io.github.lumacontracts.mock.internal.task.MediaShelf.Media;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
          const video = document.createElement('video');
          video.crossOrigin = 'anonymous';
          video.muted = true;
          waiting.push(new Promise(say => {
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
          video.play();
        }
        Promise.all(waiting).then(lines =>
            fetch('/seen', {method: 'POST', body: lines.join('\\n')}));
      </script>
      """;

  @Test
  void plays_the_video_of_each_ratio_to_its_end(@TempDir Path folder) throws Exception {
    Optional<Path> chromium = Browser.executable();
    assumeTrue(chromium.isPresent(), "chromium is needed to play videos");
    MockServerOptions options = MockServerOptions.defaults();
    Engine engine = new Engine(List.of(), options);
    CallbackSender callbacks =
        new CallbackSender(options.callbackHosts(), options.callbackListener());
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    HttpServer pages = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    try (StubServer server =
        StubServer.start(
            () -> engine,
            options,
            callbacks,
            asked -> Optional.of(new Media(AspectRatio.nearest(asked.task().id()), true, false)),
            new SteeringApi(Optional.empty(), options.host()),
            false)) {
      MediaAddresses addresses = MediaAddresses.on("http://127.0.0.1:" + server.port() + "/");
      String videos =
          Stream.of("1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21", "3:2", "2:3")
              .map(ratio -> "'" + addresses.video(new TaskKey("", "api", ratio)) + "'")
              .collect(Collectors.joining(", "));
      pages.createContext("/", exchange -> answer(exchange, PAGE.formatted(videos), seen));
      pages.start();
      try (Browser browser = new Browser(chromium.get(), folder)) {
        browser.visit(URI.create("http://127.0.0.1:" + pages.getAddress().getPort()));
        assertThat(seen.poll(60, TimeUnit.SECONDS))
            .isEqualTo(
                """
                240x240 2.0 s: dark to light
                320x180 2.0 s: dark to light
                180x320 2.0 s: dark to light
                320x240 2.0 s: dark to light
                240x320 2.0 s: dark to light
                420x180 2.0 s: dark to light
                180x420 2.0 s: dark to light
                300x200 2.0 s: dark to light
                200x300 2.0 s: dark to light""");
      }
    } finally {
      pages.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, String page, BlockingQueue<String> seen)
      throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().equals("/seen")) {
        seen.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.sendResponseHeaders(204, -1);
      } else {
        byte[] content = page.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }
}
