package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Bakery.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that continue others, and tasks that a document shows. */
class TaskParentsTest {
  private static HttpResponse<String> glaze(Bakery bakery, String parent) {
    return bakery.post("/glazes", "{\"of\": \"" + parent + "\"}");
  }

  @Test
  void an_extension_of_a_completed_task_refers_to_it() {
    try (Bakery bakery = Bakery.open()) {
      String parent = bakery.bake("a");
      bakery.after(Duration.ofSeconds(8));

      HttpResponse<String> created = glaze(bakery, parent);
      String id = json(created).path("id").asText();
      HttpResponse<String> done = bakery.after(Duration.ofSeconds(8)).get("/loaves/" + id);

      assertThat(created.statusCode()).isEqualTo(201);
      assertThat(created.body())
          .isEqualTo("{\"id\":\"%s\",\"of\":\"%s\",\"state\":\"accepted\"}".formatted(id, parent));
      assertThat(json(done).path("of").asText()).isEqualTo(parent);
      assertThat(glaze(bakery, id).statusCode()).as("extension of an extension").isEqualTo(201);
    }
  }

  @ParameterizedTest(name = "{0} after {1} s: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "success | 0 | 400 | {'error':'not baked'}",
        "success | 7 | 400 | {'error':'not baked'}",
        "stuck   | 9 | 400 | {'error':'not baked'}",
        "failed  | 8 | 400 | {'error':'bad'}", // of failed tasks the document does not say
      })
  void an_extension_of_what_is_not_completed_is_refused_in_the_document_s_words(
      String scenario, int seconds, int status, String body) {
    try (Bakery bakery = Bakery.open()) {
      String parent = bakery.bake("a", "Prefer", "scenario=" + scenario);

      HttpResponse<String> answer = glaze(bakery.after(Duration.ofSeconds(seconds)), parent);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).isEqualTo(body.replace('\'', '"'));
      assertThat(bakery.server.world().tasks().list()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "of {0}: {1}")
  @CsvSource({
    "nobody, 404",
    "seed-baked, 201",
    "seed-asked, 201",
    "seed-baking, 400",
    "seed-new, 400"
  })
  void the_tasks_of_a_document_can_be_extended_if_it_shows_them_completed(String id, int status) {
    try (Bakery bakery = Bakery.open()) {
      assertThat(glaze(bakery, id).statusCode()).isEqualTo(status);
    }
  }

  @ParameterizedTest(name = "GET {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/loaves/seed-waiting   | 200 | {'id':'seed-waiting','state':'waiting','flour':'rye','done':'0%'}",
        "/loaves/seed-burnt     | 200 | {'id':'seed-burnt','state':'burnt','flour':'rye'}",
        "/loaves/seed-new       | 200 | {'id':'seed-new','state':'waiting','flour':'rye','done':'0%'}",
        "/loaves/seed-0         | 200 | {'id':'seed-0','state':'waiting','flour':'rye','done':'0%'}",
        "/loaves/seed-asked     | 200 | BAKED",
        "/loaves/7              | 200 | BAKED",
        "/loaves/nobody         | 404 | {'error':'no such loaf'}",
        "/loaves/seed-baked/link  | 200 | {'url':'https://example.com/film'}",
        "/loaves/seed-baking/link | 400 | {'error':'not baked'}",
      })
  void ids_of_a_document_s_examples_exist_from_the_start_in_the_state_that_it_shows(
      String path, int status, String body) {
    String baked =
        "{'id':'seed-baked','of':'','state':'baked','flour':'rye','size':'big','shop':'south',"
            + "'made':'2024-01-01T00:00:00.000Z','changed':'2024-01-01T00:01:00Z','done':'100%',"
            + "'picture':'p','film':'f'}";
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> answer = bakery.get(path);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).isEqualTo(body.replace("BAKED", baked).replace('\'', '"'));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'seed-asked-1','seed-asked-2' | [{'loaf':'seed-0','kind':'k','percent':0},{'loaf':'seed-1','kind':'k','percent':100,'film':'f'}]",
        "'seed-0','seed-1'             | [{'loaf':'seed-0','kind':'k','percent':0},{'loaf':'seed-1','kind':'k','percent':100,'film':'f'}]",
        "'seed-1'                      | [{'loaf':'seed-1','kind':'k','percent':100,'film':'f'}]",
        "'seed-1','seed-burnt','x'     | [{'loaf':'seed-1','kind':'k','percent':100,'film':'f'}]",
        "'seed-baked'                  | [{'loaf':'seed-baked','kind':'k','percent':100,'film':'f'}]",
      })
  void a_batch_that_the_document_shows_is_answered_as_it_shows(String ids, String loaves) {
    try (Bakery bakery = Bakery.open()) {
      HttpResponse<String> answer =
          bakery.post("/baskets", "{\"loaves\":[" + ids.replace('\'', '"') + "]}");

      assertThat(answer.body())
          .isEqualTo("{\"count\":2,\"loaves\":" + loaves.replace('\'', '"') + "}");
    }
  }
}
