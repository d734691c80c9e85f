package io.github.lumacontracts.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tasks that live, as a client sees them. */
class TasksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static HttpResponse<String> send(MockServer server, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.baseUri() + path))
            .header("authorization", "Bearer key")
            .header("content-type", "application/json");
    return CLIENT.send(
        (body.isEmpty() ? request : request.POST(HttpRequest.BodyPublishers.ofString(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static MockServer server(Duration length) {
    return MockServer.start(MockServerOptions.builder().taskLength(length).build());
  }

  @Test
  void a_new_task_has_its_own_id_and_prompt_and_completes_with_a_video() throws Exception {
    try (MockServer server = server(Duration.ZERO)) {
      JsonNode created = json(send(server, "/ai302/luma/submit", "{\"user_prompt\":\"a boat\"}"));
      assertThat(created.path("state").asText()).isEqualTo("pending");
      assertThat(created.path("id").asText()).matches("luma_[0-9a-f-]{36}");

      String id = created.path("id").asText();
      JsonNode shown = json(send(server, "/ai302/luma/task/" + id + "/fetch", ""));

      assertThat(shown.path("state").asText()).isEqualTo("completed");
      assertThat(shown.path("prompt").asText()).isEqualTo("a boat");
      assertThat(shown.path("video").asText())
          .isEqualTo(server.baseUri() + "/__media/-/ai302/" + id + "/video.mp4");
    }
  }

  @Test
  void an_id_that_nobody_knows_gets_the_documented_404() throws Exception {
    try (MockServer server = server(Duration.ZERO)) {
      HttpResponse<String> answer = send(server, "/ai302/luma/task/luma_none/fetch", "");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .isEqualTo("{\"error\":{\"err_code\":-10010,\"message\":\"Task not found\"}}");
    }
  }

  @Test
  void a_task_is_not_extended_before_it_is_completed() throws Exception {
    try (MockServer server = server(Duration.ofHours(1))) {
      JsonNode created = json(send(server, "/ai302/luma/submit", "{\"user_prompt\":\"a boat\"}"));

      String path = "/ai302/luma/extend/" + created.path("id").asText();
      assertThat(send(server, path, "{\"user_prompt\":\"more\"}").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void a_marker_in_the_prompt_lets_a_task_fail() throws Exception {
    try (MockServer server = server(Duration.ZERO)) {
      JsonNode created =
          json(send(server, "/ai302/luma/submit", "{\"user_prompt\":\"x [scenario:failed]\"}"));

      String path = "/ai302/luma/task/" + created.path("id").asText() + "/fetch";
      assertThat(json(send(server, path, "")).path("state").asText()).isEqualTo("failed");
    }
  }
}
