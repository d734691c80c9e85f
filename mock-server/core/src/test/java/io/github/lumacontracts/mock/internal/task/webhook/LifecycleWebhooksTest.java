package io.github.lumacontracts.mock.internal.task.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.DocumentReader;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.task.Lifecycle;
import io.github.lumacontracts.mock.internal.task.Scenario;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleWebhooksTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      paths:
        /jobs:
          post:
            operationId: createJob
            x-lifecycle:
              id: $response.body#/id
              created: new
              states:
                - {name: pending, lasts: 0.1, shows: {}}
                - {name: processing, lasts: 0.9, shows: {onUpdate: working}}
              outcomes:
                completed: {shows: {onUpdate: 'done#/data'}}
                failed: {shows: {onUpdate: broken}}
              members: {/id: $task.id}
              headers: {X-Webhook-Secret: '$request.body#/secret'}
            requestBody: {content: {application/json: {schema: {type: object}}}}
            responses:
              '200': {description: d, content: {application/json: {examples: {new: {value: {id: a}}}}}}
            callbacks:
              onUpdate:
                '%s':
                  put:
                    requestBody:
                      content:
                        application/json:
                          examples:
                            working: {value: {id: a, state: working}}
                            done: {value: {data: {id: a, state: done}}}
                            broken: {value: {id: a, state: broken}}
                    responses: {'200': {description: d}}
      """;

  @TempDir Path folder;

  private LifecycleWebhooks webhooks(String url) throws IOException {
    Path file = Files.writeString(folder.resolve("api.yaml"), DOCUMENT.formatted(url));
    ApiOperation operation =
        DocumentReader.read("api.yaml", file.toUri().toURL(), false).operations().get(0);
    Lifecycle lifecycle = new Lifecycle(operation, operation.lifecycle().orElseThrow(), false);
    return new LifecycleWebhooks(
        task -> Optional.of(new LifecycleWebhooks.Played(operation, lifecycle)),
        task -> scenario(task.scenario()),
        (task, place, example, now) ->
            ((ObjectNode) example.deepCopy())
                .put("id", task.key().id())
                .put("in", place)
                .put("at", now.toString()));
  }

  /** Returns a scenario that is named for its outcome and whose webhooks are bad in all ways. */
  private static Scenario scenario(String outcome) {
    return new Scenario(
        outcome,
        "",
        outcome,
        1,
        false,
        "",
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty(),
        new Scenario.Webhooks(2, Duration.ofSeconds(30), true, true));
  }

  private static Task task(String request, String scenario) throws IOException {
    JsonNode sent = new ObjectMapper().readTree(request);
    return new Task(
        new TaskKey("", "api", "t1"),
        "createJob",
        "client",
        sent,
        CREATED,
        Duration.ofSeconds(10),
        scenario,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void tells_of_the_states_that_show_an_example_of_the_callback() throws IOException {
    LifecycleWebhooks webhooks = webhooks("{$request.body#/hook}");
    Task task =
        task("{\"body\": {\"hook\": \"http://h/?a=b\", \"secret\": \"s3cret\"}}", "completed");

    List<Change> changes = webhooks.changes(task);

    assertThat(changes)
        .containsExactly(
            new Change("onUpdate", "processing", CREATED.plusSeconds(1)),
            new Change("onUpdate", "completed", CREATED.plusSeconds(10)));
    assertThat(webhooks.address(task, changes.get(1))).isEqualTo("http://h/?a=b");
    Webhook sent = webhooks.webhook(task, changes.get(1));
    assertThat(sent.method()).isEqualTo("PUT");
    assertThat(sent.headers())
        .containsExactly(
            new Header("content-type", "application/json"),
            new Header("X-Webhook-Secret", "s3cret"));
    assertThat(new String(sent.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"t1\",\"state\":\"done\",\"in\":\"onUpdate\",\"at\":\"2026-01-01T00:00:10Z\"}");
    assertThat(sent.toString()).doesNotContain("s3cret");
  }

  @Test
  void leaves_out_a_header_without_a_value() throws IOException {
    LifecycleWebhooks webhooks = webhooks("{$request.body#/hook}");
    Task task = task("{\"body\": {\"hook\": \"http://h/\"}}", "completed");

    assertThat(webhooks.webhook(task, webhooks.changes(task).get(0)).headers())
        .containsExactly(new Header("content-type", "application/json"));
  }

  @Test
  void tells_of_the_outcome_that_the_scenario_or_somebody_chose() throws IOException {
    LifecycleWebhooks webhooks = webhooks("{$request.body#/hook}");
    Task failed = task("{\"body\": {\"hook\": \"http://h/\"}}", "failed");
    Task ended =
        task("{\"body\": {\"hook\": \"http://h/\"}}", "completed").ended("failed", CREATED);

    assertThat(webhooks.changes(failed))
        .extracting(Change::state)
        .containsExactly("processing", "failed");
    assertThat(webhooks.changes(ended)).containsExactly(new Change("onUpdate", "failed", CREATED));
    assertThat(
            new String(
                webhooks.webhook(failed, webhooks.changes(failed).get(1)).body(),
                StandardCharsets.UTF_8))
        .contains("\"state\":\"broken\"");
  }

  @Test
  void tells_nothing_about_a_task_that_a_webhook_has_made() throws IOException {
    LifecycleWebhooks webhooks = webhooks("{$request.body#/hook}");
    String request = "{\"body\": {\"hook\": \"http://h/\"}, \"header\": {\"user-agent\": \"%s\"}}";

    assertThat(webhooks.changes(task(request.formatted("luma-mock-callback"), "completed")))
        .isEmpty();
    assertThat(webhooks.changes(task(request.formatted("curl"), "completed"))).hasSize(2);
  }

  @ParameterizedTest(name = "{1} in {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {$request.body#/hook}                  | {"body": {}}
          {$request.body#/hook}                  | {"body": {"hook": null}}
          {$request.body#/hook}                  | {"body": {"hook": " "}}
          {$request.body#/hook}                  | {"body": {"hook": {"url": "http://h/"}}}
          {$request.query.hook}                  | {"body": {"hook": "http://h/"}, "query": {}}
          http://h/{$request.path.x}             | {"path": {}}
          """)
  void tells_nothing_without_an_address(String url, String request) throws IOException {
    assertThat(webhooks(url).changes(task(request, "completed"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://h/{$request.query.q}-{$request.path.p}/{$request.header.X-Y} | http://h/q-p/y
          {$request.body#/hooks/0}                                            | http://h/0
          http://h/fixed                                                      | http://h/fixed
          """)
  void finds_the_address_where_the_document_says(String url, String address) throws IOException {
    LifecycleWebhooks webhooks = webhooks(url);
    Task task =
        task(
            """
            {"body": {"hooks": ["http://h/0"]}, "query": {"q": "q"}, "path": {"p": "p"},
             "header": {"x-y": "y"}}
            """,
            "completed");

    assertThat(webhooks.address(task, webhooks.changes(task).get(0))).isEqualTo(address);
  }

  @Test
  void is_as_reliable_as_the_scenario_says() throws IOException {
    assertThat(webhooks("http://h/").plan(task("{}", "completed")))
        .isEqualTo(new WebhookPlan(2, Duration.ofSeconds(30), true, true));
  }
}
