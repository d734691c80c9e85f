package io.github.lumacontracts.mock.internal.wiremock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.SteeringApi;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;
import io.github.lumacontracts.mock.internal.task.AspectRatio;
import io.github.lumacontracts.mock.internal.task.MediaShelf.Media;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaAnswersTest {
  private static final String VIDEO = "/__media/-/api/1/video.mp4";
  private static final String THUMBNAIL = "/__media/-/api/1/thumbnail.jpg";

  private final Map<TaskKey, Media> shelf = new ConcurrentHashMap<>();
  private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
  private StubServer server;

  @BeforeEach
  void start() {
    shelf.put(new TaskKey("", "api", "1"), new Media(AspectRatio.WIDE_16_9, true, false));
    start(MockServerOptions.builder().listener(exchanges::add).build());
  }

  private void start(MockServerOptions options) {
    Engine engine = new Engine(List.of(), options);
    CallbackSender callbacks =
        new CallbackSender(options.callbackHosts(), options.callbackListener());
    server =
        StubServer.start(
            () -> engine,
            options,
            callbacks,
            asked -> Optional.ofNullable(shelf.get(asked.task())),
            new SteeringApi(Optional.empty(), options.host()),
            false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void gives_the_video_of_a_finished_task() throws Exception {
    HttpResponse<byte[]> video = send("GET", VIDEO);

    assertThat(video.statusCode()).isEqualTo(200);
    assertThat(header(video, "Content-Type")).isEqualTo("video/mp4");
    assertThat(header(video, "Content-Length")).isEqualTo("" + video.body().length);
    assertThat(header(video, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(video, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(video, "ETag")).matches("\"[0-9a-f]{32}\"");
    assertThat(header(video, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(new String(video.body(), 4, 4, US_ASCII)).isEqualTo("ftyp");
  }

  @Test
  void gives_the_thumbnail_of_a_finished_task() throws Exception {
    HttpResponse<byte[]> thumbnail = send("GET", THUMBNAIL);

    assertThat(thumbnail.statusCode()).isEqualTo(200);
    assertThat(header(thumbnail, "Content-Type")).isEqualTo("image/jpeg");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(thumbnail.body()));
    assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo("320x180");
  }

  @ParameterizedTest
  @EnumSource
  void gives_video_and_thumbnail_of_the_ratio_that_was_asked_for(AspectRatio ratio)
      throws Exception {
    shelf.put(new TaskKey("w/1", "api", "x y"), new Media(ratio, true, false));

    ByteBuffer video = ByteBuffer.wrap(send("GET", "/__media/w%2F1/api/x%20y/video.mp4").body());
    BufferedImage image =
        ImageIO.read(
            new ByteArrayInputStream(send("GET", "/__media/w%2F1/api/x%20y/thumbnail.jpg").body()));

    // A sample entry begins with its type; 24 bytes later stand width and height.
    String text = new String(video.array(), ISO_8859_1);
    int entry = text.indexOf("avc1", text.indexOf("stsd"));
    int width = video.getShort(entry + 28);
    int height = video.getShort(entry + 30);
    assertThat(AspectRatio.nearest(width + ":" + height)).isEqualTo(ratio);
    String[] units = ratio.toString().split("x");
    assertThat(width * Integer.parseInt(units[1])).isEqualTo(height * Integer.parseInt(units[0]));
    assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(width + "x" + height);
    assertThat(ratio.pixelWidth() + "x" + ratio.pixelHeight()).isEqualTo(width + "x" + height);
    assertThat(text.indexOf("moov")).as("the index is in front").isLessThan(text.indexOf("mdat"));
  }

  @Test
  void gives_parts_that_make_up_the_whole() throws Exception {
    byte[] whole = send("GET", VIDEO).body();
    ByteArrayOutputStream parts = new ByteArrayOutputStream();

    for (int from = 0; from < whole.length; from += 1000) {
      int to = Math.min(from + 1000, whole.length) - 1;
      HttpResponse<byte[]> part = send("GET", VIDEO, "Range", "bytes=" + from + "-" + (from + 999));
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(header(part, "Content-Range"))
          .isEqualTo("bytes " + from + "-" + to + "/" + whole.length);
      assertThat(header(part, "Content-Length")).isEqualTo("" + (to - from + 1));
      assertThat(header(part, "Content-Type")).isEqualTo("video/mp4");
      parts.write(part.body());
    }

    assertThat(parts.toByteArray()).isEqualTo(whole);
  }

  @Test
  void gives_what_is_left_and_what_comes_last() throws Exception {
    byte[] whole = send("GET", VIDEO).body();

    HttpResponse<byte[]> left = send("GET", VIDEO, "Range", "bytes=100-");
    HttpResponse<byte[]> last = send("GET", VIDEO, "Range", "bytes=-100");

    assertThat(left.statusCode()).isEqualTo(206);
    assertThat(left.body()).isEqualTo(slice(whole, 100, whole.length));
    assertThat(last.statusCode()).isEqualTo(206);
    assertThat(last.body()).isEqualTo(slice(whole, whole.length - 100, whole.length));
  }

  @Test
  void gives_several_parts_at_once() throws Exception {
    byte[] whole = send("GET", VIDEO).body();

    HttpResponse<byte[]> parts = send("GET", VIDEO, "Range", "bytes=0-9,20-29");

    assertThat(parts.statusCode()).isEqualTo(206);
    assertThat(header(parts, "Content-Type")).startsWith("multipart/byteranges; boundary=");
    assertThat(new String(parts.body(), ISO_8859_1))
        .contains("Content-Range: bytes 0-9/" + whole.length)
        .contains(new String(whole, 0, 10, ISO_8859_1))
        .contains("Content-Range: bytes 20-29/" + whole.length)
        .contains(new String(whole, 20, 10, ISO_8859_1));
  }

  @Test
  void refuses_a_range_behind_the_end() throws Exception {
    int length = send("GET", VIDEO).body().length;

    HttpResponse<byte[]> part = send("GET", VIDEO, "Range", "bytes=" + length + "-");

    assertThat(part.statusCode()).isEqualTo(416);
    assertThat(header(part, "Content-Range")).isEqualTo("bytes */" + length);
    assertThat(header(part, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(part, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(new String(part.body(), UTF_8))
        .isEqualTo(
            "{\"type\":\"https://stoplight.io/prism/errors#RANGE_NOT_SATISFIABLE\","
                + "\"title\":\"Range not satisfiable\",\"status\":416,"
                + "\"detail\":\"The file has no bytes in the range bytes="
                + length
                + "-. It is "
                + length
                + " bytes long.\"}");
  }

  @Test
  void gives_a_part_only_if_the_file_is_still_the_same() throws Exception {
    String tag = header(send("GET", VIDEO), "ETag");

    assertThat(send("GET", VIDEO, "Range", "bytes=0-9", "If-Range", tag).statusCode())
        .isEqualTo(206);
    assertThat(send("GET", VIDEO, "Range", "bytes=0-9", "If-Range", "\"other\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void says_that_a_copy_is_still_good() throws Exception {
    String tag = header(send("GET", VIDEO), "ETag");

    HttpResponse<byte[]> same = send("GET", VIDEO, "If-None-Match", tag);
    HttpResponse<byte[]> other = send("GET", VIDEO, "If-None-Match", "\"other\"");

    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(header(same, "ETag")).isEqualTo(tag);
    assertThat(header(same, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void refuses_what_was_meant_for_another_file() throws Exception {
    HttpResponse<byte[]> answer = send("GET", VIDEO, "If-Match", "\"other\"");

    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(new String(answer.body(), UTF_8)).contains("\"title\":\"Precondition failed\"");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void gives_another_tag_to_another_file() throws Exception {
    assertThat(header(send("GET", VIDEO), "ETag"))
        .isNotEqualTo(header(send("GET", THUMBNAIL), "ETag"));
  }

  @Test
  void answers_head_with_the_headers_alone() throws Exception {
    HttpResponse<byte[]> whole = send("GET", VIDEO);

    HttpResponse<byte[]> head = send("HEAD", VIDEO);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("Content-Type", "Content-Length", "ETag", "Accept-Ranges")) {
      assertThat(header(head, name)).as(name).isEqualTo(header(whole, name)).isNotEmpty();
    }
  }

  @Test
  void answers_404_as_long_as_the_task_is_not_finished() throws Exception {
    shelf.put(new TaskKey("", "api", "1"), new Media(AspectRatio.WIDE_16_9, false, false));

    HttpResponse<byte[]> video = send("GET", VIDEO);

    assertThat(video.statusCode()).isEqualTo(404);
    assertThat(header(video, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(new String(video.body(), UTF_8))
        .isEqualTo(
            "{\"type\":\"https://stoplight.io/prism/errors#NOT_FOUND\","
                + "\"title\":\"The server cannot find the requested content\",\"status\":404,"
                + "\"detail\":\"The task has no video yet. Ask again when it is finished.\"}");
  }

  @Test
  void answers_403_after_expiry_even_to_who_has_a_copy() throws Exception {
    String tag = header(send("GET", VIDEO), "ETag");
    shelf.put(new TaskKey("", "api", "1"), new Media(AspectRatio.WIDE_16_9, true, true));

    HttpResponse<byte[]> video = send("GET", VIDEO, "If-None-Match", tag);

    assertThat(video.statusCode()).isEqualTo(403);
    assertThat(header(video, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(new String(video.body(), UTF_8))
        .contains("\"title\":\"The link has expired\",\"status\":403");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__media",
        "/__media/",
        "/__media/-/api/2/video.mp4",
        "/__media/w/api/1/video.mp4",
        "/__media/-/other/1/video.mp4",
        "/__media/-/api/1/README.md",
        "/__media/-/api/1/video.mp4/",
        "/__media/-/api/1/../../../README.md",
        "/__media/../META-INF/luma-mock/media/16x9.mp4",
        "/__media/%2e%2e/%2e%2e/etc/passwd",
        "/__media/-/api/..%2f..%2fREADME.md/video.mp4",
        "/__media/-/api/1%00/video.mp4"
      })
  void gives_nothing_else(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*application/problem\\+json.*");
    assertThat(answer).doesNotContain("ffmpeg").doesNotContain("ftyp");
  }

  @Test
  void refuses_other_methods() throws Exception {
    HttpResponse<byte[]> answer = send("DELETE", VIDEO);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void lets_a_page_of_another_origin_ask_for_ranges() throws Exception {
    String preflight =
        raw(
            "OPTIONS "
                + VIDEO
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: http://app.test\r\n"
                + "Access-Control-Request-Method: GET\r\n"
                + "Access-Control-Request-Headers: range\r\n\r\n");
    String video =
        raw(
            "GET "
                + VIDEO
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: http://app.test\r\n\r\n");

    assertThat(preflight)
        .startsWith("HTTP/1.1 204 ")
        .contains("Access-Control-Allow-Origin: http://app.test\r\n")
        .contains("Access-Control-Allow-Headers: range\r\n");
    assertThat(video).contains("Access-Control-Allow-Origin: http://app.test\r\n");
  }

  @Test
  void sends_no_cors_headers_where_they_are_switched_off() throws Exception {
    server.close();
    start(MockServerOptions.builder().cors(false).build());

    assertThat(header(send("GET", VIDEO), "Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void tells_who_listens_but_fills_no_journal() throws Exception {
    send("GET", VIDEO);
    Exchange told = exchanges.poll(10, TimeUnit.SECONDS);
    HttpResponse<byte[]> journal = send("GET", "/__admin/requests");

    assertThat(told).isNotNull();
    assertThat(told.method() + " " + told.path() + " " + told.status())
        .isEqualTo("GET " + VIDEO + " 200");
    assertThat(told.contentType()).contains("video/mp4");
    assertThat(told.problem()).isEmpty();
    assertThat(new String(journal.body(), UTF_8)).doesNotContain("__media");
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Sends what Java's client would mend or refuse. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
