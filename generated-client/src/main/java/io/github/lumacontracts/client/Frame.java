package io.github.lumacontracts.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
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
              + shown(url)
              + ", expected http:// or https:// and a host. Use Frame.ofFile for a local file.");
    }
    return new Frame(url, null, new byte[0], "");
  }

  /**
   * Returns a frame that is a local file. Its media type is taken from the ending of its name.
   *
   * @throws IllegalArgumentException if the name does not end with {@code .png}, {@code .jpg},
   *     {@code .jpeg}, {@code .webp} or {@code .gif}
   */
  public static Frame ofFile(Path file) {
    // The JDK's own table knows no WebP, and stumbles over capitals in a Turkish locale.
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String type =
        switch (name.substring(Math.max(0, name.lastIndexOf('.')))) {
          case ".png" -> "image/png";
          case ".jpg", ".jpeg" -> "image/jpeg";
          case ".webp" -> "image/webp";
          case ".gif" -> "image/gif";
          default ->
              throw new IllegalArgumentException(
                  "The frame "
                      + file
                      + " does not end with .png, .jpg, .jpeg, .webp or .gif. Rename it, or use"
                      + " Frame.ofBytes for another kind of image.");
        };
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
    return new Frame(null, null, bytes.clone(), mediaType);
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
   * @throws IllegalArgumentException if the file cannot be read or is empty
   */
  byte[] content() {
    if (file == null) {
      return bytes.clone();
    }
    try {
      byte[] content = Files.readAllBytes(file);
      if (content.length == 0) {
        throw new IllegalArgumentException("The frame " + file + " is empty. Nothing was sent.");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "The frame " + file + " does not exist. Nothing was sent.", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The frame " + file + " cannot be read, so nothing was sent: " + e, e);
    }
  }

  /** Returns the address, or the image as a {@code data:} address. */
  String asUrl() {
    return url == null
        ? "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(content())
        : url.toString();
  }

  /** Returns an address for a log: a query often lets whoever reads it in. */
  static String shown(URI address) {
    String text = address.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query) + "?…";
  }

  /** Returns where the image is, without the query of an address, and never what it shows. */
  @Override
  public String toString() {
    if (url != null) {
      return shown(url);
    }
    return file == null ? bytes.length + " bytes of " + mediaType : file.toString();
  }
}
