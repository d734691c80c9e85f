package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static io.github.lumacontracts.mock.Http.post;
import static io.github.lumacontracts.mock.Http.send;
import static io.github.lumacontracts.mock.PetTasks.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.internal.document.ApiDocument;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.DocumentReader;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import io.github.lumacontracts.mock.internal.task.TaskStoreException;
import io.github.lumacontracts.mock.internal.validator.ResponseValidator;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be seen and changed below {@code /__admin/luma}. */
class SteeringTest {
  private static final String[] JSON = {"Content-Type", "application/json"};

  private MockServer server;
  private String one;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = PetTasks.serve(folder);
    one = PetTasks.submit(server, "a paper boat");
    server.world().clock().advance(Duration.ofMillis(5500));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shows_a_task() {
    MockTask task = server.world().tasks().get(one);

    assertThat(get(server, "/__admin/luma/tasks/" + one).body())
        .isEqualTo(
            """
            {"id":"%s","document":"pets","operation":"createPet","state":"drawing",\
            "finished":false,"completed":false,"progress":55,"scenario":"success","client":"%s",\
            "prompt":"a paper boat","created":"%s","length":"PT10S","nextChange":"%s"}"""
                .formatted(one, task.client(), task.created(), task.created().plusSeconds(10)));
  }

  @Test
  void lists_the_tasks_of_the_world_that_header_or_query_name() {
    String two = PetTasks.submit(server, "a kite", "X-Luma-World", "mine");

    assertThat(ids("/__admin/luma/tasks")).containsExactly(one);
    assertThat(ids("/__admin/luma/tasks", "X-Luma-World", "mine")).containsExactly(two);
    assertThat(ids("/__admin/luma/tasks?world=mine")).containsExactly(two);
    assertThat(ids("/__admin/luma/tasks?world=other", "X-Luma-World", "mine")).containsExactly(two);
    assertThat(json(get(server, "/__admin/luma/tasks?world=mine")).path("world").asText())
        .isEqualTo("mine");
  }

  @Test
  void lists_no_more_than_was_asked_for_of_that_state_and_document() {
    String two = PetTasks.submit(server, "a kite");
    String three = PetTasks.submit(server, "a kite");

    assertThat(ids("/__admin/luma/tasks")).containsExactly(three, two, one);
    assertThat(ids("/__admin/luma/tasks?limit=1")).containsExactly(three);
    assertThat(ids("/__admin/luma/tasks?state=drawing")).containsExactly(one);
    assertThat(ids("/__admin/luma/tasks?document=pets&limit=2")).containsExactly(three, two);
    assertThat(ids("/__admin/luma/tasks?document=cats")).isEmpty();
  }

  private List<String> ids(String path, String... headers) {
    return json(get(server, path, headers)).path("tasks").findValuesAsText("id");
  }

  @Test
  void moves_one_task_on_by_a_time_or_to_its_next_state() {
    String two = PetTasks.submit(server, "a kite");

    assertThat(state(post(server, task(two, "/advance"), "{\"by\": \"PT4S\"}", JSON)))
        .isEqualTo("drawing 40");
    assertThat(state(post(server, task(two, "/advance"), ""))).isEqualTo("completed 100");
    assertThat(state(get(server, task(one, "")))).isEqualTo("drawing 55");
  }

  @Test
  void ends_a_task_as_it_is_told() {
    assertThat(state(post(server, task(one, "/complete"), ""))).isEqualTo("completed 100");
    assertThat(state(post(server, task(one, "/fail"), ""))).isEqualTo("failed ");
    assertThat(state(post(server, task(one, "/fail"), "{\"outcome\": \"moderated\"}", JSON)))
        .isEqualTo("moderated ");
    assertThat(get(server, "/pets/" + one, "X-Key", "k").body()).contains("failed");
  }

  private static String task(String id, String action) {
    return "/__admin/luma/tasks/" + id + action;
  }

  private static String state(HttpResponse<String> response) {
    return json(response).path("state").asText() + " " + json(response).path("progress").asText();
  }

  @Test
  void forgets_one_task_or_all() {
    String two = PetTasks.submit(server, "a kite");
    PetTasks.submit(server, "a cat");

    assertThat(send(server, "DELETE", task(two, ""), "").statusCode()).isEqualTo(204);
    assertThat(get(server, task(two, "")).statusCode()).isEqualTo(404);
    assertThat(send(server, "DELETE", "/__admin/luma/tasks", "").body())
        .isEqualTo("{\"forgotten\":2}");
    assertThat(ids("/__admin/luma/tasks")).isEmpty();
  }

  @Test
  void stops_moves_and_speeds_up_the_clock() {
    String before = server.world().clock().now().toString();
    assertThat(get(server, "/__admin/luma/clock").body())
        .isEqualTo("{\"world\":\"\",\"now\":\"" + before + "\",\"frozen\":true,\"speed\":1}");

    String after = server.world().clock().now().plusSeconds(60).toString();
    assertThat(post(server, "/__admin/luma/clock/advance", "{\"by\": \"PT1M\"}", JSON).body())
        .isEqualTo("{\"world\":\"\",\"now\":\"" + after + "\",\"frozen\":true,\"speed\":1}");
    assertThat(send(server, "PATCH", "/__admin/luma/clock", "{\"speed\": 2.5}", JSON).body())
        .endsWith("\"frozen\":true,\"speed\":2.5}");
    assertThat(send(server, "PATCH", "/__admin/luma/clock", "{\"frozen\": false}", JSON).body())
        .endsWith("\"frozen\":false,\"speed\":2.5}");
  }

  @Test
  void queues_scenarios_for_the_next_requests_and_clears_them() {
    String queued = "\"queued\":[{\"scenario\":\"failed\",\"requests\":2}]}";

    assertThat(
            post(
                    server,
                    "/__admin/luma/scenarios/queue",
                    "{\"scenario\": \"failed\", \"requests\": 2}",
                    JSON)
                .body())
        .startsWith("{\"world\":\"\",\"scenarios\":[{\"name\":\"success\",\"description\":\"")
        .endsWith(queued);
    assertThat(get(server, "/__admin/luma/scenarios").body()).endsWith(queued);
    assertThat(send(server, "DELETE", "/__admin/luma/scenarios/queue", "").statusCode())
        .isEqualTo(204);
    assertThat(get(server, "/__admin/luma/scenarios").body()).endsWith("\"queued\":[]}");
  }

  @Test
  void tells_what_became_of_webhooks_without_a_secret_and_sends_one_again() throws Exception {
    try (Receiver receiver = Receiver.answering(200, "", "")) {
      String two =
          PetTasks.submitted(
              server,
              "{\"hook\": \"http://u:s3cret@127.0.0.1:%d/hook?token=s3cret\", \"secret\": \"s3cret\"}"
                  .formatted(receiver.port()));
      post(server, task(two, "/complete"), "");
      receiver.next();
      String delivery = delivered();
      String id = json(get(server, "/__admin/luma/webhooks")).at("/deliveries/0/id").asText();

      assertThat(delivery)
          .matches(
              """
              \\{"world":"","deliveries":\\[\\{"id":"%s","document":"pets","task":"%s",\
              "callback":"onPet","taskState":"completed","at":"[^"]+",\
              "address":"http://127.0.0.1:%d/hook","state":"delivered",\
              "attempts":\\[\\{"at":"[^"]+","status":200}]}]}"""
                  .formatted(id, two, receiver.port()));
      assertThat(get(server, "/__admin/luma/webhooks?task=" + one).body())
          .isEqualTo("{\"world\":\"\",\"deliveries\":[]}");
      HttpResponse<String> again = post(server, "/__admin/luma/webhooks/" + id + "/redeliver", "");
      assertThat(again.statusCode()).isEqualTo(202);
      assertThat(json(again).path("state").asText()).isEqualTo("waiting");
      assertThat(receiver.next().header("x-secret")).isEqualTo("s3cret");
    }
  }

  private String delivered() throws InterruptedException {
    String body = "";
    for (int i = 0; i < 1000 && !body.contains("\"delivered\""); i++) {
      Thread.sleep(10);
      body = get(server, "/__admin/luma/webhooks").body();
    }
    return body;
  }

  @Test
  void a_secret_that_cannot_be_sent_is_not_shown_either() throws Exception {
    String two =
        PetTasks.submitted(
            server, "{\"hook\": \"http://127.0.0.1:9/\", \"secret\": \"s3cret\\nevil\"}");
    post(server, task(two, "/complete"), "");

    String body = "";
    for (int i = 0; i < 1000 && !body.contains("given-up"); i++) {
      Thread.sleep(10);
      body = get(server, "/__admin/luma/webhooks").body();
    }
    assertThat(body)
        .contains("\"problem\":\"the header x-secret cannot have the value that it is to have\"")
        .doesNotContain("s3cret");
  }

  @Test
  void shows_the_ledger_and_sets_a_balance() {
    String two = PetTasks.submit(server, "a paper boat");
    String client = server.world().tasks().get(one).client();

    assertThat(get(server, "/__admin/luma/ledger").body().replaceAll("\"at\":\"[^\"]+\"", "AT"))
        .isEqualTo(
            """
            {"world":"","balances":[\
            {"document":"pets","client":"CLIENT","unit":"credits","amount":5988}],"entries":[\
            {AT,"kind":"payment","document":"pets","client":"CLIENT","operation":"createPet",\
            "task":"TWO","unit":"credits","amount":6,"left":5988},\
            {AT,"kind":"payment","document":"pets","client":"CLIENT","operation":"createPet",\
            "task":"ONE","unit":"credits","amount":6,"left":5994}],\
            "suspectedDoublePayments":[{"document":"pets","client":"CLIENT",\
            "operation":"createPet","tasks":["ONE","TWO"],"unit":"credits","amount":6}]}"""
                .replace("CLIENT", client)
                .replace("ONE", one)
                .replace("TWO", two));
    assertThat(
            send(
                    server,
                    "PUT",
                    "/__admin/luma/ledger/balances/" + client,
                    "{\"amount\": 0.40}",
                    JSON)
                .body())
        .isEqualTo(
            "{\"document\":\"pets\",\"client\":\"%s\",\"unit\":\"credits\",\"amount\":0.4}"
                .formatted(client));
  }

  @Test
  void makes_a_world_as_new() {
    assertThat(post(server, "/__admin/luma/reset", "").statusCode()).isEqualTo(204);

    assertThat(ids("/__admin/luma/tasks")).isEmpty();
    assertThat(get(server, "/__admin/luma/ledger").body()).contains("\"entries\":[]");
    assertThat(get(server, "/__admin/luma/clock").body()).contains("\"frozen\":false");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST  | tasks/ONE/advance | {"by": "-PT10S"} | 422 | Time cannot go back by PT10S.
          POST  | tasks/ONE/advance | {"by": "ten"}    | 422 | by is "ten", expected an ISO 8601 duration such as PT10S for ten seconds.
          POST  | clock/advance     | {"by": "P9999D"} | 422 | Time cannot go on by PT239976H at once, expected at most P3650D.
          POST  | clock/advance     | {}               | 422 | Request body must have required property 'by'.
          POST  | clock/advance     | {"by"            | 400 | The request body is not JSON: line 1, column 6: Unexpected end-of-input within/between Object entries
          PATCH | clock             | {"speed": -1}    | 422 | Request body property speed must be > 0.
          PATCH | clock             | {"speed": 1e-999} | 422 | The speed is 0.0, expected more than 0 and at most 1000000.
          PATCH | clock             | {"sped": 1}      | 422 | Request body must NOT have additional properties; found 'sped'.
          GET   | clock?world=a%20b | ``               | 422 | Request query parameter world must match pattern "^[A-Za-z0-9._-]{0,64}$".
          POST  | tasks/two/fail    | {}               | 404 | There is no task "two" in the world without a name. GET /__admin/luma/tasks lists what there is; another world is named by the header X-Luma-World.
          POST  | tasks/ONE/fail    | {"outcome": "melted"} | 422 | The task "ONE" cannot fail with "melted": its document knows failed, moderated.
          POST  | scenarios/queue   | {"scenario": "failed", "requests": 0} | 422 | Request body property requests must be >= 1.
          POST  | tasks/ONE/complete | {}              | 415 | No supported content types, but request included a non-empty body. Send no body.
          POST  | webhooks/9/redeliver | ``            | 404 | There is no delivery "9" in the world without a name. GET /__admin/luma/webhooks lists what there is; another world is named by the header X-Luma-World.
          PUT   | ledger/balances/x | {"amount": 1}    | 404 | The client "x" has paid nothing yet in the world without a name. Before that, name the document and the unit of its prices. GET /__admin/luma/ledger lists what there is; another world is named by the header X-Luma-World.
          GET   | tasks?limit=0     | ``               | 422 | Request query parameter limit must be >= 1.
          GET   | moon              | ``               | 404 | There is nothing at /__admin/luma/moon. /__admin/luma/openapi.yaml describes what there is.
          POST  | tasks             | {}               | 405 | The route /__admin/luma/tasks has been matched, but it does not have "post" method defined
          """)
  void says_what_is_wrong(String method, String path, String body, int status, String detail) {
    HttpResponse<String> response =
        send(server, method, "/__admin/luma/" + path.replace("ONE", one), body, JSON);

    assertProblem(response, status, detail.replace("ONE", one));
    assertThat(server.world().tasks().get(one).progress()).contains(55);
  }

  @Test
  void a_task_that_stays_as_it_is_has_no_next_state() {
    post(server, task(one, "/fail"), "");

    assertProblem(
        post(server, task(one, "/advance"), ""),
        409,
        "The task \""
            + one
            + "\" stays failed, there is no next state. Complete it or let it fail.");
  }

  @Test
  void a_scenario_that_nobody_knows_is_refused_with_those_that_there_are() {
    HttpResponse<String> response =
        post(server, "/__admin/luma/scenarios/queue", "{\"scenario\": \"fog\"}", JSON);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).path("detail").asText())
        .startsWith("There is no scenario \"fog\", known are success, failed, ")
        .endsWith(".");
  }

  @Test
  void a_store_that_is_away_is_told(@TempDir Path folder) {
    Path file = Http.file(folder, "pets.yaml", PetTasks.DOCUMENT);
    AtomicBoolean away = new AtomicBoolean();
    TaskStore store = new MemoryTaskStore(10);
    TaskStore unreliable =
        (TaskStore)
            Proxy.newProxyInstance(
                SteeringTest.class.getClassLoader(),
                new Class<?>[] {TaskStore.class},
                (proxy, method, arguments) -> {
                  if (away.get()) {
                    throw new TaskStoreException("The store is away. Start it.", null);
                  }
                  return method.invoke(store, arguments);
                });
    try (MockServer other =
        MockServer.start(
            MockServerOptions.builder()
                .mount(Mount.of(file))
                .taskStore(finished -> unreliable)
                .build())) {
      away.set(true);
      for (String path : List.of("/__admin/luma/tasks", "/__admin/luma/clock", "/__admin/luma")) {
        assertProblem(get(other, path), 503, "The store is away. Start it.");
      }
      away.set(false);
      assertThat(get(other, "/__admin/luma/tasks").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void no_stub_and_no_document_stands_in_front() {
    post(
        server,
        "/__admin/mappings",
        "{\"request\": {\"urlPattern\": \".*\"}, \"response\": {\"status\": 418}}");

    assertThat(get(server, "/other/luma/tasks").statusCode()).isEqualTo(418);
    assertThat(ids("/__admin/luma/tasks")).containsExactly(one);
  }

  @Test
  void everything_else_below_admin_stays_wiremocks() {
    assertThat(get(server, "/__admin/mappings").body()).contains("\"mappings\"");
    assertThat(get(server, "/__admin/lumaX").body()).doesNotContain("openapi.yaml");
    assertThat(get(server, "/__admin/health").statusCode()).isEqualTo(200);
  }

  @Test
  void neither_journal_nor_listener_hears_of_it(@TempDir Path folder) {
    List<Exchange> exchanges = new ArrayList<>();
    Path file = Http.file(folder, "pets.yaml", PetTasks.DOCUMENT);
    try (MockServer heard =
        MockServer.start(
            MockServerOptions.builder().mount(Mount.of(file)).listener(exchanges::add).build())) {
      get(heard, "/__admin/luma/tasks");
      get(heard, "/", "Accept", "text/html");

      assertThat(get(heard, "/__admin/requests").body()).contains("\"total\" : 0");
      assertThat(exchanges).isEmpty();
    }
  }

  @Test
  void a_body_without_end_is_refused() {
    HttpResponse<String> response =
        post(server, "/__admin/luma/clock/advance", " ".repeat(70_000), JSON);

    assertProblem(response, 413, "The request body is longer than 65536 bytes.");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sec-Fetch-Site | cross-site
          Sec-Fetch-Site | same-site
          Origin         | http://evil.example
          Origin         | null
          Origin         | http://localhost:3000
          """)
  void a_page_of_another_site_steers_nothing(String name, String value) {
    HttpResponse<String> response = post(server, task(one, "/complete"), "", name, value);

    assertProblem(
        response,
        403,
        "A page of another site asks for this. Use the page of this server, or a client that is no"
            + " browser.");
    assertThat(header(response, "access-control-allow-origin")).isEmpty();
    assertThat(server.world().tasks().get(one).completed()).isFalse();
    assertThat(get(server, "/__admin/luma/tasks", name, value).statusCode()).isEqualTo(403);
  }

  @Test
  void a_page_of_this_server_may_steer() {
    String[] headers = {
      "Sec-Fetch-Site", "same-origin", "Origin", "http://127.0.0.1:" + server.port()
    };

    assertThat(post(server, task(one, "/complete"), "", headers).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      textBlock =
          """
          evil.example,          403
          127.0.0.1.evil.example, 403
          local.evil,            403
          localhost,             200
          luma_mock,             200
          mock.svc.cluster.local, 200
          host.docker.internal,  200
          10.0.0.7,              200
          [::1],                 200
          """)
  void only_a_host_that_nobody_can_register_is_steered(String host, int status) throws Exception {
    for (String path : List.of("/__admin/luma/tasks", "/__admin/luma", "/")) {
      String answer =
          RawHttp.get(server.port(), path, "Host: " + host + ":4010", "Accept: text/html");

      assertThat(answer).as(path).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void a_server_without_tasks_says_so(@TempDir Path folder) {
    Path file = Http.file(folder, "pets.yaml", PetTasks.DOCUMENT);
    try (MockServer without =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(file)).tasks(false).build())) {
      assertProblem(
          get(without, "/__admin/luma/tasks"),
          404,
          "There is nothing to steer: tasks do not live on a server that was told so, or whose"
              + " answers are dynamic, ignore examples or come from an upstream server."
              + " /__admin/luma/openapi.yaml describes what there is.");
      assertThat(get(without, "/", "Accept", "text/html").statusCode()).isEqualTo(404);
      assertThat(get(without, "/__admin/luma/openapi.yaml").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void the_document_is_there_to_be_read() {
    HttpResponse<String> response = get(server, "/__admin/luma/openapi.yaml");

    assertThat(header(response, "content-type")).isEqualTo("application/yaml");
    assertThat(response.body()).startsWith("openapi: 3.1.0\n");
  }

  @Test
  void the_document_is_without_fault() {
    assertThat(document().strictWarnings()).isEmpty();
  }

  @Test
  void each_operation_of_the_document_has_an_answer_that_the_document_allows() {
    PetTasks.submit(server, "a paper boat");
    String toForget = PetTasks.submit(server, "a kite");
    String hooked = PetTasks.submitted(server, "{\"hook\": \"http://127.0.0.1:9/\"}");
    String client = server.world().tasks().get(one).client();
    server.world().tasks().complete(hooked);
    List<String> wrong = new ArrayList<>();
    // What takes everything away comes last.
    List<ApiOperation> operations = new ArrayList<>(document().operations());
    operations.sort(java.util.Comparator.comparing(SteeringTest::isDestructive));
    for (ApiOperation operation : operations) {
      String id = operation.operationId().orElseThrow();
      String path =
          operation
              .path()
              .replace("webhooks/{id}", "webhooks/1")
              .replace("{id}", id.equals("forgetTask") ? toForget : one)
              .replace("{client}", client);
      String type = operation.body().map(body -> body.contents().get(0).mediaType()).orElse("");
      String body =
          operation
              .body()
              .flatMap(found -> found.contents().get(0).examples().get(0).value())
              .map(Object::toString)
              .orElse("");
      HttpResponse<String> response =
          type.contains("urlencoded")
              ? post(server, path, "action=freeze", "Content-Type", type)
              : send(server, operation.method(), path, body, JSON);
      if (response.statusCode() >= 400) {
        wrong.add(id + ": " + response.statusCode() + " " + response.body());
      }
      wrong.addAll(violations(operation, response));
      HttpResponse<String> refused =
          send(server, operation.method(), path, body, "Origin", "http://evil.example");
      assertThat(refused.statusCode()).as(id).isEqualTo(403);
      wrong.addAll(violations(operation, refused));
    }

    assertThat(wrong).isEmpty();
    assertThat(operations).hasSize(21);
  }

  private static boolean isDestructive(ApiOperation operation) {
    return List.of("forgetTasks", "resetWorld").contains(operation.operationId().orElseThrow());
  }

  private static List<String> violations(ApiOperation operation, HttpResponse<String> response) {
    StubResponse answer =
        new StubResponse(
            response.statusCode(),
            response.headers().map().entrySet().stream()
                .map(header -> new Header(header.getKey(), header.getValue().get(0)))
                .toList(),
            response.body().getBytes(StandardCharsets.UTF_8));
    return new ResponseValidator(operation)
        .validate(answer).stream()
            .map(violation -> operation.operationId().orElse("") + ": " + violation.message())
            .toList();
  }

  private static ApiDocument document() {
    return DocumentReader.read(
        "steering.yaml", SteeringTest.class.getResource("/META-INF/openapi/steering.yaml"), true);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String detail) {
    assertThat(json(response).path("detail").asText()).isEqualTo(detail);
    assertThat(header(response, "content-type")).isEqualTo("application/problem+json");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).path("status").asInt()).isEqualTo(status);
  }
}
