package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Bakery.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a request says which scenario it wants. */
class ScenarioChoiceTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data; boundary=b";

  @ParameterizedTest(name = "{0} with key {2} and preference {3}: {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {'flour':'a'}                              | k  | scenario=stuck  | stuck",
        "application/json | {'flour':'a'}                              | k  | wait=9, scenario=\"slow\"; x | slow",
        "application/json | {'flour':'a [scenario:failed] b'}          | k  |                 | failed",
        "application/json | {'flour':'a','x':[{'y':'[scenario:slow]'}]}| k  |                 | slow",
        FORM
            + "          | flour=a+%5Bscenario%3Afailed%5D            | k  |                 | failed",
        FORM
            + "          | flour=a+[scenario:failed]                  | k  |                 | failed",
        MULTIPART
            + "     | PARTS                                      | k  |                 | stuck",
        "application/json | {'flour':'a'}                   | my-key-expired-url |      | expired-url",
        "application/json | {'flour':'a'}                   | scenario:slow      |      | slow",
        "application/json | {'flour':'a'}                   | w~scenario:stuck   |      | stuck",
        "application/json | {'flour':'a'}                   | sk-failed-1        |      | success",
        "application/json | {'flour':'a'}                   | failed             |      | success",
        // precedence
        "application/json | {'flour':'[scenario:slow]'}  | x-failed | scenario=stuck     | stuck",
        "application/json | {'flour':'[scenario:slow]'}  | x-failed |                    | slow",
      })
  void the_header_goes_before_a_marker_and_that_before_the_key(
      String type, String body, String key, String preference, String scenario) {
    try (Bakery bakery = Bakery.open()) {
      String parts =
          "--b\r\nContent-Disposition: form-data; name=\"flour\"\r\n\r\na [scenario:stuck]\r\n--b--";

      HttpResponse<String> created =
          Http.post(
              bakery.server,
              "/loaves",
              body.replace('\'', '"').replace("PARTS", parts),
              "Content-Type",
              type,
              "X-Key",
              key,
              "Prefer",
              preference == null ? "x=y" : preference);

      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
      MockWorld world = bakery.server.world(key.startsWith("w~") ? "w" : "");
      assertThat(world.tasks().list()).extracting(MockTask::scenario).containsExactly(scenario);
    }
  }

  @Test
  void what_was_set_for_the_next_requests_holds_for_those_that_choose_nothing_themselves() {
    try (Bakery bakery = Bakery.open()) {
      bakery.server.world().scenarios().next("failed", 2);
      bakery.server.world().scenarios().next("stuck");

      bakery.bake("1");
      bakery.bake("2 [scenario:slow]");
      bakery.bake("3");
      bakery.bake("4");
      bakery.bake("5", "X-Key", "who-still-has-money");

      assertThat(bakery.server.world().tasks().list())
          .extracting(MockTask::scenario)
          .containsExactly("success", "stuck", "failed", "slow", "failed");
    }
  }

  @Test
  void what_was_set_for_one_world_does_not_hold_for_another() {
    try (Bakery bakery = Bakery.open()) {
      bakery.server.world("blue").scenarios().next("unauthorized");

      assertThat(bakery.get("/purse").statusCode()).isEqualTo(200);
      assertThat(bakery.get("/purse", "X-Luma-World", "blue").statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"header", "marker", "key"})
  void an_unknown_scenario_is_refused_with_the_names_of_those_that_are_known(String where) {
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> answer =
          switch (where) {
            case "header" -> bakery.get("/loaves", "Prefer", "scenario=sunny");
            case "marker" -> bakery.post("/loaves", "{\"flour\":\"[scenario:sunny]\"}");
            default -> bakery.get("/loaves", "X-Key", "scenario:sunny");
          };

      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(Http.header(answer, "content-type")).isEqualTo("application/problem+json");
      assertThat(json(answer).path("detail").asText())
          .isEqualTo(
              "There is no scenario \"sunny\", known are success, failed, moderated, slow, stuck,"
                  + " unknown-status, done-without-url, expired-url, unauthorized, no-credits,"
                  + " rate-limited, rate-window, server-error, timeout, dropped,"
                  + " webhook-duplicated, webhook-late, webhook-lost, webhook-unordered.");
    }
  }

  @Test
  void a_rate_window_counts_the_requests_of_a_client_by_the_clock_of_its_world() {
    try (Bakery bakery = Bakery.open()) {
      String[] slow = {"Prefer", "scenario=rate-window"};
      for (int i = 0; i < 5; i++) {
        assertThat(bakery.get("/loaves", slow).statusCode()).isEqualTo(200);
      }
      bakery.after(Duration.ofMillis(1200));
      assertThat(waiting(bakery.get("/loaves", slow))).isEqualTo("429, wait 9"); // 8.8 s
      assertThat(bakery.get("/loaves", "X-Key", "other", "Prefer", "scenario=rate-window"))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(200);

      bakery.after(Duration.ofSeconds(9));
      assertThat(waiting(bakery.get("/loaves", slow))).isEqualTo("200, wait ");
    }
  }

  @Test
  void who_waits_as_long_as_it_is_told_is_answered_even_if_no_request_is_free() {
    try (Bakery bakery = Bakery.open()) {
      String[] limited = {"Prefer", "scenario=rate-limited"};

      assertThat(waiting(bakery.get("/loaves", limited))).isEqualTo("429, wait 1");
      assertThat(waiting(bakery.get("/loaves", limited))).isEqualTo("429, wait 1");
      bakery.after(Duration.ofSeconds(1));
      assertThat(waiting(bakery.get("/loaves", limited))).isEqualTo("200, wait ");
      assertThat(waiting(bakery.get("/loaves", limited))).isEqualTo("429, wait 1");
    }
  }

  @Test
  void the_wait_is_one_by_the_clock_of_the_client() {
    try (Bakery bakery = Bakery.open(options -> options.speed(0.001))) {
      bakery.server.world().clock().resume();

      HttpResponse<String> answer = bakery.get("/loaves", "Prefer", "scenario=rate-limited");

      assertThat(Integer.parseInt(Http.header(answer, "retry-after"))).isBetween(900, 1000);
    }
  }

  private static String waiting(HttpResponse<String> answer) {
    return answer.statusCode() + ", wait " + Http.header(answer, "retry-after");
  }
}
