package io.github.lumacontracts.client;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The video of a completed task. Its address is good for a while only, so download it soon; {@link
 * LumaClient#download} asks for a fresh one if need be. Immutable.
 */
public final class Video {
  private final Task task;
  private final URI url;
  private final @Nullable URI thumbnail;
  private final boolean marked;

  Video(Task task, URI url, @Nullable URI thumbnail) {
    this(task, url, thumbnail, false);
  }

  private Video(Task task, URI url, @Nullable URI thumbnail, boolean marked) {
    this.task = Objects.requireNonNull(task, "task");
    this.url = Objects.requireNonNull(url, "url");
    this.thumbnail = thumbnail;
    this.marked = marked;
  }

  /**
   * Returns a video if there is an address that can be one; providers also send nothing, an empty
   * text or nonsense.
   */
  static @Nullable Video at(Task task, @Nullable String url, @Nullable String thumbnail) {
    return at(task, url, thumbnail, false);
  }

  /** As {@link #at}, for an address that may be that of a video with a watermark. */
  static @Nullable Video marked(Task task, @Nullable String url, @Nullable String thumbnail) {
    return at(task, url, thumbnail, true);
  }

  private static @Nullable Video at(
      Task task, @Nullable String url, @Nullable String thumbnail, boolean marked) {
    URI address = address(url);
    return address == null ? null : new Video(task, address, address(thumbnail), marked);
  }

  /** Returns the address that a text is; null if it is none. */
  static @Nullable URI address(@Nullable String text) {
    try {
      URI address = URI.create(text == null ? "" : text.trim());
      String scheme = String.valueOf(address.getScheme());
      boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
      return web && address.getHost() != null ? address : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns what it is the result of. */
  public Task task() {
    return task;
  }

  /** Returns where it can be downloaded, without a watermark if the provider has both. */
  public URI url() {
    return url;
  }

  /**
   * Whether it may have a watermark. V-API and RixAPI may have the video without one a little after
   * completion, or for some accounts only; {@link LumaClient#await} waits a minute for it.
   */
  public boolean mayHaveWatermark() {
    return marked;
  }

  /** Returns where a still of it can be downloaded. */
  public Optional<URI> thumbnail() {
    return Optional.ofNullable(thumbnail);
  }

  /** Returns task and host; the rest of an address may let whoever reads it download. */
  @Override
  public String toString() {
    return "Video[" + task + " at " + url.getHost() + "]";
  }
}
