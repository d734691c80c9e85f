package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static io.github.lumacontracts.mock.Http.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lumacontracts.mock.internal.steering.Steered.AttemptView;
import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import java.io.File;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that shows a person what goes on. */
class StatusPageTest {
  private static final String[] BROWSER = {
    "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
  };
  private static final String HOSTILE =
      "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
          + "' onload='x' {{world}} &amp;";

  private final SampleWorlds worlds = new SampleWorlds();
  private MockServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    worlds.clock("").freeze();
    server = start(folder, "/pets");
  }

  private MockServer start(Path folder, String path) {
    Path file =
        Http.file(
            folder,
            "pets.yaml",
            """
            openapi: 3.1.0
            paths:
              %s:
                post: {responses: {'200': {content: {application/json: {example: mine}}}}}
            """
                .formatted(path));
    return MockServer.start(
        MockServerOptions.builder().mount(Mount.of(file)).build(), new MemoryTaskStore(1), worlds);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shows_running_tasks_clock_scenarios_webhooks_and_ledger() {
    worlds.task("", "pets", "one", Duration.ofSeconds(4), "a paper boat");
    worlds.task("", "pets", "two", Duration.ofSeconds(20), "a kite");
    worlds.video("two", "http://elsewhere:1/__media/-/pets/two/video.mp4");
    worlds.delivery(
        "17",
        "http://127.0.0.1/hook",
        new AttemptView(SampleWorlds.NOON, Optional.of(503), Optional.of("the answer is 503")));
    worlds.balance("c0ffee", "credits", "994");
    post(
        server,
        "/__admin/luma/scenarios/queue",
        "{\"scenario\": \"failed\", \"requests\": 2}",
        "Content-Type",
        "application/json");

    HttpResponse<String> page = get(server, "/", BROWSER);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.body())
        .contains(
            "2026-01-01 12:00:00Z <strong>stands still</strong>",
            "<h3>a paper boat</h3>",
            "processing</span> 4.0 s of 10.0 s, 40 %",
            "<progress max=\"100\" value=\"40\">40 %</progress>",
            "<video controls preload=\"none\" src=\"/__media/-/pets/two/video.mp4\""
                + " poster=\"/__media/-/pets/two/thumbnail.jpg\"></video>",
            "<li>failed, 2×</li>",
            "completed → <code>http://127.0.0.1/hook</code>",
            "last: the answer is 503",
            "<strong>994 credits</strong> left for <code>c0ffee</code>",
            "Paid twice? c0ffee called createPet with the same request: one, two (10 credits)")
        .containsOnlyOnce("<video")
        .doesNotContain("<script", "elsewhere");
  }

  @Test
  void shows_the_world_that_is_asked_for() {
    worlds.task("", "pets", "one", Duration.ofSeconds(4), "a paper boat");
    worlds.task("mine", "pets", "two", Duration.ofSeconds(4), "a kite");

    assertThat(get(server, "/?world=mine", BROWSER).body())
        .contains("<h1>Stub server: mine</h1>", "a kite")
        .doesNotContain("a paper boat");
  }

  @Test
  void escapes_whatever_clients_have_sent() {
    worlds.task("", "pets", HOSTILE, Duration.ofSeconds(4), HOSTILE);
    worlds.task("", "pets", "two", Duration.ofSeconds(20), "a kite");
    worlds.video("two", "javascript:alert(1)");
    worlds.delivery("17", HOSTILE);
    worlds.balance(HOSTILE, "credits", "1");

    assertThat(get(server, "/", BROWSER).body())
        .contains(
            "<h3>&lt;script&gt;document.title&#x3D;&#x27;taken&#x27;&lt;/script&gt;&lt;img"
                + " src&#x3D;x onerror&#x3D;&quot;document.title&#x3D;&#x27;taken&#x27;&quot;&gt;"
                + "&#x27; onload&#x3D;&#x27;x&#x27; {{world}} &amp;amp;</h3>")
        .doesNotContain("<script", "<img", "onload='", "javascript:");
    assertThat(get(server, "/?world=%3Cscript%3E", BROWSER).body())
        .contains("<h1>Stub server: &lt;script&gt;</h1>")
        .doesNotContain("<script");
  }

  @Test
  void is_only_for_browsers() {
    HttpResponse<String> response = get(server, "/", "Accept", "*/*");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("NO_PATH_MATCHED_ERROR");
    assertThat(get(server, "/index.html", BROWSER).statusCode()).isEqualTo(404);
  }

  @Test
  void gives_way_to_a_document_that_claims_the_path(@TempDir Path folder) {
    try (MockServer other = start(folder, "/")) {
      assertThat(get(other, "/", BROWSER).statusCode()).isEqualTo(405);
      assertThat(post(other, "/", "").body()).isEqualTo("\"mine\"");
    }
  }

  @Test
  void may_load_nothing_from_elsewhere_and_run_nothing() {
    assertThat(header(get(server, "/", BROWSER), "content-security-policy"))
        .startsWith("default-src 'none'; img-src 'self'; media-src 'self'; form-action 'none';")
        .doesNotContain("script-src", "unsafe");
  }

  @Test
  void a_browser_shows_it_and_runs_nothing_of_it(@TempDir Path folder) throws Exception {
    worlds.task("", "pets", "one", Duration.ofSeconds(4), HOSTILE);

    String dom = chromium(folder, "--dump-dom");

    assertThat(dom)
        .contains("<title>Luma Contracts: stub server</title>", "&lt;script&gt;")
        .doesNotContain("<script", "<img");
  }

  @Test
  void a_browser_styles_it_and_it_fits_a_narrow_screen(@TempDir Path folder) throws Exception {
    worlds.task("", "pets", "x".repeat(200), Duration.ofSeconds(4), "y".repeat(200));
    worlds.delivery("17", "http://127.0.0.1/" + "z".repeat(200));
    worlds.balance("c".repeat(64), "credits", "1");
    // A frame is as narrow as it is told to be, unlike a window, and can be measured from outside.
    Path frame = folder.resolve("frame.html");
    String page = get(server, "/", BROWSER).body().replace("&", "&amp;").replace("\"", "&quot;");
    Files.writeString(
        frame,
        "<iframe width=320 height=2000 style='border:0' srcdoc=\""
            + page
            + "\" onload=\"let d = this.contentDocument.documentElement;"
            + " document.title = d.scrollWidth + ' ' +"
            + " this.contentWindow.getComputedStyle(d.querySelector('article')).borderRadius"
            + "\"></iframe>");

    assertThat(chromium(folder, "--dump-dom", frame.toUri().toString()))
        .contains("<title>320 8px</title>");
  }

  private String chromium(Path folder, String what) throws Exception {
    return chromium(folder, what, server.baseUri() + "/");
  }

  private static String chromium(Path folder, String what, String address) throws Exception {
    Optional<String> browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .filter(StatusPageTest::isThere)
            .findFirst();
    assumeTrue(browser.isPresent(), "Chromium is needed to see the page as a person does");
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of(browser.orElseThrow()));
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
            "--user-data-dir=" + folder.resolve("profile"),
            what,
            address));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static boolean isThere(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
