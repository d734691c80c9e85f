package io.github.lumacontracts.mock.internal.wiremock;

import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.util.MultiMap;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has been read and made to be what WireMock can take: WireMock itself would
 * read any length, unpack any archive, and answer a bad escape or an unknown charset with a stack
 * trace.
 */
final class BufferedRequest extends HttpServletRequestWrapper {
  private static final int LIMIT = Engine.MAX_BODY_BYTES;

  /** What is read and thrown away of a body over the limit, so that its sender hears the answer. */
  private static final long PATIENCE = 10L * LIMIT;

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]*)", Pattern.CASE_INSENSITIVE);

  private final @Nullable String query;
  private final byte[] body;

  private BufferedRequest(HttpServletRequest request, @Nullable String query, byte[] body) {
    super(request);
    this.query = query;
    this.body = body;
  }

  /**
   * Returns a request that can be read; the same one if there is nothing to do.
   *
   * @throws ProblemException if it cannot be read; the problem is the answer
   */
  static HttpServletRequest of(HttpServletRequest request) throws ProblemException {
    checkCharset(request);
    @Nullable String query = request.getQueryString();
    // The engine takes a percent sign that begins no escape for itself; WireMock would fail.
    @Nullable String repaired = query == null ? null : FormPairs.repaired(query);
    boolean empty =
        request.getContentLengthLong() == 0
            || (request.getContentLengthLong() < 0
                && request.getHeader("Transfer-Encoding") == null);
    if (empty && Objects.equals(query, repaired)) {
      return request;
    }
    byte[] body = empty ? new byte[0] : body(request);
    return new BufferedRequest(request, repaired, body);
  }

  private static byte[] body(HttpServletRequest request) throws ProblemException {
    byte[] body;
    try {
      body = read(request.getInputStream(), true);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "The request body ends before the length that its headers promise."));
    }
    if (isGzip(request, body)) {
      checkGzip(body);
    }
    boolean form =
        String.valueOf(request.getContentType()).contains("application/x-www-form-urlencoded");
    return form ? form(body) : body;
  }

  /** Writes a form anew if Jetty, which decodes it for WireMock, would not take it. */
  private static byte[] form(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      UrlEncoded.decodeTo(text, new MultiMap<>(), StandardCharsets.UTF_8);
      return body;
    } catch (IllegalArgumentException e) {
      return FormPairs.parse(text).stream()
          .map(pair -> encoded(pair.name()) + "=" + encoded(pair.value()))
          .collect(Collectors.joining("&"))
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void checkCharset(HttpServletRequest request) throws ProblemException {
    Matcher charset = CHARSET.matcher(String.valueOf(request.getContentType()));
    if (charset.find() && !isKnown(charset.group(1))) {
      throw new ProblemException(
          Problem.of(
              ProblemType.INVALID_CONTENT_TYPE,
              "The charset \"" + charset.group(1) + "\" of the content type is not known."));
    }
  }

  private static boolean isKnown(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  private static byte[] read(InputStream in, boolean toTheEnd)
      throws IOException, ProblemException {
    byte[] body = in.readNBytes(LIMIT + 1);
    if (body.length <= LIMIT) {
      return body;
    }
    if (toTheEnd) {
      byte[] buffer = new byte[1 << 16];
      long more = 0;
      for (int n = 0; n >= 0 && more < PATIENCE; more += n) {
        n = in.read(buffer);
      }
    }
    throw new ProblemException(
        Problem.of(
            ProblemType.REQUEST_ENTITY_TOO_LARGE,
            "The request body is longer than " + LIMIT + " bytes."));
  }

  /** WireMock unpacks whatever looks like an archive, with or without the header. */
  private static boolean isGzip(HttpServletRequest request, byte[] body) {
    String encoding = request.getHeader("Content-Encoding");
    return (encoding != null && encoding.contains("gzip"))
        || (body.length > 1 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b);
  }

  private static void checkGzip(byte[] body) throws ProblemException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      read(in, false);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "The request body is not what its content encoding gzip promises."));
    }
  }

  @Override
  public @Nullable String getQueryString() {
    return query;
  }

  @Override
  public ServletInputStream getInputStream() {
    ByteArrayInputStream bytes = new ByteArrayInputStream(body);
    return new ServletInputStream() {
      @Override
      public int read() {
        return bytes.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        return bytes.read(buffer, offset, length);
      }

      @Override
      public boolean isFinished() {
        return bytes.available() == 0;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("The body has been read; there is nothing to wait for.");
      }
    };
  }
}
