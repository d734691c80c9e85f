package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Bakery.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Several tasks in one answer, and who sees them. */
class TaskListsTest {
  private static final String UNKNOWN = "{\"error\":\"no such loaf\"}";

  private static String ids(String... ids) {
    return "{\"loaves\": [\"" + String.join("\", \"", ids) + "\"]}";
  }

  @Test
  void a_batch_shows_each_task_in_the_form_and_state_of_its_own_and_leaves_out_the_unknown() {
    try (Bakery bakery = Bakery.open()) {
      String done = bakery.bake("a");
      bakery.after(Duration.ofSeconds(8));
      String early = bakery.bake("b");
      bakery.after(Duration.ofSeconds(1));

      HttpResponse<String> shown = bakery.post("/baskets", ids(early, "nobody", done));

      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.body())
          .isEqualTo(
              """
              {"count":2,"loaves":[{"loaf":"%s","kind":"bread","percent":10},\
              {"loaf":"%s","kind":"bread","percent":100,"film":"f"}]}"""
                  .formatted(early, done));
    }
  }

  @Test
  void a_batch_of_nothing_but_unknown_ids_gets_the_documented_404() {
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> unknown = bakery.post("/baskets", ids("nobody", "none"));
      HttpResponse<String> empty = bakery.post("/baskets", "{\"loaves\": []}");

      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).isEqualTo(UNKNOWN);
      assertThat(empty.body()).isEqualTo("{\"count\":2,\"loaves\":[]}");
    }
  }

  @Test
  void a_task_whose_state_the_batch_does_not_show_is_left_out_but_not_unknown() {
    try (Bakery bakery = Bakery.open()) {
      String failed = bakery.bake("[scenario:failed]");

      HttpResponse<String> shown =
          bakery.after(Duration.ofSeconds(8)).post("/baskets", ids(failed));

      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(json(shown).path("loaves")).isEmpty();
    }
  }

  @Test
  void a_list_shows_the_tasks_of_the_client_newest_first_or_those_of_the_document_if_it_has_none() {
    try (Bakery bakery = Bakery.open()) {
      assertThat(bakery.get("/loaves").body())
          .isEqualTo("[{\"id\":\"seed-listed\",\"flour\":\"oat\"}]");

      String first = bakery.bake("a");
      String second = bakery.bake("b");

      assertThat(bakery.get("/loaves").body())
          .isEqualTo(
              "[{\"id\":\"%s\",\"flour\":\"b\"},{\"id\":\"%s\",\"flour\":\"a\"}]"
                  .formatted(second, first));
    }
  }

  @Test
  void a_client_does_not_see_another_one_s_list() {
    try (Bakery bakery = Bakery.open()) {
      String loaf = bakery.bake("a", "X-Key", "alice");

      assertThat(json(bakery.get("/loaves", "X-Key", "alice")).findValuesAsText("id"))
          .containsExactly(loaf);
      assertThat(json(bakery.get("/loaves", "X-Key", "bob")).findValuesAsText("id"))
          .containsExactly("seed-listed");
    }
  }

  @Test
  void worlds_by_header_or_by_the_beginning_of_the_key_share_nothing() {
    try (Bakery bakery = Bakery.open()) {
      String path = "/loaves/" + bakery.bake("a", "X-Luma-World", "blue");

      assertThat(bakery.get(path, "X-Luma-World", "blue").statusCode()).isEqualTo(200);
      assertThat(bakery.get(path, "X-Key", "blue~any").statusCode()).isEqualTo(200);
      assertThat(bakery.get(path).statusCode()).isEqualTo(404);
      assertThat(bakery.get(path, "X-Key", "red~any").statusCode()).isEqualTo(404);
      assertThat(bakery.get(path, "X-Key", "blue~any", "X-Luma-World", "red").body())
          .isEqualTo(UNKNOWN);
    }
  }

  @Test
  void a_world_has_a_clock_of_its_own() {
    try (Bakery bakery = Bakery.open()) {
      bakery.server.world("blue").clock().freeze();
      String blue = "/loaves/" + bakery.bake("a", "X-Luma-World", "blue");

      bakery.after(Duration.ofSeconds(8));
      assertThat(json(bakery.get(blue, "X-Luma-World", "blue")).path("state").asText())
          .isEqualTo("waiting");

      bakery.server.world("blue").clock().advance(Duration.ofSeconds(8));
      assertThat(json(bakery.get(blue, "X-Luma-World", "blue")).path("state").asText())
          .isEqualTo("baked");
    }
  }

  @Test
  void a_name_that_no_world_can_have_is_refused() {
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> answer = bakery.get("/loaves", "X-Luma-World", "a/b");

      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(json(answer).path("detail").asText())
          .isEqualTo(
              "X-Luma-World must be up to 64 letters, digits, dots, dashes and underscores.");
    }
  }
}
