package io.github.lumacontracts.client;

import static io.github.lumacontracts.client.MediaHost.answer;
import static io.github.lumacontracts.client.MediaHost.broken;
import static io.github.lumacontracts.client.MediaHost.rest;
import static io.github.lumacontracts.client.MediaHost.stuckAfter;
import static io.github.lumacontracts.client.MediaHost.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.lumacontracts.client.MediaHost.Answer;
import io.github.lumacontracts.spec.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DownloadTest {
  private static final Task TASK = Task.of(Provider.VAPI, "e70fdf3c");
  private static final byte[] VIDEO = new byte[300_000];
  private static final byte[] OTHER = new byte[250_000];
  private static final String TYPE = "Content-Type: video/mp4";
  private static final String TAG = "ETag: \"one\"";
  private static final String OTHER_TAG = "ETag: \"two\"";
  private static final String SIGNED = "/private/boat.mp4?X-Amz-Signature=5f3c9a&expires=20261121";

  static {
    new Random(1).nextBytes(VIDEO);
    new Random(2).nextBytes(OTHER);
  }

  @TempDir Path folder;
  private Path target;
  private MediaHost host;
  private Downloads downloads = downloads(task -> new CompletableFuture<>());

  @BeforeEach
  void nameTarget() {
    target = folder.resolve("boat.mp4");
  }

  @AfterEach
  void close() throws IOException {
    downloads.close();
    if (host != null) {
      host.close();
    }
  }

  @Test
  void writes_the_target_and_nothing_else() throws IOException {
    host = new MediaHost(whole(VIDEO, TYPE));

    assertThat(download()).isEqualTo(target);

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(files()).containsExactly("boat.mp4");
    assertThat(host.requests()).hasSize(1);
    assertThat(host.headers("Range")).containsExactly("-");
    assertThat(host.headers("User-Agent")).containsExactly("test");
  }

  @Test
  void takes_a_relative_target_and_returns_it() {
    target = Path.of("").toAbsolutePath().relativize(target);
    host = new MediaHost(whole(VIDEO, TYPE));

    assertThat(download()).isEqualTo(target);

    assertThat(target).hasBinaryContent(VIDEO);
  }

  @Test
  void leaves_what_was_there_until_all_has_come() throws Exception {
    Files.writeString(target, "an older boat");
    CountDownLatch half = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    host =
        new MediaHost(
            (request, out) -> {
              broken(VIDEO, 150_000, TYPE).to(request, out);
              out.flush();
              half.countDown();
              seen.await();
              out.write(VIDEO, 150_000, 150_000);
            });

    CompletableFuture<Path> download = start((bytes, total) -> {});
    half.await();

    assertThat(target).hasContent("an older boat");
    seen.countDown();
    download.join();
    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(files()).containsExactly("boat.mp4");
  }

  @Test
  void goes_on_where_the_connection_broke() {
    host =
        new MediaHost(
            broken(VIDEO, 100_000, TYPE, TAG),
            rest(VIDEO, 200_000, TYPE, TAG),
            rest(VIDEO, TYPE, TAG));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.headers("Range")).containsExactly("-", "bytes=100000-", "bytes=200000-");
    assertThat(host.headers("If-Range")).containsExactly("-", "\"one\"", "\"one\"");
  }

  @Test
  void goes_on_by_the_date_if_there_is_no_tag() {
    String date = "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT";
    host = new MediaHost(broken(VIDEO, 100_000, TYPE, date), rest(VIDEO, TYPE));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.headers("If-Range")).containsExactly("-", "Sat, 21 Nov 2026 10:00:00 GMT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-No-Tag: 1", "ETag: W/\"one\""})
  void starts_again_where_no_tag_promises_the_same_bytes(String tag) {
    host = new MediaHost(broken(VIDEO, 100_000, TYPE, tag), whole(VIDEO, TYPE, tag));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.headers("Range")).containsExactly("-", "-");
  }

  @Test
  void starts_again_if_the_host_does_so() {
    host = new MediaHost(broken(VIDEO, 100_000, TYPE, TAG), whole(OTHER, TYPE, OTHER_TAG));

    download();

    assertThat(target).hasBinaryContent(OTHER);
  }

  static Stream<Answer> notTheRest() {
    byte[] rest = Arrays.copyOfRange(VIDEO, 100_000, 300_000);
    String type = TYPE;
    String length = "Content-Length: 200000";
    return Stream.of(
        answer("416 Range Not Satisfiable", new byte[0], "Content-Range: bytes */300000"),
        answer("206 X", rest, type, length, "Content-Range: bytes 100000-299999/300000", OTHER_TAG),
        answer("206 X", rest, type, length, TAG),
        answer("206 X", rest, type, length, TAG, "Content-Range: bytes 99999-299998/300000"),
        answer("206 X", rest, type, length, TAG, "Content-Range: bytes 100000-299999/400000"),
        answer("206 X", rest, type, length, TAG, "Content-Range: bytes 100000-199999/300000"),
        answer("206 X", rest, type, length, TAG, "Content-Range: bytes 100000-299999/*"),
        answer("206 X", rest, type, length, TAG, "Content-Range: bytes 300000-100000/300000"),
        answer("206 X", rest, type, length, TAG, "Content-Range: Bytes=100000-299999/300000"));
  }

  @ParameterizedTest
  @MethodSource("notTheRest")
  void starts_again_if_it_is_not_the_rest_that_comes(Answer notTheRest) throws IOException {
    host =
        new MediaHost(broken(VIDEO, 100_000, TYPE, TAG), notTheRest, whole(OTHER, TYPE, OTHER_TAG));

    download();

    assertThat(target).hasBinaryContent(OTHER);
    assertThat(host.headers("Range")).containsExactly("-", "bytes=100000-", "-");
    assertThat(files()).containsExactly("boat.mp4");
  }

  @Test
  void takes_a_part_of_the_rest_and_asks_for_the_next() {
    byte[] middle = Arrays.copyOfRange(VIDEO, 100_000, 200_000);
    host =
        new MediaHost(
            broken(VIDEO, 100_000, TYPE, TAG),
            answer(
                "206 Partial Content",
                middle,
                TYPE,
                TAG,
                "Content-Range: bytes 100000-199999/300000",
                "Content-Length: 100000"),
            rest(VIDEO, TYPE, TAG));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.headers("Range")).containsExactly("-", "bytes=100000-", "bytes=200000-");
  }

  @Test
  void a_later_download_goes_on_with_what_is_kept() throws IOException {
    host = new MediaHost(broken(VIDEO, 100_000, TYPE, TAG), answer("503 Busy", new byte[0]));

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageEndingWith("100000 bytes are kept; download to the same target to go on.");
    assertThat(files()).singleElement().asString().matches("boat\\.mp4\\.[-0-9a-f]{42}\\.part");
    host.close();
    host = new MediaHost(rest(VIDEO, TYPE, TAG));
    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.headers("Range")).containsExactly("bytes=100000-");
    assertThat(files()).containsExactly("boat.mp4");
  }

  @Test
  void a_later_download_starts_again_if_the_video_has_changed() throws IOException {
    host = new MediaHost(broken(VIDEO, 100_000, TYPE, TAG), answer("503 Busy", new byte[0]));
    assertThatThrownBy(this::download).isInstanceOf(DownloadException.class);
    host.close();
    host = new MediaHost(rest(OTHER, TYPE, OTHER_TAG), whole(OTHER, TYPE, OTHER_TAG));

    download();

    assertThat(target).hasBinaryContent(OTHER);
    assertThat(host.headers("Range")).containsExactly("bytes=100000-", "-");
    assertThat(files()).containsExactly("boat.mp4");
  }

  @Test
  void does_not_go_on_with_another_video() throws IOException {
    host = new MediaHost(broken(OTHER, 100_000, TYPE, TAG), answer("503 Busy", new byte[0]));
    Task other = Task.of(Provider.VAPI, "another");
    CompletableFuture<Path> before =
        start(downloads, new Video(other, host.url("/x.mp4"), null), target, (bytes, total) -> {});
    assertThatThrownBy(before::join).hasCauseInstanceOf(DownloadException.class);
    host.close();
    host = new MediaHost(whole(VIDEO, TYPE, TAG));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.headers("Range")).containsExactly("-");
    assertThat(files()).containsExactly("boat.mp4"); // What was left of the other one is of no use.
  }

  @Test
  void leaves_files_alone_that_are_called_like_its_own() throws IOException {
    List<String> others =
        List.of(
            "boat.mp4.part",
            "boat.mp4.0123456789abcdef-0123456789abcdef-01234567.part.txt",
            "boat.mp4x.0123456789abcdef-0123456789abcdef-01234567.part");
    for (String name : others) {
      Files.writeString(folder.resolve(name), "mine");
    }
    host = new MediaHost(whole(VIDEO, TYPE));

    download();

    assertThat(files()).containsAll(others).hasSize(4);
  }

  @Test
  void several_downloads_to_one_target_do_not_disturb_each_other() throws Exception {
    CountDownLatch allAsked = new CountDownLatch(3);
    Answer together =
        (request, out) -> {
          broken(VIDEO, 100_000, TYPE, TAG).to(request, out);
          out.flush();
          allAsked.countDown();
          allAsked.await();
          out.write(VIDEO, 100_000, 200_000);
        };
    host = new MediaHost(together);
    List<CompletableFuture<Path>> all =
        Stream.generate(() -> start((bytes, total) -> {})).limit(3).toList();

    all.forEach(CompletableFuture::join);

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(files()).containsExactly("boat.mp4");
    assertThat(host.headers("Range")).containsExactly("-", "-", "-");
  }

  @Test
  void takes_a_name_as_long_as_the_file_system_has_them() {
    target = folder.resolve("[b]*".repeat(62) + ".mp4");
    host = new MediaHost(broken(VIDEO, 100_000, TYPE, TAG), rest(VIDEO, TYPE, TAG));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
  }

  @Test
  void refuses_a_page_and_shows_its_beginning_without_what_is_secret_in_the_address() {
    String page =
        """
        <html><h1>Sorry</h1>
        /private/boat.mp4?X-Amz-Signature=5f3c9a&amp;expires=20261121 is not here</html>""";
    host = new MediaHost(answer("200 OK", page.getBytes(UTF_8), "Content-Type: text/HTML; a=b"));

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessage(
            "The video of vapi:e70fdf3c did not come: 127.0.0.1/\u2026/boat.mp4 sends text/html,"
                + " expected a video. It begins: <html><h1>Sorry</h1>"
                + " /\u2026/boat.mp4?X-Amz-Signature=***&amp;expires=*** is not here</html>.");
    assertThat(host.requests()).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: VIDEO/quicktime; codecs=x",
        "Content-Type: application/octet-stream",
        "Content-Type: binary/octet-stream",
        "X-No-Type: 1"
      })
  void takes_what_can_be_a_video(String type) {
    host = new MediaHost(whole(VIDEO, type));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 0", "Connection: close"})
  void refuses_an_empty_body(String header) {
    host = new MediaHost(answer("200 OK", new byte[0], TYPE, TAG, header));

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageEndingWith("/boat.mp4 sends nothing.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refuses_what_is_compressed() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(VIDEO);
    }
    host = new MediaHost(whole(zipped.toByteArray(), TYPE, "Content-Encoding: gzip"));

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("with Content-Encoding gzip, which was not asked for.");
    assertThat(host.headers("Accept-Encoding")).containsExactly("identity");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void takes_no_more_than_was_announced() {
    byte[] more = Arrays.copyOf(VIDEO, 310_000);
    host = new MediaHost(answer("200 OK", more, TYPE, "Content-Length: 300000"));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
  }

  @Test
  void starts_again_if_more_comes_than_was_missing() {
    String chunks = "30d40\r\n" + "x".repeat(200_000) + "\r\n1\r\nx\r\n0\r\n\r\n";
    host =
        new MediaHost(
            broken(VIDEO, 100_000, TYPE, TAG),
            answer(
                "206 Partial Content",
                chunks.getBytes(UTF_8),
                TYPE,
                TAG,
                "Content-Range: bytes 100000-299999/300000",
                "Transfer-Encoding: chunked"),
            whole(VIDEO, TYPE, TAG));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.requests()).hasSize(3);
  }

  @Test
  void gives_up_when_hardly_anything_comes_any_more() {
    AtomicInteger sent = new AtomicInteger(100_000);
    host =
        new MediaHost(
            broken(VIDEO, 100_000, TYPE, TAG),
            (request, out) -> rest(VIDEO, sent.addAndGet(10_000), TYPE, TAG).to(request, out));

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("/boat.mp4 breaks off after 140000 bytes (")
        .hasMessageEndingWith("140000 bytes are kept; download to the same target to go on.")
        .hasCauseInstanceOf(IOException.class)
        .extracting(e -> ((DownloadException) e).expired())
        .isEqualTo(false);
    assertThat(host.requests()).hasSize(Download.ATTEMPTS);
    assertThat(target).doesNotExist();
  }

  @Test
  void goes_on_for_as_long_as_enough_comes() {
    AtomicInteger sent = new AtomicInteger(30_000);
    byte[] longer = new byte[1_000_000];
    host =
        new MediaHost(
            broken(longer, 30_000, TYPE, TAG),
            (request, out) ->
                rest(longer, Math.min(longer.length, sent.addAndGet(70_000)), TYPE, TAG)
                    .to(request, out));

    download();

    assertThat(target).hasBinaryContent(longer);
    assertThat(host.requests()).hasSize(15);
  }

  @Test
  void waits_as_long_as_a_busy_host_wants() {
    host =
        new MediaHost(
            answer("503 Busy", new byte[0], "Retry-After: 1"),
            answer("429 Busy", new byte[0]),
            whole(VIDEO, TYPE));
    long start = System.nanoTime();

    download();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(host.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410})
  void asks_for_a_fresh_address_once(int status) {
    List<Task> asked = new CopyOnWriteArrayList<>();
    downloads =
        downloads(
            video -> {
              asked.add(video.task());
              return CompletableFuture.completedFuture(host.url("/fresh.mp4?sig=2"));
            });
    host =
        new MediaHost(
            broken(VIDEO, 100_000, TYPE, TAG),
            answer(status + " Expired", new byte[0]),
            rest(VIDEO, TYPE, TAG));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(asked).containsExactly(TASK);
    assertThat(host.requests().get(2).lines().get(0)).isEqualTo("GET /fresh.mp4?sig=2 HTTP/1.1");
    assertThat(host.headers("Range")).containsExactly("-", "bytes=100000-", "bytes=100000-");
  }

  @Test
  void says_that_a_fresh_address_has_expired_too() {
    AtomicInteger asked = new AtomicInteger();
    downloads =
        downloads(
            task -> {
              asked.incrementAndGet();
              return CompletableFuture.completedFuture(host.url("/a/fresh.mp4?sig=secret"));
            });
    host = new MediaHost(answer("403 Forbidden", new byte[0]));

    DownloadException e = catchThrowableOfType(DownloadException.class, this::download);

    assertThat(e.expired()).isTrue();
    assertThat(e.task()).contains(TASK);
    assertThat(e)
        .hasMessage(
            "The video of vapi:e70fdf3c did not come: 127.0.0.1/\u2026/fresh.mp4 answers 403.");
    assertThat(asked).hasValue(1);
    assertThat(host.requests()).hasSize(2);
  }

  @Test
  void says_that_there_is_no_fresh_address() {
    RuntimeException no = new IllegalStateException("no");
    downloads = downloads(task -> CompletableFuture.failedFuture(no));
    host = new MediaHost(answer("403 Forbidden", new byte[0]));

    DownloadException e = catchThrowableOfType(DownloadException.class, this::download);

    assertThat(e.expired()).isTrue();
    assertThat(e).hasCause(no).hasMessageContaining("answers 403. The provider was asked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com/a?sig=secret", "boat.mp4", "http:///a?sig=secret"})
  void refuses_a_fresh_address_that_is_none(String address) {
    downloads = downloads(task -> CompletableFuture.completedFuture(URI.create(address)));
    host = new MediaHost(answer("403 Forbidden", new byte[0]));

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessage("The address of the video of vapi:e70fdf3c is none of http or https.");
  }

  @Test
  void follows_a_redirect() {
    host =
        new MediaHost(
            answer("302 Found", new byte[0], "Location: /elsewhere.mp4", "Content-Length: 0"),
            whole(VIDEO, TYPE));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.requests().get(1).lines().get(0)).startsWith("GET /elsewhere.mp4 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Location: ftp://example.com/boat.mp4?sig=secret",
        "Location: file:///etc/passwd",
        "Location: /again?sig=secret",
        "Location: http://[bad?sig=secret",
        "X-No-Location: 1"
      })
  void does_not_follow_a_redirect_to_nowhere(String location) {
    host = new MediaHost(answer("302 Found", new byte[0], location, "Content-Length: 0"));

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(" leads on ")
        .satisfies(DownloadTest::hasNoSecret);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void never_shows_what_lets_others_download(Answer failure) {
    downloads = downloads(task -> CompletableFuture.failedFuture(new IllegalStateException("no")));
    host = new MediaHost(failure);

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .satisfies(DownloadTest::hasNoSecret);
  }

  static Stream<Answer> failures() {
    return Stream.of(
        answer("200 OK", SIGNED.getBytes(UTF_8), "Content-Type: text/plain"),
        answer("403 Forbidden", SIGNED.getBytes(UTF_8), "Content-Type: text/plain"),
        answer("418 Teapot", SIGNED.getBytes(UTF_8)),
        answer("503 " + SIGNED, SIGNED.getBytes(UTF_8)),
        answer(SIGNED, new byte[0]),
        answer("200 OK", VIDEO, TYPE, "Content-Length: " + SIGNED),
        answer("206 X", VIDEO, TYPE, "Content-Length: 300000"),
        (request, out) -> {});
  }

  private static void hasNoSecret(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      assertThat(e.toString()).doesNotContain("5f3c9a", "20261121", "private", "secret");
    }
  }

  @Test
  void gives_up_waiting_for_an_answer() {
    downloads = downloads(Duration.ofMillis(200));
    host = new MediaHost(stuckAfter((request, out) -> {}));

    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("/boat.mp4 does not answer (")
        .hasCauseInstanceOf(HttpTimeoutException.class);
    assertThat(host.requests()).hasSize(Download.ATTEMPTS);
  }

  @Test
  void hangs_up_and_goes_on_when_no_more_bytes_come() throws InterruptedException {
    downloads = downloads(Duration.ofMillis(200));
    host = new MediaHost(stuckAfter(broken(VIDEO, 100_000, TYPE, TAG)), rest(VIDEO, TYPE, TAG));

    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.isHungUpOn()).isTrue();
  }

  @Test
  void takes_as_long_as_bytes_keep_coming() {
    downloads = downloads(Duration.ofMillis(300));
    host =
        new MediaHost(
            (request, out) -> {
              out.write(MediaHost.head("200 OK", TYPE, "Content-Length: 10"));
              for (int i = 0; i < 10; i++) {
                Thread.sleep(100);
                out.write(VIDEO, i, 1);
              }
            });

    download();

    assertThat(target).hasBinaryContent(Arrays.copyOf(VIDEO, 10));
    assertThat(host.requests()).hasSize(1);
  }

  @Test
  void a_slow_listener_is_not_taken_for_a_slow_host() {
    downloads = downloads(Duration.ofMillis(500));
    host =
        new MediaHost(
            (request, out) -> {
              broken(VIDEO, 100_000, TYPE).to(request, out);
              Thread.sleep(250); // so that the next bytes are reported
              out.write(VIDEO, 100_000, 200_000);
            });
    AtomicInteger told = new AtomicInteger();

    start((bytes, total) -> sleep(told.incrementAndGet() == 2 ? 1200 : 0)).join();

    assertThat(host.requests()).hasSize(1);
  }

  @Test
  void says_that_nobody_is_there() throws IOException {
    host = new MediaHost();
    URI nobody = host.url("/boat.mp4");
    host.close();

    assertThatThrownBy(() -> download(nobody))
        .isInstanceOf(DownloadException.class)
        .hasCauseInstanceOf(ConnectException.class);
  }

  static Stream<Answer> slowAnswers() {
    return Stream.of(
        stuckAfter((request, out) -> {}),
        stuckAfter((request, out) -> out.write(MediaHost.head("200 OK", TYPE, TAG))),
        stuckAfter(broken(VIDEO, 100_000, TYPE, TAG)),
        stuckAfter(answer("200 OK", new byte[1], "Content-Type: text/html")));
  }

  @ParameterizedTest
  @MethodSource("slowAnswers")
  void a_cancellation_closes_the_connection(Answer slow) throws Exception {
    host = new MediaHost(slow);
    CompletableFuture<Path> download = start((bytes, total) -> {});
    await(() -> !host.requests().isEmpty());
    Thread.sleep(200); // so that what comes of the answer has come

    download.cancel(true);

    assertThat(host.isHungUpOn()).isTrue();
    assertThat(host.requests()).hasSize(1);
    assertThat(target).doesNotExist();
  }

  @Test
  void a_cancellation_keeps_what_has_come() throws Exception {
    host = new MediaHost(stuckAfter(broken(VIDEO, 100_000, TYPE, TAG)), rest(VIDEO, TYPE, TAG));
    CompletableFuture<Path> download = start((bytes, total) -> {});
    await(() -> sizeOfPart() == 100_000);

    download.cancel(true);
    download();

    assertThat(target).hasBinaryContent(VIDEO);
    assertThat(host.headers("Range")).containsExactly("-", "bytes=100000-");
  }

  @Test
  void a_cancellation_between_two_attempts_prevents_the_second() throws Exception {
    host = new MediaHost(answer("503 Busy", new byte[0], "Retry-After: 1"));
    CompletableFuture<Path> download = start((bytes, total) -> {});
    await(() -> !host.requests().isEmpty());

    download.cancel(true);
    Thread.sleep(1500);

    assertThat(host.requests()).hasSize(1);
  }

  @Test
  void a_cancellation_ends_the_wait_for_a_fresh_address() throws Exception {
    CompletableFuture<URI> never = new CompletableFuture<>();
    downloads = downloads(task -> never);
    host = new MediaHost(answer("403 Forbidden", new byte[0]));
    CompletableFuture<Path> download = start((bytes, total) -> {});
    await(() -> never.getNumberOfDependents() > 0);

    download.cancel(true);

    assertThat(never).isCancelled();
  }

  @Test
  void tells_how_far_it_has_come() {
    host = new MediaHost(broken(VIDEO, 100_000, TYPE, TAG), rest(VIDEO, TYPE, TAG));
    List<String> told = new CopyOnWriteArrayList<>();

    start((bytes, total) -> told.add(bytes + " of " + total.orElse(-1))).join();

    assertThat(told).startsWith("0 of 300000").contains("100000 of 300000");
    assertThat(told).endsWith("300000 of 300000").hasSizeLessThan(10);
  }

  @Test
  void tells_from_time_to_time() {
    host =
        new MediaHost(
            (request, out) -> {
              out.write(MediaHost.head("200 OK", TYPE));
              for (int i = 0; i < 10; i++) {
                Thread.sleep(100);
                out.write(VIDEO, i, 1);
              }
            });
    List<Long> told = new CopyOnWriteArrayList<>();

    start(
            (bytes, total) -> {
              assertThat(total).isEmpty();
              told.add(bytes);
            })
        .join();

    assertThat(told).isSorted().startsWith(0L).endsWith(10L).hasSizeBetween(4, 7);
  }

  @Test
  void a_listener_that_throws_ends_the_download() throws InterruptedException {
    host = new MediaHost(stuckAfter(broken(VIDEO, 100_000, TYPE, TAG)));
    RuntimeException enough = new IllegalArgumentException("enough");

    CompletableFuture<Path> download =
        start(
            (bytes, total) -> {
              throw enough;
            });

    assertThatThrownBy(download::join).hasCause(enough);
    assertThat(host.isHungUpOn()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tells_metrics_of_each_attempt() {
    List<String> told = new CopyOnWriteArrayList<>();
    LumaListener listener =
        exchange -> {
          told.add(
              exchange.provider()
                  + " "
                  + exchange.operation()
                  + " "
                  + exchange.attempt()
                  + exchange.failure().map(e -> " " + e.getClass().getSimpleName()).orElse(""));
          throw new IllegalStateException("ignored");
        };
    downloads = downloads(Duration.ofSeconds(5), listener, task -> new CompletableFuture<>());
    host = new MediaHost(answer("503 Busy", new byte[0]), whole(VIDEO, TYPE));

    download();

    assertThat(told).containsExactly("VAPI download 1 DownloadException", "VAPI download 2");
  }

  @Test
  void says_that_the_folder_is_missing_before_anything_is_asked_for() {
    target = folder.resolve("missing/boat.mp4");
    host = new MediaHost(whole(VIDEO, TYPE));

    assertThatThrownBy(this::download)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            target
                + " cannot be written: "
                + target.getParent()
                + ": no such folder; create it first")
        .hasCauseInstanceOf(NoSuchFileException.class);
    assertThat(host.requests()).isEmpty();
  }

  @Test
  void says_that_the_target_is_a_folder_before_anything_is_asked_for() {
    target = folder;
    host = new MediaHost(whole(VIDEO, TYPE));

    assertThatThrownBy(this::download)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageEndingWith("is a folder, expected a file");
    assertThat(host.requests()).isEmpty();
  }

  /** A process that may write no more than 64 KiB meets what one with a full disk meets. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void says_that_the_disk_is_full() throws Exception {
    host = new MediaHost(stuckAfter(broken(VIDEO, 200_000, TYPE, TAG)));

    String output = inItsOwnProcess("ulimit -f 64; exec \"$@\"", host.url("/boat.mp4"));

    assertThat(output).contains("UncheckedIOException: " + target + " cannot be written: ");
    assertThat(target).doesNotExist();
    assertThat(host.isHungUpOn()).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void does_not_follow_from_https_to_http() throws Exception {
    host = new MediaHost(whole(VIDEO, TYPE));
    Path keys = folder.resolve("keys");
    String keytool =
        "-genkeypair -alias host -keyalg EC -storetype PKCS12 -storepass changeit -dname CN=host"
            + " -ext san=ip:127.0.0.1 -keystore "
            + keys;
    new ProcessBuilder(
            Stream.concat(Stream.of(java("keytool")), Stream.of(keytool.split(" ", -1))).toList())
        .inheritIO()
        .start()
        .waitFor();
    HttpsServer server = https(keys);
    try {
      URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/boat.mp4");
      String trust =
          "-Djavax.net.ssl.trustStorePassword=changeit -Djavax.net.ssl.trustStore=" + keys;

      String output = inItsOwnProcess("JAVA_TOOL_OPTIONS='" + trust + "' exec \"$@\"", url);

      assertThat(output).contains("DownloadException", "127.0.0.1/boat.mp4 answers 302 and leads");
      assertThat(host.requests()).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  private HttpsServer https(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", host.url("/boat.mp4").toString());
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  private String inItsOwnProcess(String script, URI url) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                script,
                "bash",
                java("java"),
                "-XX:-UsePerfData", // whose file is not to be limited
                "-cp",
                System.getProperty("java.class.path"),
                OneDownload.class.getName(),
                url.toString(),
                target.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output);
  }

  /** Downloads in a process of its own. */
  static final class OneDownload {
    public static void main(String[] args) {
      Video video = new Video(TASK, URI.create(args[0]), null);
      try (Downloads downloads = downloads(Duration.ofSeconds(5))) {
        System.out.println(start(downloads, video, Path.of(args[1]), (bytes, total) -> {}).join());
      } catch (CompletionException e) {
        System.out.println(e.getCause());
      }
    }
  }

  private Path download() {
    return download(host.url(SIGNED));
  }

  private Path download(URI url) {
    try {
      return start(downloads, new Video(TASK, url, null), target, (bytes, total) -> {}).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private CompletableFuture<Path> start(DownloadListener progress) {
    return start(downloads, new Video(TASK, host.url(SIGNED), null), target, progress);
  }

  private static CompletableFuture<Path> start(
      Downloads downloads, Video video, Path target, DownloadListener progress) {
    Steps<Path> result = new Steps<>(ForkJoinPool.commonPool());
    downloads.start(result, video, target, progress);
    return result;
  }

  private static Downloads downloads(Function<Video, CompletableFuture<URI>> freshAddress) {
    return downloads(Duration.ofSeconds(5), exchange -> {}, freshAddress);
  }

  private static Downloads downloads(Duration idle) {
    return downloads(idle, exchange -> {}, task -> new CompletableFuture<>());
  }

  private static Downloads downloads(
      Duration idle, LumaListener listener, Function<Video, CompletableFuture<URI>> freshAddress) {
    Settings settings =
        new Settings(
            Provider.VAPI,
            "key-1",
            null,
            Duration.ofSeconds(5),
            idle,
            new Threads(ForkJoinPool.commonPool()),
            null,
            PollingPolicy.DEFAULT,
            "test",
            listener);
    return new Downloads(settings, PollingPolicy.every(Duration.ofMillis(5)), freshAddress);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private long sizeOfPart() throws IOException {
    List<String> files = files();
    return files.isEmpty() ? 0 : Files.size(folder.resolve(files.get(0)));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws Exception {
    while (!condition.holds()) { // The time limit of the class ends it.
      Thread.sleep(5);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
