package io.github.lumacontracts.mock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.lumacontracts.mock.Http.file;
import static io.github.lumacontracts.mock.Http.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
  @TempDir Path folder;

  private static String answering(String text) {
    return "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {responses: {'200':"
        + " {description: ok, content: {text/plain: {example: "
        + text
        + "}}}}}}}\n";
  }

  /** What the server told, in order. */
  private static final class Heard implements ReloadListener {
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    @Override
    public void reloading() {
      words.add("reloading");
    }

    @Override
    public void reloaded(MockServer server) {
      words.add("reloaded");
    }

    @Override
    public void kept(MockServerException reason) {
      words.add("kept: " + reason.getMessage());
    }

    List<String> next() throws InterruptedException {
      List<String> heard = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        heard.add(String.valueOf(words.poll(20, TimeUnit.SECONDS)));
      }
      return heard;
    }
  }

  private MockServer watching(Heard heard, Mount... mounts) {
    MockServerOptions.Builder options = MockServerOptions.builder().watch(heard);
    for (Mount mount : mounts) {
      options.mount(mount);
    }
    return MockServer.start(options.build());
  }

  @Test
  void new_documents_answer_and_stubs_and_the_journal_stay() {
    Path file = file(folder, "api.yaml", answering("old"));
    try (MockServer server =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build())) {
      WireMock admin = new WireMock("127.0.0.1", server.port());
      admin.register(WireMock.get("/mine").willReturn(aResponse().withBody("stub")));
      assertThat(get(server, "/a").body()).isEqualTo("old");

      file(folder, "api.yaml", answering("new"));
      assertThat(get(server, "/a").body()).as("nothing is watched").isEqualTo("old");
      server.reload();

      assertThat(get(server, "/a").body()).isEqualTo("new");
      assertThat(get(server, "/mine").body()).isEqualTo("stub");
      admin.verifyThat(3, getRequestedFor(urlEqualTo("/a")));
    }
  }

  @Test
  void a_broken_document_keeps_the_old_one() {
    Path file = file(folder, "api.yaml", answering("old"));
    try (MockServer server =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build())) {
      file(folder, "api.yaml", "openapi: 3.1.0\npaths: {}\n");

      assertThatThrownBy(server::reload).hasMessageContaining("no operations found");
      assertThat(get(server, "/a").body()).isEqualTo("old");
    }
  }

  @Test
  void every_request_on_its_way_is_answered_by_one_document_or_the_other() throws Exception {
    Path file = file(folder, "api.yaml", answering("old"));
    try (MockServer server =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).build())) {
      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<List<String>> bodies =
          CompletableFuture.supplyAsync(
              () -> {
                List<String> all = new ArrayList<>();
                while (!done.get()) {
                  all.add(get(server, "/a").body());
                }
                return all;
              });
      for (int i = 0; i < 50; i++) {
        file(folder, "api.yaml", answering(i % 2 == 0 ? "new" : "old"));
        server.reload();
      }
      done.set(true);

      assertThat(bodies.get(20, TimeUnit.SECONDS)).isNotEmpty().isSubsetOf("old", "new");
    }
  }

  @Test
  void a_change_of_a_file_or_of_one_it_refers_to_is_noticed() throws Exception {
    Files.createDirectory(folder.resolve("common"));
    Path shared = file(folder, "common/schemas.yaml", "Name: {type: string, default: rex}\n");
    Path main =
        file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            info: {title: t, version: '1'}
            paths:
              /a:
                get:
                  responses:
                    '200':
                      description: ok
                      content:
                        application/json: {schema: {$ref: 'common/schemas.yaml#/Name'}}
            """);
    Heard heard = new Heard();
    try (MockServer server = watching(heard, Mount.of(main))) {
      assertThat(get(server, "/a").body()).isEqualTo("\"rex\"");

      // As editors do it: a new file takes the place of the old one.
      Path fresh = file(folder, "fresh", "Name: {type: string, default: max}\n");
      Files.move(fresh, shared, StandardCopyOption.REPLACE_EXISTING);
      assertThat(heard.next()).containsExactly("reloading", "reloaded");
      assertThat(get(server, "/a").body()).isEqualTo("\"max\"");

      file(folder, "api.yaml", "openapi: 3.1.0\npaths: [");
      assertThat(heard.next().get(1)).startsWith("kept: " + main + ", line 2, column 9: not YAML");
      assertThat(get(server, "/a").body()).isEqualTo("\"max\"");

      file(folder, "api.yaml", answering("new"));
      assertThat(heard.next()).containsExactly("reloading", "reloaded");
      assertThat(get(server, "/a").body()).isEqualTo("new");
    }
  }

  @Test
  void what_a_new_document_refers_to_is_watched_from_then_on() throws Exception {
    Files.createDirectory(folder.resolve("later"));
    file(folder, "later/a.yaml", "get: {responses: {'200': {description: ok}}}\n");
    Path main = file(folder, "api.yaml", answering("old"));
    Heard heard = new Heard();
    try (MockServer server = watching(heard, Mount.of(main))) {
      file(folder, "api.yaml", "openapi: 3.1.0\npaths: {/b: {$ref: later/a.yaml}}\n");
      assertThat(heard.next()).containsExactly("reloading", "reloaded");
      assertThat(get(server, "/b").statusCode()).isEqualTo(200);

      file(folder, "later/a.yaml", "get: {responses: {'201': {description: ok}}}\n");
      assertThat(heard.next()).containsExactly("reloading", "reloaded");
      assertThat(get(server, "/b").statusCode()).isEqualTo(201);
    }
  }

  @Test
  void several_documents_are_reloaded_together() throws Exception {
    Path one = file(folder, "one.yaml", answering("one"));
    Path two = file(folder, "two.yaml", answering("two"));
    Heard heard = new Heard();
    try (MockServer server = watching(heard, Mount.of(one).at("/one"), Mount.of(two).at("/two"))) {
      file(folder, "two.yaml", answering("three"));
      assertThat(heard.next()).containsExactly("reloading", "reloaded");

      assertThat(get(server, "/one/a").body()).isEqualTo("one");
      assertThat(get(server, "/two/a").body()).isEqualTo("three");
    }
  }
}
