package io.github.lumacontracts.mock.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Bodies that were made smaller for the way. */
public final class ContentCoding {
  /** What this can read, as a value of {@code Accept-Encoding}. */
  public static final String READABLE = "gzip";

  private static final int LONGEST = 64 * 1024 * 1024;

  private ContentCoding() {}

  /**
   * Returns the body as it was before coding; nothing if the coding is unknown, the bytes are not
   * what it says, or they swell to more than 64 MiB.
   *
   * @param coding value of {@code Content-Encoding}, empty for none
   */
  public static Optional<byte[]> decode(byte[] body, String coding) {
    return switch (coding.trim().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.of(body);
      case "gzip", "x-gzip" -> gunzip(body);
      default -> Optional.empty();
    };
  }

  private static Optional<byte[]> gunzip(byte[] body) {
    if (body.length == 0) {
      return Optional.of(body);
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] decoded = in.readNBytes(LONGEST + 1);
      return decoded.length > LONGEST ? Optional.empty() : Optional.of(decoded);
    } catch (IOException e) {
      return Optional.empty(); // not gzip after all
    }
  }
}
