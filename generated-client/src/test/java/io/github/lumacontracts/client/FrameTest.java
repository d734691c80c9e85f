package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  @Test
  void is_an_address_as_it_was_given_and_shown_without_its_query() {
    Frame frame = Frame.ofUrl(URI.create("https://example.com/a.png?signature=s1"));

    assertThat(frame.asUrl()).isEqualTo("https://example.com/a.png?signature=s1");
    assertThat(frame).hasToString("https://example.com/a.png?…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "file:///a.png", "data:image/png;base64,AQID", "https:///a.png"})
  void is_no_address_without_http_and_a_host(String address) {
    assertThatThrownBy(() -> Frame.ofUrl(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The address of a frame is "
                + address
                + ", expected http:// or https:// and a host. Use Frame.ofFile for a local file.");
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, image/png",
    "A.GIF, image/gif",
    "a.b.JPG, image/jpeg",
    "a#b.jpeg, image/jpeg",
    "a.webp, image/webp",
  })
  void a_file_has_the_media_type_of_its_ending(String name, String mediaType, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve(name);
    Frame frame = Frame.ofFile(file);
    Files.write(file, new byte[] {1, 2, 3}); // it is read when it is sent

    assertThat(frame.asUrl()).isEqualTo("data:" + mediaType + ";base64,AQID");
    assertThat(frame.fileName()).isEqualTo(name);
    assertThat(frame).hasToString(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt", "png", "a.", "", "/", "a.png/b"})
  void a_file_without_the_ending_of_an_image_is_refused(String name) {
    assertThatThrownBy(() -> Frame.ofFile(Path.of(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The frame "
                + name
                + " does not end with .png, .jpg, .jpeg, .webp or .gif. Rename it, or use"
                + " Frame.ofBytes for another kind of image.");
  }

  @Test
  void a_file_that_is_missing_empty_or_a_folder_is_refused_when_it_is_read(@TempDir Path folder)
      throws IOException {
    Path missing = folder.resolve("missing.png");
    Path empty = Files.createFile(folder.resolve("empty.png"));
    Path directory = Files.createDirectory(folder.resolve("directory.png"));

    assertThatThrownBy(Frame.ofFile(missing)::content)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The frame " + missing + " does not exist. Nothing was sent.");
    assertThatThrownBy(Frame.ofFile(empty)::content)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The frame " + empty + " is empty. Nothing was sent.");
    assertThatThrownBy(Frame.ofFile(directory)::content)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "The frame " + directory + " cannot be read, so nothing was sent: ");
  }

  @Test
  void bytes_are_copied_and_never_shown() {
    byte[] bytes = {1, 2, 3};
    Frame frame = Frame.ofBytes(bytes, "image/svg+xml");
    bytes[0] = 9;
    frame.content()[0] = 9;

    assertThat(frame.asUrl()).isEqualTo("data:image/svg+xml;base64,AQID");
    assertThat(frame).hasToString("3 bytes of image/svg+xml");
  }

  @Test
  void bytes_need_a_media_type_of_images() {
    assertThatThrownBy(() -> Frame.ofBytes(new byte[0], "image/png"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The frame has no bytes.");
    assertThatThrownBy(() -> Frame.ofBytes(new byte[1], "text/html"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The media type of a frame is text/html, expected one like image/png.");
    assertThatThrownBy(() -> Frame.ofBytes(new byte[1], "image/png\r\nX: 1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
