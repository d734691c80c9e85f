package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static io.github.lumacontracts.mock.Http.post;
import static io.github.lumacontracts.mock.Http.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Most answers are given without WireMock. Nobody can tell, neither by the answer nor in the
 * journal.
 */
class DirectAnswersTest {
  private MockServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            paths:
              /pets/{id}:
                get:
                  operationId: getPet
                  responses:
                    '200': {content: {application/json: {example: {name: Rex}}}}
              /pets:
                post:
                  operationId: createPet
                  requestBody:
                    content:
                      application/x-www-form-urlencoded: {schema: {type: object}}
                      application/json: {schema: {type: object}}
                  responses:
                    '200': {content: {application/json: {example: {name: Rex}}}}
            """);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** A stub that could match, and does not, sends the request through WireMock. */
  private void sendEverythingThroughWireMock() {
    post(
        server,
        "/__admin/mappings",
        """
        {"request": {"method": "GET", "urlPattern": "/no-such-path.*"}, "response": {"status": 418}}
        """);
  }

  @Test
  void the_answer_is_the_same_on_both_ways() {
    HttpResponse<String> direct = get(server, "/pets/1?a=b");
    sendEverythingThroughWireMock();
    HttpResponse<String> throughWireMock = get(server, "/pets/1?a=b");

    assertThat(direct.body()).isEqualTo(throughWireMock.body()).isEqualTo("{\"name\":\"Rex\"}");
    assertThat(direct.headers().map().keySet())
        .containsExactlyInAnyOrderElementsOf(throughWireMock.headers().map().keySet());
    assertThat(header(direct, "matched-stub-id"))
        .isEqualTo(header(throughWireMock, "matched-stub-id"));
    assertThat(header(direct, "content-length"))
        .isEqualTo(header(throughWireMock, "content-length"));
  }

  @Test
  void the_journal_holds_the_same_of_both_ways() {
    get(server, "/pets/1?a=b", "Cookie", "crumb=1", "X-Twice", "1", "X-Twice", "2");
    String direct = get(server, "/__admin/requests").body();
    send(server, "DELETE", "/__admin/requests", "");
    sendEverythingThroughWireMock();
    get(server, "/pets/1?a=b", "Cookie", "crumb=1", "X-Twice", "1", "X-Twice", "2");
    String throughWireMock = get(server, "/__admin/requests").body();

    assertThat(timeless(direct)).isEqualTo(timeless(throughWireMock));
    assertThat(direct)
        .contains("\"crumb\" : \"1\"", "\"operationId\" : \"getPet\"", "\"wasMatched\" : true");
  }

  @Test
  void the_journal_holds_the_same_of_a_form_on_both_ways() {
    String type = "application/x-www-form-urlencoded";
    post(server, "/pets", "name=Rex&name=Max", "Content-Type", type);
    String direct = get(server, "/__admin/requests").body();
    send(server, "DELETE", "/__admin/requests", "");
    sendEverythingThroughWireMock();
    post(server, "/pets", "name=Rex&name=Max", "Content-Type", type);
    String throughWireMock = get(server, "/__admin/requests").body();

    assertThat(timeless(direct)).isEqualTo(timeless(throughWireMock)).contains("formParams");
  }

  @Test
  void a_request_is_found_by_its_id_and_can_be_removed() {
    get(server, "/pets/1");
    get(server, "/pets/2");
    String id =
        get(server, "/__admin/requests").body().replaceFirst("(?s).*?\"id\" : \"(.*?)\".*", "$1");

    assertThat(get(server, "/__admin/requests/" + id).body()).contains("\"url\" : \"/pets/2\"");
    send(server, "DELETE", "/__admin/requests/" + id, "");

    assertThat(get(server, "/__admin/requests").body())
        .contains("\"url\" : \"/pets/1\"")
        .doesNotContain("\"url\" : \"/pets/2\"");
  }

  @Test
  void a_global_delay_holds_for_documents_too() {
    post(server, "/__admin/settings", "{\"fixedDelay\": 300}");
    long start = System.nanoTime();

    get(server, "/pets/1");

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
  }

  @Test
  void recording_sees_requests_that_a_document_would_answer(@TempDir Path folder) {
    try (MockServer upstream =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            paths:
              /pets/{id}:
                get:
                  responses:
                    '200': {content: {application/json: {example: {name: Max}}}}
            """)) {
      post(
          server,
          "/__admin/recordings/start",
          "{\"targetBaseUrl\": \"" + upstream.baseUri() + "\", \"persist\": false}");

      assertThat(get(server, "/pets/1").body()).isEqualTo("{\"name\":\"Max\"}");

      assertThat(post(server, "/__admin/recordings/stop", "{}").body()).contains("/pets/1");
    }
  }

  /** Leaves out what differs between any two requests, and what only one of the ways measures. */
  private static String timeless(String journal) {
    return journal
        .replaceAll("\"id\" : \"[^\"]*\"", "\"id\"")
        .replaceAll("\"loggedDate(String)?\" : [^\\n]*", "\"loggedDate\"")
        .replaceAll("(?s)\"timing\" : \\{.*?}", "\"timing\"")
        .replaceAll("\"Date\" : [^\\n]*", "\"Date\"");
  }
}
