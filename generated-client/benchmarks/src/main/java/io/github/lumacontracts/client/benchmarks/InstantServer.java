package io.github.lumacontracts.client.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * A provider that answers at once: the least that a call over HTTP can cost. Its threads have its
 * name.
 */
final class InstantServer implements AutoCloseable {
  static final String THREADS = "instant-server";

  /** A submitted task, as V-API answers it. */
  static final String SUBMITTED =
      """
      {"id": "e70fdf3c-ce95-4b1d-9f6c-2a1d1f2b3c4d", "prompt": "a paper boat",
      "state": "pending", "queue_state": null, "created_at": "2026-11-21T10:00:00.000000Z",
      "video": null, "video_raw": null, "liked": null, "estimate_wait_seconds": null}""";

  /** A completed task, as V-API answers it. */
  static final String COMPLETED =
      """
      {"id": "e70fdf3c-ce95-4b1d-9f6c-2a1d1f2b3c4d", "state": "completed",
      "created_at": "2026-11-21T10:00:00.000000Z", "failure_reason": null,
      "video": {"url": "https://media.example.com/marked.mp4", "width": 1360, "height": 752,
      "download_url": "https://media.example.com/clean.mp4"},
      "video_raw": {"url": "https://media.example.com/raw.mp4", "width": 1360, "height": 752,
      "duration": 5.041667},
      "thumbnail": {"url": "https://media.example.com/still.webp", "width": 1360, "height": 752,
      "media_type": "image/webp"}}""";

  private final ServerSocket server;
  private final byte[] read;
  private final byte[] submitted = answer(SUBMITTED);
  private final LongAdder reads = new LongAdder();

  /** Starts it; it answers each GET with a text, and each POST with {@link #SUBMITTED}. */
  InstantServer(String read) {
    this.read = answer(read);
    try {
      server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Returns how many times it was read. */
  long reads() {
    return reads.sum();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] answer(String json) {
    byte[] body = json.getBytes(UTF_8);
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n"
            + json)
        .getBytes(UTF_8);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, THREADS);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        boolean isRead = line.startsWith("GET");
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          if (header.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
            length = Integer.parseInt(header.substring(16));
          }
        }
        in.skipNBytes(length);
        if (isRead) {
          reads.increment();
        }
        out.write(isRead ? read : submitted);
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private static String line(InputStream in) throws IOException {
    byte[] line = new byte[1024];
    int length = 0;
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line[length++] = (byte) c;
    }
    return new String(line, 0, length, ISO_8859_1).trim();
  }
}
