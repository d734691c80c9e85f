package io.github.lumacontracts.mock.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back on a connection.
 *
 * @param body without header lines, as it came
 */
record RawAnswer(int status, String head, String body) {
  private static final Pattern STATUS =
      Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \\r].*", Pattern.DOTALL);
  private static final int PATIENCE_MILLIS = 20_000;
  private static final long PAUSE_NANOS = 5_000_000;

  /**
   * Sends bytes, says that no more will come and reads the answer.
   *
   * @return nothing if the connection was closed instead
   * @throws SocketTimeoutException if the server keeps the connection and says nothing
   */
  static Optional<RawAnswer> to(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        OutputStream out = socket.getOutputStream();
        out.write(request);
        out.flush();
        socket.shutdownOutput();
      } catch (SocketException e) {
        // The server may answer and close before it has heard everything.
      }
      try {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          answer.write(buffer, 0, n);
        }
      } catch (SocketException e) {
        // What has come before the reset counts.
      }
      return parse(answer.toString(StandardCharsets.ISO_8859_1));
    }
  }

  /**
   * Sends bytes, a piece at a time with pauses between, and reads the answer.
   *
   * @return nothing if the connection was closed instead; also if the server had answered and
   *     closed before the last piece, since TCP may lose the answer then
   */
  static Optional<RawAnswer> toSlowly(int port, byte[] request, int pieces) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      for (int i = 0; i < pieces; i++) {
        int from = (int) ((long) request.length * i / pieces);
        int to = (int) ((long) request.length * (i + 1) / pieces);
        socket.getOutputStream().write(request, from, to - from);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      socket.shutdownOutput();
      byte[] answer = socket.getInputStream().readAllBytes();
      return parse(new String(answer, StandardCharsets.ISO_8859_1));
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  /** Sends bytes and hangs up without waiting for an answer: at once, or as if the cable broke. */
  static void abandon(int port, byte[] request, boolean reset) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoLinger(reset, 0);
      socket.getOutputStream().write(request);
    } catch (SocketException e) {
      // The server may close first.
    }
  }

  private static Optional<RawAnswer> parse(String text) {
    String rest = text;
    while (rest.startsWith("HTTP/1.1 100 ") || rest.startsWith("HTTP/1.1 102 ")) {
      int end = rest.indexOf("\r\n\r\n");
      rest = end < 0 ? "" : rest.substring(end + 4);
    }
    Matcher status = STATUS.matcher(rest);
    if (!status.matches()) {
      return Optional.empty();
    }
    int end = rest.indexOf("\r\n\r\n");
    return Optional.of(
        new RawAnswer(
            Integer.parseInt(status.group(1)),
            end < 0 ? rest : rest.substring(0, end),
            end < 0 ? "" : rest.substring(end + 4)));
  }
}
