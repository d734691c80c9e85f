package io.github.lumacontracts.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.client.sample.model.Drawing;
import io.github.lumacontracts.client.sample.model.DrawingState;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the wire. */
class AnswerTest {
  @Test
  void an_object_read_and_written_again_is_the_same_text() throws Exception {
    String json =
        "{\"id\":\"FC7FB008-not-a-uuid\",\"state\":\"dreaming\","
            + "\"created_at\":\"2024-07-22T12:47:28.500000Z\",\"day\":\"2024-2-30\","
            + "\"picture\":{\"url\":\"not a uri\",\"width\":3000000000,\"depth\":{\"a\":[1.50,null]}},"
            + "\"nothing\":null,\"score\":0.10,\"steps\":9007199254740993,"
            + "\"anything\":{\"x\":[true,1e2]},\"labels\":{\"b\":\"1\",\"a\":\"2\"},"
            + "\"history\":[\"pending\",\"woken\"],\"zeta\":12345678901234567890.0,\"alpha\":null}";

    try (var server = new StudioServer().answers(200, json);
        var api = server.client().build()) {
      assertThat(new ObjectMapper().writeValueAsString(api.getDrawing("1")))
          .isEqualTo(json.replace("1e2", "1E+2"));
    }
  }

  @Test
  void null_and_absent_are_the_same_only_for_a_member_that_is_nullable_and_not_required()
      throws Exception {
    try (var server = new StudioServer().answers(200, "{\"picture\":null,\"liked\":null}");
        var api = server.client().build()) {
      assertThat(new ObjectMapper().writeValueAsString(api.getDrawing("1")))
          .isEqualTo("{\"picture\":null}");
    }
  }

  @Test
  void members_are_typed() {
    try (var server =
            new StudioServer()
                .answers(
                    201,
                    "{\"state\":\"completed\",\"created_at\":\"0001-01-01T00:00:00Z\",\"score\":1.5,"
                        + "\"picture\":{\"width\":5},\"history\":[\"pending\"]}");
        var api = server.client().build()) {
      Drawing drawing = api.getDrawing("1");

      assertThat(drawing.state()).isEqualTo(DrawingState.COMPLETED);
      assertThat(drawing.createdAt().toOffsetDateTime())
          .contains(OffsetDateTime.parse("0001-01-01T00:00:00Z"));
      assertThat(drawing.score()).isEqualTo(new BigDecimal("1.5"));
      assertThat(drawing.picture().width()).isEqualTo(5);
      assertThat(drawing.history()).containsExactly(DrawingState.PENDING);
      assertThat(drawing.id()).isNull();
      assertThat(drawing.additionalProperties()).isEmpty();
    }
  }

  @Test
  void a_word_or_date_that_the_document_does_not_know_is_kept_and_can_be_told() {
    try (var server =
            new StudioServer().answers(200, "{\"state\":\"dreaming\",\"created_at\":\"soon\"}");
        var api = server.client().build()) {
      Drawing drawing = api.getDrawing("1");

      assertThat(drawing.state()).isEqualTo(DrawingState.of("dreaming"));
      assertThat(drawing.state().isKnown()).isFalse();
      assertThat(DrawingState.FAILED.isKnown()).isTrue();
      assertThat(drawing.createdAt().value()).isEqualTo("soon");
      assertThat(drawing.createdAt().toOffsetDateTime()).isEmpty();
    }
  }

  @Test
  void collections_of_an_answer_cannot_be_changed() {
    try (var server =
            new StudioServer().answers(200, "{\"history\":[null],\"labels\":{},\"more\":1}");
        var api = server.client().build()) {
      Drawing drawing = api.getDrawing("1");

      assertThat(drawing.history()).isUnmodifiable().containsExactly((DrawingState) null);
      assertThat(drawing.labels()).isUnmodifiable();
      assertThat(drawing.additionalProperties()).isUnmodifiable().containsOnlyKeys("more");
    }
  }

  @Test
  void an_array_at_the_top_is_a_list() {
    try (var server = new StudioServer().answers(200, "[{\"id\":\"a\"},{\"id\":\"b\"}]");
        var api = server.client().build()) {
      assertThat(api.listDrawings(List.of("a", "b"), null, null, null, null, null))
          .extracting(Drawing::id)
          .containsExactly("a", "b");
    }
  }

  @Test
  void status_and_headers_are_there_for_those_who_ask() {
    try (var server = new StudioServer().answers(201, "{\"id\":\"a\"}");
        var api = server.client().build()) {
      ApiResponse<Drawing> response = api.getDrawingWithResponse("a");

      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(response.headers().firstValue("x-studio")).contains("7");
      assertThat(response.body().id()).isEqualTo("a");
    }
  }

  @Test
  @SuppressWarnings("deprecation")
  void an_answer_without_a_documented_body_has_none() {
    try (var server = new StudioServer().answers(204, "");
        var api = server.client().build()) {
      ApiResponse<Void> response = api.deleteDrawingWithResponse("1");

      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.body()).isNull();
    }
  }

  @Test
  void a_text_in_another_charset_is_read_in_that_charset() {
    try (var server = new StudioServer().answers(200, "text/plain; charset=ISO-8859-1", "é");
        var api = server.client().build()) {
      assertThat(api.ping()).isEqualTo("Ã©"); // the server writes UTF-8 and says otherwise
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>busy</html>",
        "{\"id\":",
        "[]",
        "{} {}",
        "\"text\"",
        "null",
        "{\"steps\":1.5}",
        "{\"picture\":7}"
      })
  void an_answer_that_makes_no_sense_is_told_with_its_beginning(String body) {
    try (var server = new StudioServer().answers(200, body + " ".repeat(400));
        var api = server.client().build()) {
      assertThatExceptionOfType(UnreadableAnswerException.class)
          .isThrownBy(() -> api.getDrawing("1"))
          .withMessageStartingWith("getDrawing: GET " + server.url() + "/drawings/1 answered 200 ")
          .satisfies(
              e -> {
                assertThat(e.statusCode()).isEqualTo(200);
                assertThat(e.headers().firstValue("X-Studio")).contains("7");
                assertThat(e.body()).isEqualTo(body + " ".repeat(400));
                assertThat(e.getMessage()).contains(body).hasSizeLessThan(600);
              });
    }
  }

  @Test
  void a_long_answer_that_makes_no_sense_is_shortened_in_the_message_only() {
    String body = "x".repeat(100_000);
    try (var server = new StudioServer().answers(200, body);
        var api = server.client().build()) {
      assertThatExceptionOfType(UnreadableAnswerException.class)
          .isThrownBy(() -> api.getDrawing("1"))
          .withMessageEndingWith("x… (100000 characters)")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000))
          .satisfies(e -> assertThat(e.body()).isEqualTo(body));
    }
  }
}
