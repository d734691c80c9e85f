package io.github.lumacontracts.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image that a video begins or ends with: an address, a file or bytes. A file is read when the
 * request is sent. Immutable.
 *
 * <p>Files and bytes need {@link Feature#FRAME_UPLOAD}. They go to the provider as it takes them:
 * as a part of a form, as a {@code data:} address, or through an upload before the submit.
 */
public final class Frame {
  private final @Nullable URI url;
  private final @Nullable Path file;
  private final byte[] bytes;
  private final String mediaType;

  private Frame(@Nullable URI url, @Nullable Path file, byte[] bytes, String mediaType) {
    this.url = url;
    this.file = file;
    this.bytes = bytes;
    this.mediaType = mediaType;
  }

  /**
   * Returns a frame at an address, which the provider must be able to read.
   *
   * @throws IllegalArgumentException if it is not an absolute http or https address
   */
  public static Frame ofUrl(URI url) {
    String scheme = String.valueOf(url.getScheme());
    if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
        || url.getHost() == null) {
      throw new IllegalArgumentException(
          "The address of a frame is "
              + url
              + ", expected http:// or https:// and a host. Use Frame.ofFile for a local file.");
    }
    return new Frame(url, null, new byte[0], "");
  }

  /**
   * Returns a frame that is a local file. Its media type is taken from the ending of its name.
   *
   * @throws IllegalArgumentException if the name does not end like that of an image, for example
   *     with {@code .png} or {@code .jpg}
   */
  public static Frame ofFile(Path file) {
    String type = URLConnection.guessContentTypeFromName(file.toString());
    if (type == null || !type.startsWith("image/")) {
      throw new IllegalArgumentException(
          "The frame "
              + file
              + " does not look like an image. Name it .png or .jpg, or use ofBytes.");
    }
    return new Frame(null, file, new byte[0], type);
  }

  /**
   * Returns a frame that is in memory.
   *
   * @param mediaType of the image, for example {@code image/png}
   * @throws IllegalArgumentException if there are no bytes, or they are no image
   */
  public static Frame ofBytes(byte[] bytes, String mediaType) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("The frame has no bytes.");
    }
    if (!mediaType.matches("image/[a-zA-Z0-9.+-]+")) {
      throw new IllegalArgumentException(
          "The media type of a frame is " + mediaType + ", expected one like image/png.");
    }
    return new Frame(null, null, bytes.clone(), Objects.requireNonNull(mediaType, "mediaType"));
  }

  /** Returns the address; nothing if the frame is a file or bytes. */
  public Optional<URI> url() {
    return Optional.ofNullable(url);
  }

  String mediaType() {
    return mediaType;
  }

  /** Returns a file name with the right ending. */
  String fileName() {
    Path name = file == null ? null : file.getFileName();
    return name == null
        ? "frame." + mediaType.substring(mediaType.indexOf('/') + 1)
        : name.toString();
  }

  /**
   * Returns the image, unless it is at an address.
   *
   * @throws IllegalArgumentException if the file cannot be read
   */
  byte[] content() {
    if (file == null) {
      return bytes.clone();
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("The frame " + file + " cannot be read: " + e, e);
    }
  }

  /** Returns the address, or the image as a {@code data:} address. */
  String asUrl() {
    return url == null
        ? "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(content())
        : url.toString();
  }

  /** Returns where the image is, never what it shows. */
  @Override
  public String toString() {
    if (url != null) {
      return url.toString();
    }
    return file == null ? bytes.length + " bytes of " + mediaType : file.toString();
  }
}
