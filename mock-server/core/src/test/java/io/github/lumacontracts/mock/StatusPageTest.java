package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static io.github.lumacontracts.mock.Http.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that shows a person what goes on. */
class StatusPageTest {
  private static final String[] BROWSER = {
    "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
  };
  private static final String HOSTILE =
      "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
          + "' onload='x' {{world}} &amp;";

  private MockServer server;
  private MockWorld world;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = PetTasks.serve(folder);
    world = server.world();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String page() {
    return get(server, "/", BROWSER).body();
  }

  @Test
  void shows_tasks_clock_scenarios_webhooks_and_ledger() throws Exception {
    String done =
        PetTasks.submitted(server, "{\"prompt\": \"a kite\", \"hook\": \"http://h.test/\"}");
    world.tasks().complete(done);
    PetTasks.submit(server, "a kite");
    world.tasks().fail(PetTasks.submit(server, "a kite"));
    PetTasks.submit(server, "a paper boat");
    world.clock().advance(Duration.ofMillis(5500));
    world.scenarios().next("failed", 2);
    while (world.webhooks().deliveries().stream().noneMatch(d -> !d.attempts().isEmpty())) {
      Thread.sleep(10);
    }
    String now = world.clock().now().toString().substring(0, 19).replace('T', ' ') + " UTC";
    HttpResponse<String> page = get(server, "/", BROWSER);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.body())
        .contains(
            "<p class=\"clock\">" + now + ", <strong>stands still</strong></p>",
            "<h3>a paper boat</h3>",
            "<span class=\"state\">drawing</span> 5.5 s of 10.0 s, 55 %</p>",
            "<progress max=\"100\" value=\"55\" aria-label=\"Progress of a paper boat\">",
            "<span class=\"state good\">completed</span>",
            "<span class=\"state bad\">failed</span>",
            "src=\"/__media/-/pets/" + done + "/video.mp4\"",
            "poster=\"/__media/-/pets/" + done + "/thumbnail.jpg\"",
            "<li>failed, 2×</li>",
            "<option>rate-limited</option>",
            "<span class=\"state given-up\">given-up</span> completed → <code>http://h.test/</code>",
            "last: h.test is not on this machine and not among the allowed hosts",
            "<strong>5976 credits</strong>",
            "Paid twice?")
        .containsOnlyOnce("<video")
        .doesNotContain("<script");
    assertThat(get(server, "/__admin/luma", BROWSER).body()).contains("a paper boat");
    assertThat(get(server, "/__admin/luma/", BROWSER).body()).contains("a paper boat");
  }

  @Test
  void shows_the_world_that_is_asked_for() {
    PetTasks.submit(server, "a paper boat");
    PetTasks.submit(server, "a kite", "X-Luma-World", "mine");

    assertThat(get(server, "/?world=mine", BROWSER).body())
        .contains("<h1>Luma Contracts stub server: mine</h1>", "a kite")
        .doesNotContain("a paper boat");
    HttpResponse<String> none = get(server, "/?world=%3Cscript%3E", BROWSER);
    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(header(none, "content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void escapes_whatever_clients_have_sent() {
    PetTasks.submitted(
        server,
        "{\"hook\": \"http://127.0.0.1:9/<script>\", \"prompt\": \"%s\"}"
            .formatted(HOSTILE.replace("\"", "\\\"")),
        "X-Key",
        "k");

    assertThat(page())
        .contains(
            "<h3>&lt;script&gt;document.title&#x3D;&#x27;taken&#x27;&lt;/script&gt;&lt;img"
                + " src&#x3D;x onerror&#x3D;&quot;document.title&#x3D;&#x27;taken&#x27;&quot;&gt;"
                + "&#x27; onload&#x3D;&#x27;x&#x27; {{world}} &amp;amp;</h3>")
        .doesNotContain("<script", "<img", "onload='");
  }

  @Test
  void reloads_itself_only_while_something_runs_and_nobody_has_stopped_that() {
    String reload = "http-equiv=\"refresh\"";
    assertThat(page()).doesNotContain(reload);
    PetTasks.submit(server, "a kite");
    assertThat(page()).as("the clock stands still").doesNotContain(reload);
    world.clock().resume();
    assertThat(page()).contains(reload, "refresh=off");
    assertThat(get(server, "/?refresh=off", BROWSER).body()).doesNotContain(reload);
    world.clock().advance(Duration.ofMinutes(1));
    assertThat(page()).doesNotContain(reload);
  }

  @Test
  void a_task_that_is_stuck_does_not_keep_it_reloading() {
    world.clock().resume();
    world.scenarios().next("stuck");
    PetTasks.submit(server, "a kite");
    world.clock().advance(Duration.ofMinutes(1));

    assertThat(page())
        .contains("does not go on by itself")
        .doesNotContain("http-equiv=\"refresh\"", "value=\"advance-task\"");
  }

  @Test
  void is_only_for_browsers_where_a_document_has_the_root() {
    HttpResponse<String> response = get(server, "/", "Accept", "*/*");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("NO_PATH_MATCHED_ERROR");
    assertThat(get(server, "/index.html", BROWSER).statusCode()).isEqualTo(404);
  }

  @Test
  void is_for_everyone_where_no_document_has_the_root() {
    try (MockServer providers = MockServer.start(MockServerOptions.builder().port(0).build())) {
      assertThat(get(providers, "/", "Accept", "*/*").body()).contains("<h1>Luma Contracts");
      assertThat(get(providers, "/", "Accept", "application/json").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void gives_way_to_a_document_that_claims_the_path(@TempDir Path folder) {
    Path file =
        Http.file(
            folder,
            "root.yaml",
            """
            openapi: 3.1.0
            paths:
              /:
                post: {responses: {'200': {content: {application/json: {example: mine}}}}}
            """);
    try (MockServer other =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build())) {
      assertThat(get(other, "/", BROWSER).statusCode()).isEqualTo(405);
      assertThat(post(other, "/", "").body()).isEqualTo("\"mine\"");
      assertThat(get(other, "/__admin/luma", BROWSER).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void gives_way_to_a_stub_that_has_the_path() {
    post(
        server,
        "/__admin/mappings",
        "{\"request\": {\"urlPath\": \"/\"}, \"response\": {\"status\": 418}}");

    assertThat(get(server, "/", BROWSER).statusCode()).isEqualTo(418);
  }

  @Test
  void may_load_nothing_from_elsewhere_and_run_nothing() {
    HttpResponse<String> page = get(server, "/", BROWSER);

    assertThat(header(page, "content-security-policy"))
        .startsWith(
            "default-src 'none'; img-src 'self' data:; media-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-")
        .doesNotContain("script-src", "unsafe");
    assertThat(header(page, "access-control-allow-origin")).isEmpty();
    assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          action=resume                                      | false | waiting   | 0
          action=advance-clock&by=PT1M                       | true  | completed | 0
          action=advance-task&document=pets&task=ID          | true  | drawing   | 0
          action=complete-task&document=pets&task=ID         | true  | completed | 0
          action=fail-task&document=pets&task=ID             | true  | failed    | 0
          action=queue-scenario&scenario=slow                | true  | waiting   | 1
          action=clear-scenarios                             | true  | waiting   | 0
          action=reset-world                                 | false | gone      | 0
          """)
  void a_button_does_what_it_says_and_the_page_follows(
      String form, boolean frozen, String state, int queued) {
    String id = PetTasks.submit(server, "a kite");

    HttpResponse<String> response = press(form.replace("ID", id));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    assertThat(header(response, "location")).isEqualTo("/__admin/luma");
    assertThat(world.clock().isFrozen()).isEqualTo(frozen);
    assertThat(world.tasks().find(id).map(MockTask::state).orElse("gone")).isEqualTo(state);
    assertThat(world.scenarios().queued()).hasSize(queued);
  }

  @Test
  void a_button_that_comes_too_late_is_told_on_the_page() {
    String id = PetTasks.submit(server, "a kite");
    world.tasks().complete(id);

    HttpResponse<String> late = press("action=advance-task&document=pets&task=" + id);
    HttpResponse<String> gone = press("action=complete-task&document=pets&task=gone");

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("stays completed, there is no next state.", "<h3>a kite</h3>");
    assertThat(gone.statusCode()).isEqualTo(409);
    assertThat(gone.body()).contains("There is no task &quot;gone&quot; in the world");
  }

  @Test
  void buttons_work_in_the_world_of_the_page() {
    MockWorld mine = server.world("mine");

    assertThat(header(press("action=freeze&world=mine"), "location"))
        .isEqualTo("/__admin/luma?world=mine");
    assertThat(mine.clock().isFrozen()).isTrue();
  }

  @Test
  void a_form_of_another_site_does_nothing() {
    assertThat(press("action=resume", "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(world.clock().isFrozen()).isTrue();
    assertThat(press("action=explode").statusCode()).isEqualTo(422);
  }

  private HttpResponse<String> press(String form, String... headers) {
    return post(
        server,
        "/__admin/luma",
        form,
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("Content-Type", "application/x-www-form-urlencoded"),
                java.util.stream.Stream.of(headers))
            .toArray(String[]::new));
  }

  @Test
  void a_link_from_elsewhere_leads_to_it() {
    assertThat(
            get(
                    server,
                    "/",
                    "Accept",
                    "text/html",
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Mode",
                    "navigate")
                .statusCode())
        .isEqualTo(200);
    assertThat(get(server, "/", "Accept", "text/html", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_browser_shows_it_without_scripts_and_asks_for_nothing_else(@TempDir Path folder)
      throws Exception {
    PetTasks.submit(server, HOSTILE);
    world.tasks().complete(PetTasks.submit(server, "a kite"));
    try (Browser browser = browser(folder)) {
      browser.withoutScripts();
      browser.visit(server.baseUri());

      assertThat(browser.evaluate("document.title")).isEqualTo("Luma Contracts stub server");
      assertThat(browser.evaluate("document.querySelector('h3').textContent")).isEqualTo(HOSTILE);
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests())
          .allMatch(
              address -> address.startsWith(server.baseUri() + "/") || address.startsWith("data:"));
    }
  }

  @Test
  void a_browser_plays_the_video(@TempDir Path folder) throws Exception {
    world.tasks().complete(PetTasks.submit(server, "a kite"));
    try (Browser browser = browser(folder)) {
      browser.visit(server.baseUri());

      assertThat(
              browser.evaluate(
                  """
                  new Promise(say => {
                    const video = document.querySelector('video');
                    video.muted = true;
                    video.onended = () => say(video.currentTime.toFixed(1) + ' s');
                    video.onerror = () => say(video.error.message);
                    video.play();
                  })"""))
          .isEqualTo("2.0 s");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void a_browser_presses_its_buttons(@TempDir Path folder) throws Exception {
    String id = PetTasks.submit(server, "a kite");
    try (Browser browser = browser(folder)) {
      browser.visit(server.baseUri());
      browser.press("button[value=advance-task]");
      assertThat(world.tasks().get(id).state()).isEqualTo("drawing");
      browser.press("button[value=resume]");
      assertThat(world.clock().isFrozen()).isFalse();
      world.clock().advance(Duration.ofMinutes(1));
      browser.awaitPage(); // it reloads itself

      assertThat(browser.evaluate("document.querySelector('article .state').textContent"))
          .isEqualTo("completed");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void a_browser_shows_it_on_a_narrow_screen_and_to_those_who_do_not_see(@TempDir Path folder)
      throws Exception {
    PetTasks.submitted(
        server,
        "{\"prompt\": \"%s\", \"hook\": \"http://127.0.0.1:9/%s\"}"
            .formatted("y".repeat(200), "z".repeat(200)));
    world.tasks().complete(PetTasks.submit(server, "x".repeat(200)));
    world.tasks().list().forEach(task -> world.tasks().complete(task.id()));
    PetTasks.submit(server, "w".repeat(200));
    while (world.webhooks().deliveries().isEmpty()) {
      Thread.sleep(10);
    }
    try (Browser browser = browser(folder)) {
      for (boolean dark : List.of(false, true)) {
        browser.screen(320, dark);
        browser.visit(URI.create(server.baseUri() + "/?refresh=off"));

        assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("320");
        assertThat(browser.evaluate(UNREADABLE)).as("dark: " + dark).isEmpty();
        assertThat(browser.evaluate(NAMELESS)).isEmpty();
      }
    }
  }

  /** Lists texts whose contrast to the ground of the page is less than 4.5. */
  private static final String UNREADABLE =
      """
      (() => {
        const canvas = document.createElement('canvas').getContext('2d');
        const light = colour => {
          canvas.fillStyle = '#000';
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
              .map(part => part / 255)
              .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
          return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
        };
        const ground = light(matchMedia('(prefers-color-scheme: dark)').matches ? '#121212' : '#fff');
        return [...document.querySelectorAll('main *, header *, footer *')]
            .filter(element => !element.closest('button, select') && element.innerText)
            .filter(element => {
              const ink = light(getComputedStyle(element).color);
              return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) < 4.5;
            })
            .map(element => element.outerHTML)
            .join('\\n');
      })()""";

  /** Lists what a screen reader could not name. */
  private static final String NAMELESS =
      """
      [...document.querySelectorAll('select, progress, video, button, a, section')]
          .filter(element => !element.textContent.trim() || element.matches('select, progress, video, section'))
          .filter(element => !element.getAttribute('aria-label')
              && !(element.labels && element.labels.length)
              && !document.getElementById(element.getAttribute('aria-labelledby')))
          .map(element => element.outerHTML)
          .join('\\n')""";

  private static Browser browser(Path folder) throws Exception {
    assumeTrue(
        Browser.executable().isPresent(), "chromium is needed to see the page as a person does");
    return new Browser(Browser.executable().orElseThrow(), folder);
  }
}
