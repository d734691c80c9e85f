package io.github.lumacontracts.mock.internal.task;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
  private static final String MADE = "made=";

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

  /**
   * What an address asks for.
   *
   * @param made when the address was, if it is not the first one of the task
   */
  public record Asked(TaskKey task, File file, Optional<Instant> made) {}

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
    return video(task, Optional.empty());
  }

  /**
   * Returns where a video is.
   *
   * @param made when the address was, if it is not the first one of the task
   */
  String video(TaskKey task, Optional<Instant> made) {
    return address(task, File.VIDEO) + query(made);
  }

  public String thumbnail(TaskKey task) {
    return thumbnail(task, Optional.empty());
  }

  String thumbnail(TaskKey task, Optional<Instant> made) {
    return address(task, File.THUMBNAIL) + query(made);
  }

  private static String query(Optional<Instant> made) {
    return made.map(time -> "?" + MADE + time.toEpochMilli()).orElse("");
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

  /**
   * Returns what a path, still encoded, asks for; empty if there can be nothing.
   *
   * @param query empty if there is none
   */
  public static Optional<Asked> read(String path, String query) {
    String[] segments = path.split("/", -1);
    if (segments.length != 6 || !isMedia(path)) {
      return Optional.empty();
    }
    for (File file : File.values()) {
      if (file.fileName.equals(segments[5])) {
        return key(segments).map(task -> new Asked(task, file, made(query)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> made(String query) {
    String millis = query.startsWith(MADE) ? query.substring(MADE.length()) : "";
    return millis.matches("[0-9]{1,15}")
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)))
        : Optional.empty();
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
