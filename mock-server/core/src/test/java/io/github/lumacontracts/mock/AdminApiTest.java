package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** WireMock's admin API over a server that answers from documents. */
class AdminApiTest {
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private MockServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    Path file =
        Http.file(
            folder,
            "pets.yaml",
            """
            openapi: 3.1.0
            paths:
              /pets/{id}:
                get:
                  operationId: getPet
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: integer}}
                  responses:
                    '200': {content: {application/json: {example: {name: Rex}}}}
            """);
    server =
        MockServer.start(
            MockServerOptions.builder()
                .mount(Mount.of(file))
                .listener(exchanges::add)
                .journalSize(3)
                .build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_stub_of_the_user_wins_over_the_document_until_it_is_removed() {
    assertThat(get(server, "/pets/1").body()).isEqualTo("{\"name\":\"Rex\"}");

    post(
        server,
        "/__admin/mappings",
        """
        {"name": "mine", "request": {"method": "GET", "urlPath": "/pets/1"},
         "response": {"status": 418, "body": "mine"}}
        """);

    assertThat(get(server, "/pets/1").body()).isEqualTo("mine");
    assertThat(get(server, "/pets/2").body()).isEqualTo("{\"name\":\"Rex\"}");

    post(server, "/__admin/mappings/reset", "{}");

    assertThat(get(server, "/pets/1").body()).isEqualTo("{\"name\":\"Rex\"}");
    assertThat(exchanges)
        .extracting(e -> e.matched().orElse("") + " " + e.status())
        .containsExactly(
            "GET /pets/{id} 200", "mine 418", "GET /pets/{id} 200", "GET /pets/{id} 200");
  }

  @Test
  void a_scenario_of_the_user_gives_way_to_the_document_in_its_other_states() {
    post(
        server,
        "/__admin/mappings",
        """
        {"scenarioName": "once", "requiredScenarioState": "Started", "newScenarioState": "Done",
         "request": {"urlPath": "/pets/1"}, "response": {"body": "first"}}
        """);

    assertThat(get(server, "/pets/1").body()).isEqualTo("first");
    assertThat(get(server, "/pets/1").body()).isEqualTo("{\"name\":\"Rex\"}");
  }

  @Test
  void requests_can_be_verified() {
    get(server, "/pets/1");
    get(server, "/pets/2");

    assertThat(
            post(
                    server,
                    "/__admin/requests/count",
                    "{\"method\": \"GET\", \"urlPathPattern\": \"/pets/.*\"}")
                .body())
        .contains("\"count\" : 2");
  }

  @Test
  void the_journal_names_the_operation() {
    get(server, "/pets/1");

    assertThat(get(server, "/__admin/requests").body())
        .contains("\"name\" : \"GET /pets/{id}\"", "\"operationId\" : \"getPet\"");
  }

  @Test
  void the_journal_forgets_the_oldest() {
    for (int i = 0; i < 5; i++) {
      get(server, "/pets/" + i);
    }

    assertThat(get(server, "/__admin/requests").body())
        .contains("\"total\" : 3", "/pets/4")
        .doesNotContain("/pets/1\"");
  }

  @Test
  void what_no_document_knows_is_unmatched() {
    get(server, "/pets/1");
    get(server, "/cats");

    assertThat(get(server, "/__admin/requests/unmatched").body())
        .contains("/cats")
        .doesNotContain("/pets/1");
  }

  @Test
  void delays_hold_for_documents_too() {
    post(server, "/__admin/settings", "{\"fixedDelay\": 300}");

    long before = System.nanoTime();
    get(server, "/pets/1");

    assertThat(System.nanoTime() - before).isGreaterThan(300_000_000L);
  }

  @Test
  void nothing_is_written_into_the_working_directory() {
    post(server, "/__admin/mappings", "{\"request\": {\"urlPath\": \"/x\"}, \"response\": {}}");
    post(server, "/__admin/mappings/save", "");

    assertThat(Files.exists(Path.of("src/test/resources/mappings"))).isFalse();
    assertThat(Files.exists(Path.of("mappings"))).isFalse();
  }

  @Test
  void a_server_without_files_lists_none() {
    HttpResponse<String> response = get(server, "/__admin/files");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body().replace(" ", "")).isEqualTo("[]");
  }

  @Test
  @Timeout(20)
  void whoever_waits_for_the_end_is_woken_by_a_shutdown_through_the_admin_api() throws Exception {
    int port = server.port();
    assertThat(post(server, "/__admin/shutdown", "").statusCode()).isEqualTo(200);

    server.awaitStop();

    assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
  }

  @Test
  void the_listener_hears_of_violations() {
    get(server, "/pets/rex?token=secret");

    assertThat(exchanges)
        .containsExactly(
            new Exchange(
                "GET",
                "/pets/rex",
                Optional.of("GET /pets/{id}"),
                true,
                false,
                422,
                List.of(
                    Violation.error(
                        List.of("path", "id"),
                        "type",
                        "Request path parameter id must be integer")),
                List.of(),
                Optional.empty(),
                Optional.of("application/problem+json"),
                Optional.of(
                    "https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY: Invalid request")));
  }
}
