package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Bakery.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each scenario does. */
class ScenariosTest {

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "unauthorized | 401 | {'error':'no key'}    | ",
        "no-credits   | 402 | {'error':'no coins'}  | ",
        "rate-limited | 429 | {'error':'too many'}  | 1",
        "server-error | 500 | {'error':'broken'}    | ",
      })
  void answers_with_the_first_status_that_the_document_has_and_its_own_body(
      String scenario, int status, String body, String retryAfter) {
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> answer =
          bakery.post("/loaves", "{\"flour\":\"a\"}", "Prefer", "scenario=" + scenario);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).isEqualTo(body.replace('\'', '"'));
      assertThat(Http.header(answer, "content-type")).isEqualTo("application/json");
      assertThat(answer.headers().firstValue("retry-after").orElse(null)).isEqualTo(retryAfter);
      assertThat(json(bakery.get("/loaves"))).as("tasks, of which one is documented").hasSize(1);
    }
  }

  @Test
  void what_the_document_does_not_have_is_a_problem_with_the_first_status() {
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> answer = bakery.get("/purse", "Prefer", "scenario=no-credits");

      assertThat(answer.statusCode()).isEqualTo(402);
      assertThat(Http.header(answer, "content-type")).isEqualTo("application/problem+json");
      assertThat(json(answer).path("title").asText())
          .isEqualTo("Scenario no-credits, of which the document says nothing");
    }
  }

  @ParameterizedTest(name = "{0}, after {1} s: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "success          | 8    | {'id':'ID','of':'','state':'baked',",
        "failed           | 8    | {'id':'ID','state':'burnt','flour':'a'}",
        "failed           | 7    | {'id':'ID','state':'baking','flour':'a','done':'86%'}",
        "moderated        | 8    | {'id':'ID','state':'burnt','flour':'a'}",
        "slow             | 79   | {'id':'ID','state':'baking','flour':'a','done':'98%'}",
        "slow             | 80   | {'id':'ID','of':'','state':'baked',",
        "stuck            | 9999 | {'id':'ID','state':'baking','flour':'a','done':'20%'}",
        "unknown-status   | 0    | {'id':'ID','state':'paused','flour':'a','done':'0%'}",
        "done-without-url | 8    | {'id':'ID','state':'baked','flour':'a'}",
      })
  void a_task_goes_as_the_scenario_of_its_submit_says(String scenario, int seconds, String body) {
    try (Bakery bakery = Bakery.open()) {
      String id = bakery.bake("a", "Prefer", "scenario=" + scenario);

      HttpResponse<String> shown = bakery.after(Duration.ofSeconds(seconds)).get("/loaves/" + id);

      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.body()).startsWith(body.replace('\'', '"').replace("ID", id));
    }
  }

  @Test
  void an_expired_url_is_shown_and_refused() {
    try (Bakery bakery = Bakery.open()) {
      String id = bakery.bake("a", "Prefer", "scenario=expired-url");
      bakery.after(Duration.ofSeconds(8));

      String film = json(bakery.get("/loaves/" + id)).path("film").asText();

      String path = film.substring(bakery.server.baseUri().toString().length());
      assertThat(bakery.get(path).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void a_dropped_connection_has_no_answer_but_the_task_is_there() {
    try (Bakery bakery = Bakery.open()) {
      assertThatThrownBy(() -> bakery.bake("a", "Prefer", "scenario=dropped"))
          .isInstanceOf(UncheckedIOException.class);

      assertThat(json(bakery.get("/loaves"))).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                  | {\"flour\":\"a\"}",
        "application/x-www-form-urlencoded | flour=a", // which another part of the server answers
      })
  void a_timeout_drops_the_connection_after_its_delay(
      String type, String body, @TempDir Path folder) {
    Path file =
        Http.file(
            folder, "s.yaml", "timeout: {delay: PT0.3S, fault: dropped}\nlate: {delay: PT0.3S}");
    try (Bakery bakery = Bakery.open(options -> options.scenarios(file))) {
      String[] timeout = {"X-Key", "k", "Content-Type", type, "Prefer", "scenario=timeout"};
      String[] late = {"X-Key", "k", "Content-Type", type, "Prefer", "scenario=late"};

      long start = System.nanoTime();
      assertThatThrownBy(() -> Http.post(bakery.server, "/loaves", body, timeout))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(System.nanoTime() - start).isBetween(300_000_000L, 20_000_000_000L);

      start = System.nanoTime();
      assertThat(Http.post(bakery.server, "/loaves", body, late).statusCode()).isEqualTo(201);
      assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
    }
  }

  @Test
  void a_scenario_of_a_file_needs_no_code(@TempDir Path folder) {
    Path file =
        Http.file(
            folder,
            "s.yaml",
            """
            sold-out: {status: [410, 402], headers: {Retry-After: 60}}
            half: {slower: 0.5, stuck-in: waiting, replace: {/flour: dust}, remove: [/id, $task.progress]}
            success: {description: Not really., outcome: failed}
            """);
    try (Bakery bakery = Bakery.open(options -> options.scenarios(file))) {
      HttpResponse<String> soldOut =
          bakery.post("/loaves", "{\"flour\":\"a\"}", "Prefer", "scenario=sold-out");
      String half = bakery.bake("a", "Prefer", "scenario=half");
      String usual = bakery.bake("a");
      bakery.after(Duration.ofSeconds(8));

      assertThat(soldOut.statusCode()).isEqualTo(402);
      assertThat(Http.header(soldOut, "retry-after")).isEqualTo("60");
      assertThat(half).as("id").isEmpty();
      assertThat(json(bakery.get("/loaves")).get(1).path("flour").asText()).isEqualTo("dust");
      assertThat(json(bakery.get("/loaves/" + usual)).path("state").asText()).isEqualTo("burnt");
    }
  }
}
