package io.github.lumacontracts.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.github.lumacontracts.client.sample.SampleApi;
import io.github.lumacontracts.client.sample.model.DrawingRequest;
import io.github.lumacontracts.client.sample.model.DrawingState;
import io.github.lumacontracts.client.sample.model.Keyframe;
import io.github.lumacontracts.client.sample.model.Keyframes;
import io.github.lumacontracts.client.sample.model.Quality;
import io.github.lumacontracts.client.sample.model.Size;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire. */
class RequestTest {
  @Test
  void a_body_has_what_the_caller_set_and_the_required_null_and_nothing_else() {
    try (var server = new StudioServer();
        var api = server.client().build()) {
      api.createDrawing(DrawingRequest.builder().userPrompt("a paper boat").build());

      var request = server.request();
      assertThat(request.text()).isEqualTo("{\"user_prompt\":\"a paper boat\",\"seed\":null}");
      assertThat(request.method() + " " + request.target()).isEqualTo("POST /drawings");
      assertThat(request.header("Content-Type")).containsExactly("application/json");
      assertThat(request.header("Accept")).containsExactly("application/json");
      assertThat(request.header("User-Agent")).containsExactly("luma-contracts-java");
      assertThat(request.header("Upgrade")).isEmpty(); // HTTP/1.1 and no attempt at 2
    }
  }

  @Test
  void a_body_carries_every_kind_of_member_under_its_wire_name() {
    try (var server = new StudioServer();
        var api = server.client().build()) {
      api.createDrawing(
          DrawingRequest.builder()
              .userPrompt("p")
              .seed(7L)
              .loop(false)
              .quality(Quality._4K)
              .size(Size.of(2048L))
              .tags(List.of())
              .keyframes(
                  Keyframes.builder().frame0(Keyframe.builder().type("image").build()).build())
              ._default("d")
              .additionalProperty("extra", BooleanNode.TRUE)
              .build());

      assertThat(server.request().text())
          .isEqualTo(
              "{\"user_prompt\":\"p\",\"seed\":7,\"loop\":false,\"quality\":\"4k\",\"size\":2048,"
                  + "\"tags\":[],\"keyframes\":{\"frame0\":{\"type\":\"image\"}},\"default\":\"d\","
                  + "\"extra\":true}");
    }
  }

  @Test
  void a_secret_is_sent_and_never_shown() {
    DrawingRequest request =
        DrawingRequest.builder().userPrompt("p").notifySecret(Secret.of("s3cr3t")).build();
    try (var server = new StudioServer();
        var api = server.client().build()) {
      api.createDrawing(request);

      assertThat(server.request().text()).contains("\"notify_secret\":\"s3cr3t\"");
      assertThat(request.toString()).contains("notifySecret=***").doesNotContain("s3cr3t");
    }
  }

  @Test
  void text_is_utf_8_both_ways_although_the_platform_is_not() {
    assertThat(Charset.defaultCharset().name()).isEqualTo("US-ASCII"); // set in the pom
    try (var server = new StudioServer().answers(200, "{\"id\":\"cät 猫 🐈\"}");
        var api = server.client().build()) {
      var drawing = api.createDrawing(DrawingRequest.builder().userPrompt("cät 猫 🐈").build());

      assertThat(server.request().text()).contains("\"cät 猫 🐈\"");
      assertThat(drawing.id()).isEqualTo("cät 猫 🐈");
    }
  }

  @Test
  void the_key_goes_as_bearer_or_raw_or_not_at_all_as_the_document_says() {
    try (var bearer = new StudioServer();
        var raw = new StudioServer();
        var none = new StudioServer().answers(200, "text/plain", "pong")) {
      try (var api = bearer.client().build()) {
        api.getDrawing("1");
      }
      try (var api = raw.client().build()) {
        api.getAccount();
      }
      try (var api = none.client().build()) {
        assertThat(api.ping()).isEqualTo("pong");
      }

      assertThat(bearer.request().header("Authorization")).containsExactly("Bearer key-1");
      assertThat(raw.request().header("Authorization")).containsExactly("key-1");
      assertThat(none.request().header("Authorization")).isEmpty();
    }
  }

  @Test
  void a_call_that_needs_a_key_is_not_sent_without_one_but_others_are() {
    try (var server = new StudioServer().answers(200, "text/plain", "pong");
        var api = SampleApi.builder().baseUrl(server.url()).build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> api.getDrawing("1"))
          .withMessageContaining("getDrawing needs an API key")
          .withMessageContaining("apiKey(…)");
      assertThat(server.count()).isZero();
      assertThat(api.ping()).isEqualTo("pong");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc\r\nX-Evil: 1", "abc\n", "a\u0000b", "clé", "", " "})
  void a_key_that_cannot_stand_in_a_header_is_refused_without_being_shown(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleApi.builder().apiKey(key))
        .withMessageStartingWith("apiKey ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("abc").doesNotContain("clé"));
  }

  @Test
  void a_header_argument_cannot_add_a_second_header() {
    try (var server = new StudioServer().answers(200, "[]");
        var api = server.client().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> api.listDrawings(List.of("a"), null, null, null, null, "x\r\nX-Evil: 1"))
          .withMessageContaining("listDrawings: X-Trace");
      assertThat(server.count()).isZero();
    }
  }

  @Test
  void queries_are_indexed_repeated_or_joined_as_the_document_says() {
    try (var server = new StudioServer().answers(200, "[]");
        var api = server.client().build()) {
      api.listDrawings(
          List.of("a b", "c&d"),
          DrawingState.of("a+b"),
          List.of("x", "y"),
          List.of("f,1", "g"),
          5L,
          "trace");

      assertThat(server.request().target())
          .isEqualTo(
              "/drawings?ids%5B0%5D=a%20b&ids%5B1%5D=c%26d&state=a%2Bb&tag=x&tag=y&fields=f%2C1,g&limit=5");
      assertThat(server.request().header("X-Trace")).containsExactly("trace");
    }
  }

  @Test
  void optional_arguments_that_are_null_are_not_sent() {
    try (var server = new StudioServer().answers(200, "[]");
        var api = server.client().build()) {
      api.listDrawings(List.of("a"));

      assertThat(server.request().target()).isEqualTo("/drawings?ids%5B0%5D=a");
      assertThat(server.request().header("X-Trace")).isEmpty();
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void a_missing_required_argument_is_named_and_nothing_is_sent() {
    try (var server = new StudioServer();
        var api = server.client().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> api.listDrawings(null, null, null, null, null, null))
          .withMessage("listDrawings: the argument ids is null, but the document requires it.");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> api.getDrawingAsync(null))
          .withMessageContaining("drawing-id");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> api.createDrawing(null))
          .withMessageContaining("drawingRequest");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DrawingRequest.builder().build())
          .withMessageContaining("DrawingRequest.user_prompt is not set");
      assertThat(server.count()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, /drawings/a%2Fb",
    "a b, /drawings/a%20b",
    "a+b?c#d%e, /drawings/a%2Bb%3Fc%23d%25e",
    "猫, /drawings/%E7%8C%AB",
    "a..b~-_.c, /drawings/a..b~-_.c",
    "..., /drawings/..."
  })
  void a_path_argument_stays_one_segment(String id, String target) {
    try (var server = new StudioServer();
        var api = server.client().build()) {
      api.getDrawing(id);

      assertThat(server.request().target()).isEqualTo(target);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", ""})
  void a_path_argument_that_would_address_something_else_is_refused(String id) {
    try (var server = new StudioServer();
        var api = server.client().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> api.getDrawing(id))
          .withMessageContaining("getDrawing: drawing-id is \"" + id + "\"");
      assertThat(server.count()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', /drawings/1",
    "/, /drawings/1",
    "/v1, /v1/drawings/1",
    "/v1/, /v1/drawings/1",
    "/a%20b//, /a%20b/drawings/1"
  })
  void a_base_url_may_have_a_path_and_a_slash_at_its_end(String path, String target) {
    try (var server = new StudioServer();
        var api = server.client().baseUrl(URI.create(server.url() + path)).build()) {
      api.getDrawing("1");

      assertThat(server.request().target()).isEqualTo(target);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h",
        "/relative",
        "http:///path",
        "https://u:p@h",
        "https://h?q=1",
        "https://h#f"
      })
  void a_base_url_that_is_none_is_refused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleApi.builder().baseUrl(URI.create(url)))
        .withMessageStartingWith("baseUrl must be");
  }

  @Test
  void interceptors_run_in_order_and_may_change_the_request() {
    try (var server = new StudioServer();
        var api =
            server
                .client()
                .userAgent("mine/1")
                .interceptor(request -> request.header("X-Order", "1"))
                .interceptor(request -> request.header("X-Order", "2"))
                .build()) {
      api.getDrawing("1");

      assertThat(server.request().header("X-Order")).containsExactly("1", "2");
      assertThat(server.request().header("User-Agent")).containsExactly("mine/1");
    }
  }

  @Test
  void a_built_client_does_not_follow_its_builder() {
    try (var server = new StudioServer()) {
      var builder = server.client();
      try (var api = builder.build()) {
        builder.apiKey("key-2").interceptor(request -> request.header("X-Late", "1"));
        api.getDrawing("1");

        assertThat(server.request().header("Authorization")).containsExactly("Bearer key-1");
        assertThat(server.request().header("X-Late")).isEmpty();
      }
    }
  }
}
