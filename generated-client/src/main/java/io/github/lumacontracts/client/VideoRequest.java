package io.github.lumacontracts.client;

import java.net.URI;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to generate, in words that are nobody's. Immutable: each setter returns a changed copy.
 *
 * <p>What is not set is not sent and so left to the provider, with two exceptions: RixAPI and AI/ML
 * API are always sent an aspect ratio, by default {@code 16:9}, and RixAPI is always told whether
 * to loop, by default not to. Their documents require it.
 *
 * <pre>{@code
 * VideoRequest.of("a paper boat").aspectRatio("16:9").loop(true)
 * }</pre>
 *
 * <p>What a provider cannot do is refused with an {@link UnsupportedFeatureException}; {@link
 * LumaClient#capabilities} tells before.
 */
public final class VideoRequest {
  private final String prompt;

  // Set once, in a copy that nobody has seen yet.
  private @Nullable Frame startFrame;
  private @Nullable Frame endFrame;
  private @Nullable String aspectRatio;
  private @Nullable Boolean loop;
  private @Nullable Boolean enhance;
  private @Nullable String duration;
  private @Nullable String resolution;
  private @Nullable URI webhook;
  private @Nullable String webhookSecret;

  private VideoRequest(String prompt) {
    this.prompt = prompt;
  }

  private VideoRequest(VideoRequest other) {
    prompt = other.prompt;
    startFrame = other.startFrame;
    endFrame = other.endFrame;
    aspectRatio = other.aspectRatio;
    loop = other.loop;
    enhance = other.enhance;
    duration = other.duration;
    resolution = other.resolution;
    webhook = other.webhook;
    webhookSecret = other.webhookSecret;
  }

  /**
   * Returns a request for a video of a prompt.
   *
   * @throws IllegalArgumentException if the prompt is blank
   */
  public static VideoRequest of(String prompt) {
    return new VideoRequest(text("prompt", prompt));
  }

  /** Sets the image that the video begins with. */
  public VideoRequest startFrame(Frame frame) {
    VideoRequest copy = new VideoRequest(this);
    copy.startFrame = Objects.requireNonNull(frame, "frame");
    return copy;
  }

  /** Sets the image that the video ends with. */
  public VideoRequest endFrame(Frame frame) {
    VideoRequest copy = new VideoRequest(this);
    copy.endFrame = Objects.requireNonNull(frame, "frame");
    return copy;
  }

  /**
   * Sets the shape of the picture, width to height.
   *
   * @param ratio for example {@code 16:9}
   * @throws IllegalArgumentException if it is not two numbers with a colon between
   */
  public VideoRequest aspectRatio(String ratio) {
    if (!ratio.matches("[1-9][0-9]{0,2}:[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException(
          "The aspect ratio is \"" + ratio + "\", expected width:height, for example 16:9.");
    }
    VideoRequest copy = new VideoRequest(this);
    copy.aspectRatio = ratio;
    return copy;
  }

  /** Sets whether the end of the video meets its start. */
  public VideoRequest loop(boolean loop) {
    VideoRequest copy = new VideoRequest(this);
    copy.loop = loop;
    return copy;
  }

  /** Sets whether the provider may improve the prompt. */
  public VideoRequest enhance(boolean enhance) {
    VideoRequest copy = new VideoRequest(this);
    copy.enhance = enhance;
    return copy;
  }

  /**
   * Sets the length of the video, in the provider's own form.
   *
   * @param duration one of {@link Capabilities#durations}, for example {@code 5s}
   */
  public VideoRequest duration(String duration) {
    VideoRequest copy = new VideoRequest(this);
    copy.duration = text("duration", duration);
    return copy;
  }

  /**
   * Sets the resolution of the video, in the provider's own form.
   *
   * @param resolution one of {@link Capabilities#resolutions}, for example {@code 720p}
   */
  public VideoRequest resolution(String resolution) {
    VideoRequest copy = new VideoRequest(this);
    copy.resolution = text("resolution", resolution);
    return copy;
  }

  /**
   * Sets the address that is told what becomes of the task, see {@link WebhookReceiver}.
   *
   * @throws IllegalArgumentException if it is not an absolute http or https address
   */
  public VideoRequest webhook(URI address) {
    return webhook(address, webhookSecret);
  }

  /**
   * Sets the address that is told what becomes of the task, and a secret that comes along.
   *
   * @param secret never shown by {@link #toString} or in a message
   * @throws IllegalArgumentException if the address is not an absolute http or https address, or
   *     the secret could not stand in a header
   */
  public VideoRequest webhook(URI address, @Nullable String secret) {
    String scheme = String.valueOf(address.getScheme());
    if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
        || address.getHost() == null) {
      throw new IllegalArgumentException(
          "The address of a webhook must begin with http:// or https:// and a host.");
    }
    VideoRequest copy = new VideoRequest(this);
    copy.webhook = address;
    copy.webhookSecret = secret == null ? null : WebhookReceiver.requireSecret(secret);
    return copy;
  }

  /** Returns the prompt. */
  public String prompt() {
    return prompt;
  }

  /** Returns the image that the video begins with. */
  public Optional<Frame> startFrame() {
    return Optional.ofNullable(startFrame);
  }

  /** Returns the image that the video ends with. */
  public Optional<Frame> endFrame() {
    return Optional.ofNullable(endFrame);
  }

  /** Returns the shape of the picture. */
  public Optional<String> aspectRatio() {
    return Optional.ofNullable(aspectRatio);
  }

  /** Returns whether the end of the video meets its start. */
  public Optional<Boolean> loop() {
    return Optional.ofNullable(loop);
  }

  /** Returns whether the provider may improve the prompt. */
  public Optional<Boolean> enhance() {
    return Optional.ofNullable(enhance);
  }

  /** Returns the length of the video. */
  public Optional<String> duration() {
    return Optional.ofNullable(duration);
  }

  /** Returns the resolution of the video. */
  public Optional<String> resolution() {
    return Optional.ofNullable(resolution);
  }

  /** Returns the address that is told what becomes of the task. */
  public Optional<URI> webhook() {
    return Optional.ofNullable(webhook);
  }

  Optional<String> webhookSecret() {
    return Optional.ofNullable(webhookSecret);
  }

  /** Returns what a provider must be able to do for this. */
  Set<Feature> features() {
    EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
    addIf(features, startFrame, Feature.START_FRAME);
    addIf(features, endFrame, Feature.END_FRAME);
    if (isUpload(startFrame) || isUpload(endFrame)) {
      features.add(Feature.FRAME_UPLOAD);
    }
    addIf(features, aspectRatio, Feature.ASPECT_RATIO);
    addIf(features, loop, Feature.LOOP);
    addIf(features, enhance, Feature.ENHANCE);
    addIf(features, duration, Feature.DURATION);
    addIf(features, resolution, Feature.RESOLUTION);
    addIf(features, webhook, Feature.WEBHOOK);
    addIf(features, webhookSecret, Feature.WEBHOOK_SECRET);
    return features;
  }

  private static void addIf(Set<Feature> features, @Nullable Object set, Feature feature) {
    if (set != null) {
      features.add(feature);
    }
  }

  private static boolean isUpload(@Nullable Frame frame) {
    return frame != null && frame.url().isEmpty();
  }

  private static String text(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The " + name + " is blank.");
    }
    return value;
  }

  /** Leaves out the secret, the queries of addresses, and the path of the webhook's. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("VideoRequest[prompt=").append(prompt);
    add(text, "startFrame", startFrame);
    add(text, "endFrame", endFrame);
    add(text, "aspectRatio", aspectRatio);
    add(text, "loop", loop);
    add(text, "enhance", enhance);
    add(text, "duration", duration);
    add(text, "resolution", resolution);
    add(text, "webhook", webhook == null ? null : webhook.getHost());
    add(text, "webhookSecret", webhookSecret == null ? null : "***");
    return text.append(']').toString();
  }

  private static void add(StringBuilder text, String name, @Nullable Object value) {
    if (value != null) {
      text.append(", ").append(name).append('=').append(value);
    }
  }
}
