package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Bakery.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tasks do not live, and how many do. */
class TaskLimitsTest {
  private static final String ACCEPTED =
      "{\"id\":\"seed-new\",\"state\":\"accepted\",\"flour\":\"rye\",\"size\":\"big\","
          + "\"shop\":\"south\",\"till\":\"t\",\"made\":1700000000}";

  @ParameterizedTest
  @ValueSource(strings = {"code=201", "example=accepted", "code=201, scenario=failed"})
  void an_answer_that_the_client_chooses_is_the_document_s_and_starts_nothing(String preference) {
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> answer =
          bakery.post("/loaves", "{\"flour\":\"a\"}", "Prefer", preference);

      assertThat(answer.body()).isEqualTo(ACCEPTED);
      assertThat(bakery.server.world().tasks().list()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"flour\": 1}"})
  void an_invalid_request_starts_nothing(String body) {
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> answer = bakery.post("/loaves", body);

      assertThat(answer.statusCode()).isIn(400, 422);
      assertThat(bakery.server.world().tasks().list()).isEmpty();
    }
  }

  static Stream<Arguments> without() {
    return Stream.of(
        Arguments.of("tasks off", option(options -> options.tasks(false))),
        Arguments.of("dynamic", option(options -> options.dynamic(true))),
        Arguments.of("examples ignored", option(options -> options.ignoreExamples(true))));
  }

  private static UnaryOperator<MockServerOptions.Builder> option(
      UnaryOperator<MockServerOptions.Builder> option) {
    return option;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("without")
  void where_each_answer_is_made_on_its_own_there_are_no_tasks(
      String name, UnaryOperator<MockServerOptions.Builder> option) {
    try (MockServer server =
        MockServer.start(
            option.apply(MockServerOptions.builder().mount(Mount.of(Bakery.DOCUMENT))).build())) {
      HttpResponse<String> answer =
          Http.get(server, "/loaves/nobody", "X-Key", "k", "Prefer", "scenario=nonsense");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void a_proxy_leaves_tasks_to_the_server_behind_it() {
    try (Bakery bakery = Bakery.open();
        MockServer proxy =
            MockServer.start(
                MockServerOptions.builder()
                    .mount(Mount.of(Bakery.DOCUMENT))
                    .upstream(bakery.server.baseUri())
                    .build())) {
      String id = bakery.bake("a");

      assertThat(Http.get(proxy, "/loaves/" + id, "X-Key", "k").body())
          .isEqualTo(bakery.get("/loaves/" + id).body());
    }
  }

  @Test
  void a_document_whose_lifecycle_makes_no_sense_is_answered_from_its_examples(@TempDir Path folder)
      throws Exception {
    Path broken =
        Http.file(
            folder,
            "bakery.yaml",
            java.nio.file.Files.readString(Bakery.DOCUMENT).replace("lasts: 0.25", "lasts: 0.5"));
    try (MockServer server =
        MockServer.start(MockServerOptions.builder().mount(Mount.of(broken)).build())) {
      assertThat(server.warnings()).hasSize(2).allMatch(text -> text.contains("sum to 1.25"));
      assertThat(
              Http.post(
                      server,
                      "/loaves",
                      "{\"flour\":\"a\"}",
                      "X-Key",
                      "k",
                      "Content-Type",
                      "application/json")
                  .body())
          .isEqualTo(ACCEPTED);
    }
  }

  @Test
  void of_too_many_tasks_the_oldest_finished_one_goes_first() {
    try (Bakery bakery =
        Bakery.open(options -> options.taskStore(finished -> new MemoryTaskStore(2, finished)))) {
      String stuck = bakery.bake("a", "Prefer", "scenario=slow");
      String done = bakery.bake("b");
      bakery.after(Duration.ofSeconds(8));
      String last = bakery.bake("c");

      assertThat(bakery.get("/loaves/" + stuck).statusCode()).isEqualTo(200);
      assertThat(bakery.get("/loaves/" + done).statusCode()).isEqualTo(404);
      assertThat(bakery.get("/loaves/" + last).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void of_too_many_worlds_the_one_used_longest_ago_is_forgotten() {
    try (Bakery bakery = Bakery.open()) {
      bakery.server.world("first").scenarios().next("unauthorized");

      for (int i = 0; i < 1001; i++) {
        bakery.server.world("w" + i).scenarios().next("unauthorized");
      }

      assertThat(bakery.get("/purse", "X-Luma-World", "first").statusCode()).isEqualTo(200);
      assertThat(bakery.get("/purse", "X-Luma-World", "w1000").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_thousand_submits_at_once_give_a_thousand_tasks() {
    try (Bakery bakery = Bakery.open()) {
      List<String> ids =
          IntStream.range(0, 1000)
              .parallel()
              .mapToObj(i -> bakery.bake("flour " + i, "X-Key", "client " + i))
              .toList();

      assertThat(ids).doesNotHaveDuplicates().doesNotContain("").hasSize(1000);
      IntStream.range(0, 1000)
          .parallel()
          .forEach(
              i ->
                  assertThat(json(bakery.get("/loaves/" + ids.get(i))).path("flour").asText())
                      .isEqualTo("flour " + i));
    }
  }
}
