package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoRequestTest {
  private static final VideoRequest BOAT = VideoRequest.of("a paper boat");
  private static final URI HOOK = URI.create("https://example.com/hook?token=s2");

  @Test
  void shows_all_but_secrets() {
    VideoRequest all =
        BOAT.startFrame(Frame.ofUrl(URI.create("https://example.com/a.png?signature=s3")))
            .endFrame(Frame.ofBytes(new byte[3], "image/png"))
            .aspectRatio("16:9")
            .loop(false)
            .enhance(true)
            .duration("5s")
            .resolution("720p")
            .webhook(HOOK, "s1");

    assertThat(BOAT).hasToString("VideoRequest[prompt=a paper boat]");
    assertThat(all)
        .hasToString(
            "VideoRequest[prompt=a paper boat, startFrame=https://example.com/a.png?…,"
                + " endFrame=3 bytes of image/png, aspectRatio=16:9, loop=false, enhance=true,"
                + " duration=5s, resolution=720p, webhook=example.com,"
                + " webhookSecret=***]");
  }

  @Test
  void a_setter_leaves_the_request_as_it_was_and_keeps_the_rest() {
    VideoRequest wide = BOAT.aspectRatio("21:9").webhook(HOOK, "s1");
    VideoRequest loop = wide.loop(true).webhook(URI.create("http://example.com/other"));

    assertThat(BOAT.aspectRatio()).isEmpty();
    assertThat(wide.loop()).isEmpty();
    assertThat(loop.aspectRatio()).contains("21:9");
    assertThat(loop.webhookSecret()).contains("s1");
  }

  @Test
  void knows_what_a_provider_must_be_able_to_do() {
    assertThat(BOAT.features()).isEmpty();
    assertThat(BOAT.endFrame(Frame.ofBytes(new byte[1], "image/png")).loop(false).features())
        .containsExactly(Feature.END_FRAME, Feature.FRAME_UPLOAD, Feature.LOOP);
    assertThat(BOAT.webhook(HOOK, "s1").features())
        .containsExactly(Feature.WEBHOOK, Feature.WEBHOOK_SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "16", "16x9", "16:0", "0:9", "16:9 ", "-16:9", "1234:1"})
  void an_aspect_ratio_is_two_numbers(String ratio) {
    assertThatThrownBy(() -> BOAT.aspectRatio(ratio))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The aspect ratio is \"" + ratio + "\", expected width:height, for example 16:9.");
  }

  @Test
  void texts_are_not_blank() {
    assertThatThrownBy(() -> VideoRequest.of(" ")).hasMessage("The prompt is blank.");
    assertThatThrownBy(() -> BOAT.duration("")).hasMessage("The duration is blank.");
    assertThatThrownBy(() -> BOAT.resolution("\n")).hasMessage("The resolution is blank.");
    assertThatThrownBy(() -> BOAT.webhook(HOOK, " "))
        .hasMessageStartingWith("The secret of a webhook must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hook?token=s2", "ftp://example.com/s2", "https:///s2"})
  void a_webhook_goes_to_an_address_that_the_message_does_not_repeat(String address) {
    assertThatThrownBy(() -> BOAT.webhook(URI.create(address), "s1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The address of a webhook must begin with http:// or https:// and a host.");
  }
}
