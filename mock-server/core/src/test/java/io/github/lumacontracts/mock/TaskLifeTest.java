package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Bakery.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task from its submit to the end of its links, by a clock that only the test moves. */
class TaskLifeTest {

  @ParameterizedTest(name = "after {0} ms: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | {'id':'ID','state':'waiting','flour':'spelt','done':'0%'}",
        "1000 | {'id':'ID','state':'waiting','flour':'spelt','done':'10%'}",
        "1999 | {'id':'ID','state':'waiting','flour':'spelt','done':'19%'}",
        "2000 | {'id':'ID','state':'baking','flour':'spelt','done':'20%'}",
        "5000 | {'id':'ID','state':'baking','flour':'spelt','done':'60%'}",
        "7999 | {'id':'ID','state':'baking','flour':'spelt','done':'99%'}",
      })
  void a_task_goes_through_its_states_by_the_clock(long millis, String expected) {
    try (Bakery bakery = Bakery.open()) {
      String id = bakery.bake("spelt");

      HttpResponse<String> shown = bakery.after(Duration.ofMillis(millis)).get("/loaves/" + id);

      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.body()).isEqualTo(expected.replace('\'', '"').replace("ID", id));
    }
  }

  @Test
  void a_submit_answers_the_documented_first_state_with_what_the_client_sent() {
    try (Bakery bakery = Bakery.open()) {
      long now = bakery.server.world().clock().now().getEpochSecond();

      HttpResponse<String> created =
          bakery.post(
              "/loaves?shop=east", "{\"flour\":\"spelt\",\"size\":\"huge\"}", "x-till", "9");

      String id = json(created).path("id").asText();
      assertThat(id).matches("loaf-[0-9a-f]{32}");
      assertThat(created.statusCode()).isEqualTo(201);
      assertThat(created.body())
          .isEqualTo(
              "{\"id\":\"%s\",\"state\":\"accepted\",\"flour\":\"spelt\",\"size\":\"huge\","
                      .formatted(id)
                  + "\"shop\":\"east\",\"till\":\"9\",\"made\":%d}".formatted(now));
    }
  }

  @Test
  void what_a_client_leaves_out_has_the_default_of_its_schema_or_else_stays_as_in_the_example() {
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> created = bakery.post("/loaves", "{\"flour\":\"spelt\"}");

      assertThat(json(created).path("size").asText()).isEqualTo("small");
      assertThat(json(created).path("shop").asText()).isEqualTo("north");
      assertThat(json(created).path("till").asText()).isEqualTo("t");
    }
  }

  @Test
  void a_completed_task_has_its_times_and_addresses_of_its_media() {
    try (Bakery bakery = Bakery.open()) {
      Instant start = bakery.server.world().clock().now();
      String id = bakery.bake("spelt");

      HttpResponse<String> shown = bakery.after(Duration.ofSeconds(30)).get("/loaves/" + id);

      String media = bakery.server.baseUri() + "/__media/-/bakery/" + id;
      assertThat(shown.body())
          .isEqualTo(
              """
              {"id":"%s","of":"","state":"baked","flour":"spelt","size":"small","shop":"north",\
              "made":"%s","changed":"%s","done":"100%%","picture":"%s/thumbnail.jpg",\
              "film":"%s/video.mp4"}"""
                  .formatted(id, millis(start), seconds(start.plusSeconds(8)), media, media));
    }
  }

  private static String millis(Instant time) {
    return time.toString().substring(0, 19) + ".%03dZ".formatted(time.toEpochMilli() % 1000);
  }

  private static String seconds(Instant time) {
    return time.toString().substring(0, 19) + "Z";
  }

  @Test
  void the_link_is_refused_until_the_task_is_completed() {
    try (Bakery bakery = Bakery.open()) {
      String id = bakery.bake("spelt");
      String failed = bakery.bake("[scenario:failed]");

      HttpResponse<String> early = bakery.get("/loaves/" + id + "/link");
      bakery.after(Duration.ofSeconds(8));
      HttpResponse<String> later = bakery.get("/loaves/" + id + "/link");
      HttpResponse<String> never = bakery.get("/loaves/" + failed + "/link");

      assertThat(early.statusCode()).isEqualTo(400);
      assertThat(early.body()).isEqualTo("{\"error\":\"not baked\"}");
      assertThat(later.body())
          .isEqualTo(
              "{\"url\":\"%s/__media/-/bakery/%s/video.mp4\"}"
                  .formatted(bakery.server.baseUri(), id));
      assertThat(never.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void completed_comes_before_the_link_where_the_document_knows_that_and_the_option_is_on() {
    try (Bakery late = Bakery.open(options -> options.completedBeforeLink(true))) {
      String id = late.bake("spelt");

      assertThat(json(late.after(Duration.ofSeconds(8)).get("/loaves/" + id)).has("film"))
          .isFalse();
      assertThat(json(late.get("/loaves/" + id)).path("state").asText()).isEqualTo("baked");
      late.after(Duration.ofMillis(1600));
      assertThat(json(late.get("/loaves/" + id)).has("film")).isTrue();
    }
  }

  @Test
  void links_last_as_long_as_the_document_says_from_the_end_of_the_task() {
    try (Bakery bakery = Bakery.open()) {
      String video = "/__media/-/bakery/" + bakery.bake("spelt") + "/video.mp4";

      assertThat(bakery.get(video).statusCode()).isEqualTo(404);
      assertThat(bakery.after(Duration.ofSeconds(8)).get(video).statusCode()).isEqualTo(200);
      assertThat(bakery.after(Duration.ofMinutes(59)).get(video).statusCode()).isEqualTo(200);
      assertThat(bakery.after(Duration.ofMinutes(1)).get(video).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void who_asks_after_a_link_has_ceased_to_work_gets_another_that_lasts_as_long() {
    try (Bakery bakery = Bakery.open()) {
      String loaf = "/loaves/" + bakery.bake("spelt");
      String first = film(bakery.after(Duration.ofSeconds(8)), loaf);
      assertThat(film(bakery.after(Duration.ofMinutes(59)), loaf)).isEqualTo(first);

      String second = film(bakery.after(Duration.ofMinutes(1)), loaf);

      assertThat(bakery.get(first).statusCode()).isEqualTo(403);
      assertThat(bakery.get(second).statusCode()).isEqualTo(200);
      bakery.after(Duration.ofMinutes(59));
      assertThat(bakery.get(second).statusCode()).isEqualTo(200);
      bakery.after(Duration.ofMinutes(1));
      assertThat(bakery.get(second).statusCode()).isEqualTo(403);
    }
  }

  /** Returns path and query of the link. */
  private static String film(Bakery bakery, String loaf) {
    return json(bakery.get(loaf))
        .path("film")
        .asText()
        .substring(bakery.server.baseUri().toString().length());
  }

  @Test
  void links_that_never_work_do_not_work_when_they_are_asked_for_again() {
    try (Bakery bakery = Bakery.open()) {
      String loaf = "/loaves/" + bakery.bake("[scenario:expired-url]");
      bakery.after(Duration.ofSeconds(8));

      assertThat(bakery.get(film(bakery, loaf)).statusCode()).isEqualTo(403);
      assertThat(bakery.get(film(bakery.after(Duration.ofSeconds(1)), loaf)).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void a_task_takes_what_the_document_says_but_ten_seconds_at_most_unless_somebody_says_else() {
    Duration wanted = Duration.ofMinutes(5);
    try (Bakery usual = Bakery.open();
        Bakery long5 = Bakery.open(options -> options.taskLength(wanted))) {
      String id = usual.bake("spelt");
      String other = long5.bake("spelt");

      assertThat(
              json(usual.after(Duration.ofSeconds(8)).get("/loaves/" + id)).path("state").asText())
          .isEqualTo("baked");
      long5.after(wanted.minusMillis(1));
      assertThat(json(long5.get("/loaves/" + other)).path("state").asText()).isEqualTo("baking");
      long5.after(Duration.ofMillis(1));
      assertThat(json(long5.get("/loaves/" + other)).path("state").asText()).isEqualTo("baked");
    }
  }

  @Test
  void a_scaled_clock_makes_tasks_faster() throws Exception {
    try (Bakery bakery = Bakery.open(options -> options.speed(1000))) {
      bakery.server.world().clock().resume();
      String id = bakery.bake("spelt");

      Thread.sleep(100);

      assertThat(json(bakery.get("/loaves/" + id)).path("state").asText()).isEqualTo("baked");
    }
  }
}
