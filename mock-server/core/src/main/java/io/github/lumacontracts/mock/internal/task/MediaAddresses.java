package io.github.lumacontracts.mock.internal.task;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where clients find the video and the thumbnail of a task: {@code
 * /__media/<world>/<document>/<id>/video.mp4} below the address by which they called this server.
 * Immutable.
 *
 * @param origin scheme, host and port, such as {@code http://localhost:4010}
 */
public record MediaAddresses(String origin) {
  /** Where nobody has called. */
  static final MediaAddresses NOWHERE = new MediaAddresses("http://localhost");

  private static final String ROOT = "/__media";

  /** URIs have no empty segments, and dots would be taken for folders; both get a dash in front. */
  private static final Pattern NO_SEGMENT = Pattern.compile("[-.]*");

  /** One of the files of a task. */
  public enum File {
    VIDEO("video.mp4"),
    THUMBNAIL("thumbnail.jpg");

    private final String fileName;

    File(String fileName) {
      this.fileName = fileName;
    }
  }

  /** What an address asks for. */
  public record Asked(TaskKey task, File file) {}

  /**
   * Returns the addresses on the server that was called.
   *
   * @param url of any request to it, with the host and port that the client used
   */
  public static MediaAddresses on(String url) {
    int path = url.indexOf('/', url.indexOf("://") + 3);
    URI called = URI.create(path < 0 ? url : url.substring(0, path));
    return new MediaAddresses(
        called.getScheme().toLowerCase(Locale.ROOT) + "://" + called.getRawAuthority());
  }

  public String video(TaskKey task) {
    return address(task, File.VIDEO);
  }

  public String thumbnail(TaskKey task) {
    return address(task, File.THUMBNAIL);
  }

  private String address(TaskKey task, File file) {
    return String.join(
        "/",
        origin + ROOT,
        encoded(task.world()),
        encoded(task.document()),
        encoded(task.id()),
        file.fileName);
  }

  /** Whether a path belongs to media, whether there is anything or not. */
  public static boolean isMedia(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  /** Returns what a path, still encoded, asks for; empty if there can be nothing. */
  public static Optional<Asked> read(String path) {
    String[] segments = path.split("/", -1);
    if (segments.length != 6 || !isMedia(path)) {
      return Optional.empty();
    }
    for (File file : File.values()) {
      if (file.fileName.equals(segments[5])) {
        return key(segments).map(task -> new Asked(task, file));
      }
    }
    return Optional.empty();
  }

  private static Optional<TaskKey> key(String[] segments) {
    try {
      return Optional.of(
          new TaskKey(decoded(segments[2]), decoded(segments[3]), decoded(segments[4])));
    } catch (IllegalArgumentException e) { // a % that is no %XX
      return Optional.empty();
    }
  }

  private static String encoded(String name) {
    return NO_SEGMENT.matcher(name).matches()
        ? "-" + name
        : URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decoded(String segment) {
    return segment.startsWith("-") && NO_SEGMENT.matcher(segment).matches()
        ? segment.substring(1)
        : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
