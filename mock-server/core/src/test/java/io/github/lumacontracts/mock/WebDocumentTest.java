package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents on the web, and files that refer to them. */
class WebDocumentTest {
  private static final String REFERRING =
      """
      openapi: 3.1.0
      paths:
        /a:
          get:
            responses:
              '200':
                description: ok
                content: {application/json: {schema: {$ref: '%s'}}}
      """;

  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final Map<String, String> agents = new ConcurrentHashMap<>();

  @SuppressWarnings("NullAway.Init")
  private HttpServer web;

  @BeforeEach
  void start() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    web.createContext("/", this::answer);
    web.start();
  }

  @AfterEach
  void stop() {
    web.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    agents.put(path, String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
    String page = pages.get(path);
    if (page == null) {
      exchange.sendResponseHeaders(404, -1);
    } else if (page.startsWith("→")) {
      exchange.getResponseHeaders().add("Location", page.substring(1));
      exchange.sendResponseHeaders(302, -1);
    } else {
      byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + web.getAddress().getPort() + path);
  }

  private static MockServer serve(Mount mount) {
    return MockServer.start(MockServerOptions.builder().mount(mount).build());
  }

  @Test
  void references_are_relative_to_where_the_document_was_found() {
    pages.put("/api", "→/specs/v1/latest");
    pages.put("/specs/v1/latest", "→api.yaml");
    pages.put("/specs/v1/api.yaml", REFERRING.formatted("../common.json#/S"));
    pages.put("/specs/common.json", "{\"S\": {\"$ref\": \"v1/more.yaml\"}}");
    pages.put("/specs/v1/more.yaml", "{type: string, default: rex}");

    try (MockServer server = serve(Mount.of(at("/api")))) {
      assertThat(get(server, "/a").body()).isEqualTo("\"rex\"");
      assertThat(agents).hasSize(5).containsEntry("/specs/common.json", "luma-mock");
    }
  }

  @Test
  void a_file_may_refer_to_the_web(@TempDir Path folder) {
    pages.put("/s.yaml", "S: {type: string, default: rex}");
    String yaml = REFERRING.formatted(at("/s.yaml#/S"));

    try (MockServer server = serve(Mount.of(Http.file(folder, "api.yaml", yaml)))) {
      assertThat(get(server, "/a").body()).isEqualTo("\"rex\"");
    }
  }

  @Test
  void the_web_may_not_refer_to_a_file(@TempDir Path folder) {
    Path secret = Http.file(folder, "secret.yaml", "{type: string, default: secret}");
    pages.put("/api.yaml", REFERRING.formatted(secret.toUri()));

    assertThatThrownBy(() -> serve(Mount.of(at("/api.yaml"))))
        .isInstanceOf(MockServerException.class)
        .hasMessageContaining("a document from the web may not read files of this machine");

    pages.put("/api.yaml", "→" + secret.toUri());
    assertThatThrownBy(() -> serve(Mount.of(at("/api.yaml"))))
        .hasMessageContaining("which is not on the web");
  }

  @Test
  void says_what_the_server_answered_instead() {
    assertThatThrownBy(() -> serve(Mount.of(at("/none.yaml?token=secret"))))
        .isInstanceOf(MockServerException.class)
        .hasMessage(
            at("/none.yaml")
                + ": cannot be fetched: the server answers 404, expected 200. Check the address.");
  }

  @Test
  void gives_up_on_redirects_in_a_circle() {
    pages.put("/a", "→/b");
    pages.put("/b", "→/a");

    assertThatThrownBy(() -> serve(Mount.of(at("/a"))))
        .hasMessageContaining("more than 5 redirects");
  }

  @Test
  void gives_up_on_what_is_too_long() {
    pages.put("/a", "openapi: 3.1.0 #" + "x".repeat(65 * 1024 * 1024));

    assertThatThrownBy(() -> serve(Mount.of(at("/a"))))
        .hasMessageContaining("it is longer than 67108864 bytes");
  }

  @Test
  void an_address_must_be_one() {
    assertThatThrownBy(() -> Mount.of(URI.create("ftp://example.com/api.yaml")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"ftp://example.com/api.yaml\" is no address of a document, such as"
                + " https://example.com/api.yaml.");
  }
}
