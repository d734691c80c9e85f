package io.github.lumacontracts.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lumacontracts.client.sample.SampleApi.AddFrameForm;
import io.github.lumacontracts.client.sample.SampleApi.ReplaceCoverForm;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultipartTest {
  @Test
  void a_form_has_a_boundary_its_parts_in_order_and_no_part_that_is_not_set() {
    try (var server = new StudioServer();
        var api = server.client().build()) {
      api.addFrame(
          "1",
          AddFrameForm.builder()
              .userPrompt("cät 猫")
              .imageUrl(Part.ofText("https://h/i.png"))
              .strength(new BigDecimal("0.50"))
              .build());

      String boundary = boundary(server);
      assertThat(server.request().text())
          .isEqualTo(
              """
              --%1$s
              Content-Disposition: form-data; name="user_prompt"
              Content-Type: text/plain; charset=UTF-8

              cät 猫
              --%1$s
              Content-Disposition: form-data; name="image_url"
              Content-Type: text/plain; charset=UTF-8

              https://h/i.png
              --%1$s
              Content-Disposition: form-data; name="strength"
              Content-Type: text/plain; charset=UTF-8

              0.50
              --%1$s--
              """
                  .formatted(boundary)
                  .replace("\n", "\r\n"));
    }
  }

  @Test
  void a_file_goes_byte_by_byte_with_its_name_and_media_type(@TempDir Path folder)
      throws IOException {
    byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', 0, '\r', '\n', (byte) 0xff, '-', '-'};
    Path file = Files.write(folder.resolve("frame.png"), bytes);
    try (var server = new StudioServer();
        var api = server.client().build()) {
      api.addFrame("1", AddFrameForm.builder().userPrompt("p").imageUrl(Part.ofFile(file)).build());

      byte[] body = server.request().body();
      String latin = new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(latin)
          .contains(
              "Content-Disposition: form-data; name=\"image_url\"; filename=\"frame.png\"\r\n"
                  + "Content-Type: image/png\r\n\r\n"
                  + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                  + "\r\n--"
                  + boundary(server)
                  + "--\r\n");
      assertThat(server.request().header("Content-Length"))
          .containsExactly(String.valueOf(body.length));
    }
  }

  @Test
  void the_name_of_a_file_is_utf_8_and_cannot_leave_its_quotes() {
    try (var server = new StudioServer().answers(204, "");
        var api = server.client().build()) {
      api.replaceCover(
          "1",
          new ReplaceCoverForm(Part.ofBytes("猫\"\r\nX: 1.png", "x".getBytes(UTF_8), "image/png")));

      assertThat(server.request().text())
          .contains("name=\"image\"; filename=\"猫%22%0D%0AX: 1.png\"\r\n");
    }
  }

  @Test
  void a_form_without_a_file_can_go_as_json_too_with_typed_members() {
    try (var server = new StudioServer();
        var api = server.client().build()) {
      api.addFrameAsJson(
          "1",
          AddFrameForm.builder()
              .userPrompt("p")
              .imageUrl(Part.ofText("https://h/i.png"))
              .loop(true)
              .build());

      assertThat(server.request().header("Content-Type")).containsExactly("application/json");
      assertThat(server.request().text())
          .isEqualTo("{\"user_prompt\":\"p\",\"image_url\":\"https://h/i.png\",\"loop\":true}");
    }
  }

  @Test
  void a_file_is_not_sent_as_json() {
    try (var server = new StudioServer();
        var api = server.client().build()) {
      var form =
          AddFrameForm.builder()
              .userPrompt("p")
              .imageUrl(Part.ofBytes("i.png", new byte[] {1}, "image/png"))
              .build();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> api.addFrameAsJson("1", form))
          .withMessageContaining("i.png cannot be sent as JSON");
      assertThat(server.count()).isZero();
    }
  }

  @Test
  void a_missing_part_or_file_is_named_and_nothing_is_sent(@TempDir Path folder) {
    try (var server = new StudioServer();
        var api = server.client().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AddFrameForm.builder().build())
          .withMessageContaining("AddFrameForm.user_prompt");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> api.replaceCover("1", new ReplaceCoverForm(null)))
          .withMessageContaining("replaceCover: the argument image is null");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  api.replaceCover(
                      "1", new ReplaceCoverForm(Part.ofFile(folder.resolve("gone.png")))))
          .withMessageContaining("Part image: no readable file at")
          .withMessageContaining("gone.png");
      assertThat(server.count()).isZero();
    }
  }

  private static String boundary(StudioServer server) {
    String type = server.request().header("Content-Type").get(0);
    assertThat(type).matches("multipart/form-data; boundary=luma-[0-9a-f-]{36}");
    return type.substring(type.indexOf('=') + 1);
  }
}
