package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static io.github.lumacontracts.mock.Http.post;
import static io.github.lumacontracts.mock.Http.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.internal.document.ApiDocument;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.DocumentReader;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.steering.Steered.AttemptView;
import io.github.lumacontracts.mock.internal.steering.Steering;
import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import io.github.lumacontracts.mock.internal.validator.ResponseValidator;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be seen and changed below {@code /__admin/luma}. */
class SteeringTest {
  private static final String[] JSON = {"Content-Type", "application/json"};

  private final SampleWorlds worlds = new SampleWorlds();
  private final List<Exchange> exchanges = new ArrayList<>();
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
              /{any}/luma/tasks:
                get: {responses: {'200': {content: {application/json: {example: mine}}}}}
            """);
    worlds.task("", "pets", "one", Duration.ofSeconds(4), "a paper boat");
    worlds.clock("").freeze();
    server =
        MockServer.start(
            MockServerOptions.builder().mount(Mount.of(file)).listener(exchanges::add).build(),
            new MemoryTaskStore(1),
            worlds);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static final String TASK =
      """
      {"id":"one","document":"pets","operation":"createPet","state":"processing","progress":40,\
      "finished":false,"scenario":"success","client":"c0ffee","prompt":"a paper boat",\
      "created":"2026-01-01T11:59:56Z","age":"PT4S","length":"PT10S"}""";

  @Test
  void lists_the_tasks_of_a_world() {
    worlds.task("other", "pets", "two", Duration.ofSeconds(20), "a kite");

    assertThat(get(server, "/__admin/luma/tasks").body())
        .isEqualTo("{\"world\":\"\",\"tasks\":[" + TASK + "]}");
    assertThat(get(server, "/__admin/luma/tasks", "X-Luma-World", "other").body())
        .isEqualTo(get(server, "/__admin/luma/tasks?world=other").body())
        .contains("\"world\":\"other\"", "\"id\":\"two\"", "\"state\":\"completed\"")
        .doesNotContain("\"one\"");
  }

  @Test
  void lists_no_more_than_was_asked_for_and_only_in_that_state() {
    worlds.task("", "pets", "two", Duration.ofSeconds(20), "a kite");
    worlds.task("", "pets", "three", Duration.ofSeconds(20), "a kite");

    assertThat(ids(get(server, "/__admin/luma/tasks"))).containsExactly("three", "two", "one");
    assertThat(ids(get(server, "/__admin/luma/tasks?limit=1"))).containsExactly("three");
    assertThat(ids(get(server, "/__admin/luma/tasks?state=processing"))).containsExactly("one");
  }

  @Test
  void moves_one_task_on() {
    worlds.task("", "pets", "two", Duration.ofSeconds(4), "a kite");

    assertThat(post(server, "/__admin/luma/tasks/one/advance", "{\"by\": \"PT2.5S\"}", JSON).body())
        .contains("\"progress\":65", "\"age\":\"PT6.5S\"");
    assertThat(get(server, "/__admin/luma/tasks/two").body()).contains("\"progress\":40");
  }

  @Test
  void ends_a_task_as_it_is_told() {
    assertThat(post(server, "/__admin/luma/tasks/one/complete", "").body())
        .contains("\"state\":\"completed\",\"progress\":100,\"finished\":true");
    assertThat(post(server, "/__admin/luma/tasks/one/fail", "").body())
        .contains("\"state\":\"failed\"");
    assertThat(
            post(server, "/__admin/luma/tasks/one/fail", "{\"outcome\": \"moderated\"}", JSON)
                .body())
        .contains("\"state\":\"moderated\"");
  }

  @Test
  void forgets_a_task() {
    assertThat(send(server, "DELETE", "/__admin/luma/tasks/one", "").statusCode()).isEqualTo(204);
    assertThat(get(server, "/__admin/luma/tasks/one").statusCode()).isEqualTo(404);
  }

  @Test
  void tells_tasks_of_two_documents_apart() {
    worlds.task("", "cats", "one", Duration.ofSeconds(4), "a kite");

    assertProblem(
        get(server, "/__admin/luma/tasks/one"),
        422,
        "Several documents have a task \"one\". Add the query parameter document with one of cats,"
            + " pets.");
    assertThat(get(server, "/__admin/luma/tasks/one?document=pets").body()).isEqualTo(TASK);
  }

  @Test
  void stops_moves_and_speeds_up_the_clock_of_one_world() {
    assertThat(get(server, "/__admin/luma/clock?world=w").body())
        .isEqualTo(
            "{\"world\":\"w\",\"now\":\"2026-01-01T12:00:00Z\",\"frozen\":false,\"speed\":1}");
    assertThat(
            send(
                    server,
                    "PATCH",
                    "/__admin/luma/clock?world=w",
                    "{\"frozen\": true, \"speed\": 2.5}",
                    JSON)
                .body())
        .contains("\"frozen\":true,\"speed\":2.5");
    assertThat(
            post(server, "/__admin/luma/clock/advance?world=w", "{\"by\": \"PT1M\"}", JSON).body())
        .contains("\"now\":\"2026-01-01T12:01:00Z\"");
    assertThat(send(server, "PUT", "/__admin/luma/clock?world=w", "{}", JSON).body())
        .contains("\"frozen\":false,\"speed\":1");
    assertThat(get(server, "/__admin/luma/clock").body())
        .contains("\"now\":\"2026-01-01T12:00:00Z\",\"frozen\":true");
  }

  @Test
  void queues_scenarios_for_the_next_requests() {
    String queued = "\"queued\":[{\"scenario\":\"failed\",\"requests\":2}]}";

    assertThat(
            post(
                    server,
                    "/__admin/luma/scenarios/queue",
                    "{\"scenario\": \"failed\", \"requests\": 2}",
                    JSON)
                .body())
        .isEqualTo(
            "{\"world\":\"\",\"scenarios\":[{\"name\":\"success\",\"description\":\"The task"
                + " completes.\"},{\"name\":\"failed\",\"description\":\"The task fails at the"
                + " end.\"}],"
                + queued);
    assertThat(get(server, "/__admin/luma/scenarios").body()).endsWith(queued);
    assertThat(send(server, "DELETE", "/__admin/luma/scenarios/queue", "").statusCode())
        .isEqualTo(204);
    assertThat(get(server, "/__admin/luma/scenarios").body()).endsWith("\"queued\":[]}");
  }

  @Test
  void lists_webhooks_and_sends_one_again() {
    worlds.delivery(
        "17",
        "http://127.0.0.1/hook",
        new AttemptView(SampleWorlds.NOON, Optional.of(503), Optional.of("the answer is 503")),
        new AttemptView(SampleWorlds.NOON, Optional.of(200), Optional.empty()));
    String delivery =
        """
        {"id":"17","task":"one","callback":"onPet","taskState":"completed",\
        "due":"2026-01-01T12:00:00Z","url":"http://127.0.0.1/hook","state":"delivered","attempts":[\
        {"at":"2026-01-01T12:00:00Z","status":503,"error":"the answer is 503"},\
        {"at":"2026-01-01T12:00:00Z","status":200}]}""";

    assertThat(get(server, "/__admin/luma/webhooks").body())
        .isEqualTo("{\"world\":\"\",\"deliveries\":[" + delivery + "]}");
    assertThat(post(server, "/__admin/luma/webhooks/17/redeliver", "").statusCode()).isEqualTo(202);
    assertThat(post(server, "/__admin/luma/webhooks/17/redeliver", "").body()).isEqualTo(delivery);
  }

  @Test
  void shows_the_ledger_and_sets_a_balance() {
    worlds.balance("c0ffee", "credits", "994");

    assertThat(get(server, "/__admin/luma/ledger").body())
        .isEqualTo(
            """
            {"world":"","balances":[{"client":"c0ffee","unit":"credits","amount":994}],\
            "entries":[{"at":"2026-01-01T12:00:00Z","client":"c0ffee","task":"one",\
            "unit":"credits","amount":-10,"kind":"payment"}],\
            "suspectedDoublePayments":[{"client":"c0ffee","operation":"createPet",\
            "tasks":["one","two"],"unit":"credits","amount":10}]}""");
    assertThat(
            send(server, "PUT", "/__admin/luma/ledger/balances/c0ffee", "{\"amount\": 0.40}", JSON)
                .body())
        .isEqualTo("{\"client\":\"c0ffee\",\"unit\":\"credits\",\"amount\":0.4}");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST  | tasks/one/advance | {"by": "-PT10S"} | 422 | by is "-PT10S", but time cannot go back. Give a duration above zero.
          POST  | tasks/one/advance | {"by": "ten"}    | 422 | by is "ten", expected an ISO 8601 duration such as PT10S for ten seconds.
          POST  | clock/advance     | {"by": "P9999D"} | 422 | by is "P9999D", expected at most P3650D.
          POST  | clock/advance     | {}               | 422 | Request body must have required property 'by'.
          POST  | clock/advance     | {"by"            | 400 | The request body is not JSON: line 1, column 6: Unexpected end-of-input within/between Object entries
          PATCH | clock             | {"speed": -1}    | 422 | Request body property speed must be > 0.
          PATCH | clock             | {"speed": 1e-999} | 422 | The speed is 0.0, expected more than 0 and at most 1000000.
          PATCH | clock             | {"sped": 1}      | 422 | Request body must NOT have additional properties; found 'sped'.
          POST  | tasks/two/fail    | {}               | 404 | There is no task "two" in the world without a name. GET /__admin/luma/tasks lists those that there are; another world is named by the header X-Luma-World.
          POST  | tasks/one/fail    | {"outcome": "melted"} | 422 | The document knows no outcome "melted" of this task, expected one of completed, failed, moderated.
          POST  | tasks/one/fail    | {"outcome": "completed"} | 422 | outcome is "completed", which is no failure. POST to …/complete instead.
          POST  | scenarios/queue   | {"scenario": "fog"} | 422 | There is no scenario "fog", expected one of success, failed.
          POST  | scenarios/queue   | {"scenario": "failed", "requests": 0} | 422 | Request body property requests must be >= 1.
          POST  | tasks/one/complete | {}              | 415 | No supported content types, but request included a non-empty body. Send no body.
          POST  | webhooks/9/redeliver | ``            | 404 | There is no delivery "9" in the world without a name. GET /__admin/luma/webhooks lists those that there are.
          PUT   | ledger/balances/x | {"amount": 1}    | 404 | There is no client "x" in the world without a name. GET /__admin/luma/ledger lists those that have called so far.
          GET   | tasks?limit=0     | ``               | 422 | Request query parameter limit must be >= 1.
          GET   | moon              | ``               | 404 | There is nothing at /__admin/luma/moon. /__admin/luma/openapi.yaml describes what there is.
          POST  | tasks             | {}               | 405 | The route /__admin/luma/tasks has been matched, but it does not have "post" method defined
          """)
  void says_what_is_wrong(String method, String path, String body, int status, String detail) {
    HttpResponse<String> response = send(server, method, "/__admin/luma/" + path, body, JSON);

    assertProblem(response, status, detail);
  }

  @Test
  void a_change_that_is_refused_changes_nothing() {
    post(server, "/__admin/luma/tasks/one/advance", "{\"by\": \"-PT10S\"}", JSON);

    assertThat(get(server, "/__admin/luma/tasks/one").body()).isEqualTo(TASK);
  }

  @Test
  void no_stub_and_no_document_stands_in_front() {
    post(
        server,
        "/__admin/mappings",
        "{\"request\": {\"urlPattern\": \".*\"}, \"response\": {\"status\": 418}}");

    assertThat(get(server, "/other/luma/tasks").statusCode()).isEqualTo(418);
    assertThat(ids(get(server, "/__admin/luma/tasks"))).containsExactly("one");
  }

  @Test
  void everything_else_below_admin_stays_wiremocks() {
    assertThat(get(server, "/__admin/mappings").body()).contains("\"mappings\"");
    assertThat(get(server, "/__admin/lumaX").statusCode()).isEqualTo(404);
    assertThat(get(server, "/__admin/health").statusCode()).isEqualTo(200);
  }

  @Test
  void neither_journal_nor_listener_hears_of_it() {
    get(server, "/__admin/luma/tasks");

    assertThat(get(server, "/__admin/requests").body()).contains("\"total\" : 0");
    assertThat(exchanges).isEmpty();
  }

  @Test
  void a_body_without_end_is_refused() {
    HttpResponse<String> response =
        post(server, "/__admin/luma/clock/advance", " ".repeat(70_000), JSON);

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(header(response, "content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void the_document_is_there_to_be_read() {
    HttpResponse<String> response = get(server, "/__admin/luma/openapi.yaml");

    assertThat(header(response, "content-type")).isEqualTo("application/yaml");
    assertThat(response.body()).startsWith("openapi: 3.1.0\n");
  }

  @Test
  void the_document_is_without_fault() {
    ApiDocument document = document();

    assertThat(document.strictWarnings()).isEmpty();
  }

  @Test
  void each_operation_of_the_document_has_an_answer_that_the_document_allows() {
    worlds.delivery("17", "http://127.0.0.1/hook");
    worlds.balance("c0ffee", "credits", "994");
    TreeSet<String> asked = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : document().operations()) {
      String id = operation.operationId().orElseThrow();
      String path =
          operation
              .path()
              .replace("webhooks/{id}", "webhooks/17")
              .replace("{id}", id.equals("forgetTask") ? "to-forget" : "one")
              .replace("{client}", "c0ffee");
      worlds.task("", "pets", "to-forget", Duration.ZERO, "");
      String body =
          operation.body().isEmpty()
              ? ""
              : operation
                  .body()
                  .get()
                  .contents()
                  .get(0)
                  .examples()
                  .get(0)
                  .value()
                  .orElseThrow()
                  .toString();
      HttpResponse<String> response = send(server, operation.method(), path, body, JSON);
      asked.add(id);
      if (response.statusCode() / 100 != 2) {
        wrong.add(id + ": " + response.statusCode() + " " + response.body());
      }
      StubResponse answer =
          new StubResponse(
              response.statusCode(),
              response.headers().map().entrySet().stream()
                  .map(header -> new Header(header.getKey(), header.getValue().get(0)))
                  .toList(),
              response.body().getBytes(StandardCharsets.UTF_8));
      new ResponseValidator(operation)
          .validate(answer)
          .forEach(violation -> wrong.add(id + ": " + violation.message()));
    }

    assertThat(wrong).isEmpty();
    assertThat(asked)
        .containsAll(new Steering(worlds).operationIds())
        .hasSize(new Steering(worlds).operationIds().size() + 1); // and the document itself
  }

  private static ApiDocument document() {
    return DocumentReader.read(
        "steering.yaml", SteeringTest.class.getResource("/META-INF/openapi/steering.yaml"), true);
  }

  private static List<String> ids(HttpResponse<String> response) {
    return json(response).path("tasks").findValuesAsText("id");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String detail) {
    assertThat(header(response, "content-type")).isEqualTo("application/problem+json");
    assertThat(json(response).path("detail").asText()).isEqualTo(detail);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).path("status").asInt()).isEqualTo(status);
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(response.body(), e);
    }
  }
}
