package io.github.lumacontracts.client;

import io.github.lumacontracts.client.Setback.Next;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the status and the headers of a host's answer say about a video. */
final class MediaAnswer {
  // The second is what Amazon S3 says if nobody has told it better.
  private static final Set<String> TYPES =
      Set.of("application/octet-stream", "binary/octet-stream", "application/mp4");
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})", Pattern.CASE_INSENSITIVE);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(1);

  private final HttpHeaders headers;
  private final long start;
  private final OptionalLong total;

  private MediaAnswer(HttpHeaders headers, long start, OptionalLong total) {
    this.headers = headers;
    this.start = start;
    this.total = total;
  }

  /**
   * Reads an answer.
   *
   * @throws Setback if it brings no video, or none that can be used
   */
  static MediaAnswer of(HttpResponse<?> answer, Clock clock) {
    int status = answer.statusCode();
    HttpHeaders headers = answer.headers();
    switch (status) {
      case 200, 206 -> {}
      case 400, 401, 403, 404, 410 -> throw new Setback(Next.EXPIRED, "answers " + status);
      case 416 -> throw new Setback(Next.AFRESH, "answers " + status);
      default -> throw refusal(status, headers, clock);
    }
    String encoding = headers.firstValue("Content-Encoding").orElse("identity").trim();
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new Setback(
          Next.GIVE_UP, "sends it with Content-Encoding " + encoding + ", which was not asked for");
    }
    OptionalLong length = headers.firstValueAsLong("Content-Length");
    if (status == 200) {
      return new MediaAnswer(headers, 0, length);
    }
    String text = headers.firstValue("Content-Range").orElse("").trim();
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      long first = Long.parseLong(range.group(1));
      long last = Long.parseLong(range.group(2));
      long total = Long.parseLong(range.group(3));
      if (length.orElse(last + 1 - first) == last + 1 - first) {
        return new MediaAnswer(headers, first, OptionalLong.of(total));
      }
    }
    throw new Setback(Next.AFRESH, "sends a part with Content-Range \"" + text + "\"");
  }

  private static Setback refusal(int status, HttpHeaders headers, Clock clock) {
    if (status >= 300 && status < 400) {
      return new Setback(
          Next.GIVE_UP,
          "answers "
              + status
              + " and leads on too often, nowhere, from https to http or to neither of them");
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      Duration after = Retry.after(headers, clock).orElse(Duration.ZERO);
      return new Setback(
          Next.AGAIN,
          "answers " + status,
          after.compareTo(LONGEST_RETRY_AFTER) < 0 ? after : LONGEST_RETRY_AFTER,
          null);
    }
    return new Setback(Next.GIVE_UP, "answers " + status);
  }

  /** Returns the media type in lower case, without parameters. */
  String type() {
    return headers
        .firstValue("Content-Type")
        .orElse("application/octet-stream") // what HTTP says one may take it for
        .replaceFirst(";.*", "")
        .trim()
        .toLowerCase(Locale.ROOT);
  }

  /** Whether it can be a video, and no page that tells of an error. */
  boolean isVideo() {
    return type().startsWith("video/") || TYPES.contains(type());
  }

  /** Returns the length of the whole video. */
  OptionalLong total() {
    return total;
  }

  /** Whether it brings the video from its beginning. */
  boolean isWhole() {
    return start == 0;
  }

  /**
   * Whether it brings what is missing in a part, of the same version.
   *
   * @param part with at least one byte
   * @param asked what the request had for {@code If-Range}
   */
  boolean continues(PartFile part, @Nullable String asked) {
    Optional<String> tag = tag();
    Optional<String> modified = modified();
    return start == part.size()
        && (tag.filter(part::isOf).isPresent()
            || modified.filter(part::isOf).isPresent()
            // An answer to If-Range need not repeat what both sides know.
            || (asked != null && (asked.startsWith("\"") ? tag : modified).isEmpty()));
  }

  /**
   * Returns what the host calls this version of the video; nothing if it makes no promise that the
   * same name means the same bytes.
   */
  Optional<String> validator() {
    return tag().or(this::modified);
  }

  private Optional<String> tag() {
    // A weak tag stands for "about the same", which is not enough to put two halves together.
    return headers.firstValue("ETag").filter(tag -> tag.startsWith("\""));
  }

  private Optional<String> modified() {
    return headers.firstValue("Last-Modified");
  }
}
