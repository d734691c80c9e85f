package io.github.lumacontracts.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shape of a task's video: what the client asks for, else the default, else its parent's. */
class TaskShapeTest {
  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      info: {title: Films, version: '1'}
      paths:
        /films:
          post:
            operationId: createFilm
            x-lifecycle:
              id: $response.body#/id
              takes: PT8S
              created: new
              states: [{name: new, lasts: 1, progress: 0, shows: {getFilm: new}}]
              outcomes: {completed: {shows: {getFilm: done}}}
              members:
                /id: $task.id
                /ratio: $task.ratio
                /width: $task.width
                /size/height: $task.height
                /still: $task.thumbnail
            requestBody: {content: {application/json: {schema: {properties: {ratio: {type: string, %s}}}}}}
            responses: &created
              '201':
                description: Accepted.
                content: {application/json: {examples: {new: {value: {id: a, ratio: '5:4'}}}}}
                links: &links
                  getFilm: {operationId: getFilm, parameters: {id: $response.body#/id}}
                  growFilm: {operationId: growFilm, parameters: {id: $response.body#/id}}
        /films/{id}/grow:
          post:
            operationId: growFilm
            x-lifecycle: {like: createFilm}
            parameters: &id [{name: id, in: path, required: true, schema: {type: string}}]
            requestBody: {content: {application/json: {schema: {properties: {prompt: {type: string}}}}}}
            responses: *created
        /films/{id}:
          get:
            operationId: getFilm
            parameters: *id
            responses:
              '200':
                description: One.
                content:
                  application/json:
                    examples:
                      new: {value: {id: a, ratio: '5:4'}}
                      done: {value: {id: a, ratio: '5:4', width: 1350, size: {height: '1080'}, still: s}}
      """;

  @TempDir private Path folder;

  private MockServer start(String keywords) {
    Path file = Http.file(folder, "films.yaml", DOCUMENT.formatted(keywords));
    return MockServer.start(
        MockServerOptions.builder().mount(Mount.of(file)).taskLength(Duration.ZERO).build());
  }

  private static JsonNode made(MockServer server, String path, String body) throws IOException {
    String id =
        new ObjectMapper()
            .readTree(Http.post(server, path, body, "Content-Type", "application/json").body())
            .path("id")
            .asText();
    return new ObjectMapper().readTree(Http.get(server, "/films/" + id).body());
  }

  @ParameterizedTest(name = "{0} of a document with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ratio': '9:16'} | default: '1:1' | 9:16 | 180 | 320",
        "{'ratio': '20:9'} | default: '1:1' | 20:9 | 420 | 180",
        "{}                | default: '1:1' | 1:1  | 240 | 240",
        "{}                | minLength: 1   | 5:4  | 320 | 180",
      },
      quoteCharacter = '`')
  void a_task_shows_the_ratio_that_it_has_and_the_size_of_its_video(
      String request, String keywords, String ratio, int width, String height) throws Exception {
    try (MockServer server = start(keywords)) {
      JsonNode film = made(server, "/films", request.replace('\'', '"'));

      assertThat(film.path("ratio").asText()).isEqualTo(ratio);
      assertThat(film.path("width").intValue()).isEqualTo(width);
      assertThat(film.at("/size/height").textValue()).isEqualTo(height);
      assertThat(sizeOf(film.path("still").asText())).isEqualTo(width + "x" + height);
    }
  }

  @Test
  void an_extension_has_the_shape_of_its_parent_and_so_has_the_next_one() throws Exception {
    try (MockServer server = start("default: '1:1'")) {
      JsonNode film = made(server, "/films", "{\"ratio\": \"9:16\"}");
      JsonNode longer = made(server, "/films/" + film.path("id").asText() + "/grow", "{}");
      JsonNode longest = made(server, "/films/" + longer.path("id").asText() + "/grow", "{}");

      assertThat(longest.path("ratio").asText()).isEqualTo("9:16");
      assertThat(longest.path("width").intValue()).isEqualTo(180);
      assertThat(sizeOf(longest.path("still").asText())).isEqualTo("180x320");
    }
  }

  private static String sizeOf(String still) throws Exception {
    byte[] jpeg =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(still)).build(), BodyHandlers.ofByteArray())
            .body();
    var image = ImageIO.read(new ByteArrayInputStream(jpeg));
    return image.getWidth() + "x" + image.getHeight();
  }
}
