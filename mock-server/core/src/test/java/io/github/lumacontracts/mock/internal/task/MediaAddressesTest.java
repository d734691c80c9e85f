package io.github.lumacontracts.mock.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.internal.task.MediaAddresses.Asked;
import io.github.lumacontracts.mock.internal.task.MediaAddresses.File;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaAddressesTest {
  @Test
  void name_world_document_and_id_on_the_server_that_was_called() {
    MediaAddresses addresses = MediaAddresses.on("http://mock.test:4010/api/imagine?x=http://y/z");

    assertThat(addresses.video(new TaskKey("", "api", "7f3a")))
        .isEqualTo("http://mock.test:4010/__media/-/api/7f3a/video.mp4");
    assertThat(addresses.thumbnail(new TaskKey("checkout", "api", "7f3a")))
        .isEqualTo("http://mock.test:4010/__media/checkout/api/7f3a/thumbnail.jpg");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4010/, http://localhost:4010",
    "HTTPS://[::1]:8443/a, https://[::1]:8443",
    "http://mock.test, http://mock.test"
  })
  void keep_scheme_host_and_port(String url, String origin) {
    assertThat(MediaAddresses.on(url).origin()).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "--", ".", "..", "-.", "-a", "a/b", "%2F", "a b+c", "ü;x=?#"})
  void can_be_read_back_whatever_the_name(String name) {
    TaskKey task = new TaskKey(name, "a" + name, name);

    URI video = URI.create(new MediaAddresses("http://h").video(task));

    assertThat(video).isEqualTo(video.normalize());
    assertThat(MediaAddresses.read(video.getRawPath(), ""))
        .contains(new Asked(task, File.VIDEO, Optional.empty()));
  }

  @Test
  void say_when_they_were_made_if_they_are_not_the_first_ones() {
    TaskKey task = new TaskKey("", "api", "1");
    Instant noon = Instant.parse("2026-01-31T12:00:00.123Z");

    URI again = URI.create(new MediaAddresses("http://h").thumbnail(task, Optional.of(noon)));

    assertThat(again).hasPath("/__media/-/api/1/thumbnail.jpg").hasQuery("made=1769860800123");
    assertThat(MediaAddresses.read(again.getRawPath(), again.getRawQuery()))
        .contains(new Asked(task, File.THUMBNAIL, Optional.of(noon)));
    assertThat(MediaAddresses.read(again.getRawPath(), "made=noon"))
        .contains(new Asked(task, File.THUMBNAIL, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__media",
        "/__media/",
        "/__media/-/api/1",
        "/__media/-/api/1/other.mp4",
        "/__media/-/api/1/video.mp4/",
        "/__media/-/api/../1/video.mp4",
        "/__media/-/api/%zz/video.mp4",
        "/__medias/-/api/1/video.mp4",
        "/x/-/api/1/video.mp4"
      })
  void of_no_file_are_not_read(String path) {
    assertThat(MediaAddresses.read(path, "")).isEmpty();
  }
}
