package io.github.lumacontracts.client.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.FileNotFoundException;
import java.net.URLConnection;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One part of a form that is either a text, such as an address, or a file.
 *
 * <p>Immutable. A file is read while it is sent, each time it is sent.
 */
public final class Part {
  private static final String BINARY = "application/octet-stream";

  private final @Nullable String text;
  private final @Nullable Path path;
  private final byte[] bytes;
  private final String fileName;
  private final String contentType;

  private Part(
      @Nullable String text,
      @Nullable Path path,
      byte[] bytes,
      String fileName,
      String contentType) {
    this.text = text;
    this.path = path;
    this.bytes = bytes;
    this.fileName = fileName;
    this.contentType = contentType;
  }

  /** Returns a part that is a text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Part ofText(String text) {
    return new Part(Objects.requireNonNull(text, "text"), null, new byte[0], "", "");
  }

  /**
   * Returns a part that is a file. Its media type is taken from the ending of its name.
   *
   * @throws IllegalArgumentException if the path has no file name
   */
  public static Part ofFile(Path path) {
    Path name = path.getFileName();
    if (name == null) {
      throw new IllegalArgumentException("No file name in " + path + ". Give the path of a file.");
    }
    String guess = URLConnection.guessContentTypeFromName(name.toString());
    return new Part(null, path, new byte[0], name.toString(), guess == null ? BINARY : guess);
  }

  /**
   * Returns a part that is a file with these bytes.
   *
   * @param fileName name that the provider sees
   * @param contentType media type, for example {@code image/png}
   */
  public static Part ofBytes(String fileName, byte[] bytes, String contentType) {
    Transport.requireHeaderValue("contentType", contentType);
    return new Part(
        null, null, bytes.clone(), Objects.requireNonNull(fileName, "fileName"), contentType);
  }

  /** Returns the text, or nothing if this is a file. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  String fileName() {
    return fileName;
  }

  String contentType() {
    return contentType;
  }

  BodyPublisher content() throws FileNotFoundException {
    return path == null ? BodyPublishers.ofByteArray(bytes) : BodyPublishers.ofFile(path);
  }

  @JsonValue
  String json() {
    return text()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The file "
                        + fileName
                        + " cannot be sent as JSON. Use the method that sends a form."));
  }

  @Override
  public String toString() {
    return text == null ? "file " + fileName + " (" + contentType + ")" : text;
  }
}
