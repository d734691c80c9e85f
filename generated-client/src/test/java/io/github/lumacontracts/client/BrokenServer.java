package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lumacontracts.spec.Provider;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that misbehaves on the level of bytes, and counts what arrives all the same. */
final class BrokenServer implements AutoCloseable {
  /** What the server does with one connection before it hangs up. */
  interface Manners {
    void with(Connection connection) throws IOException;
  }

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();
  private final Manners manners;

  BrokenServer(Manners manners) {
    this(0, manners);
  }

  BrokenServer(int port, Manners manners) {
    this.manners = manners;
    try {
      socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  private void accept() {
    while (true) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        connections.incrementAndGet();
        threads.execute(() -> serve(connection));
      } catch (IOException | RejectedExecutionException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      manners.with(new Connection(connection));
    } catch (IOException hungUp) {
      // what the client does is up to it
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  LumaClient.Builder client() {
    return client(Provider.VAPI);
  }

  LumaClient.Builder client(Provider provider) {
    return LumaClient.builder(provider).apiKey("key-1").baseUrl(url()).polling(Gateway.FAST);
  }

  /** Returns how many connections came about. */
  int connections() {
    return connections.get();
  }

  /** Returns of how many requests at least the headers arrived. */
  int begun() {
    return begun.get();
  }

  /** Returns how many requests arrived completely. */
  int arrived() {
    return arrived.get();
  }

  /** Returns a port at which nobody listens. */
  static int closedPort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  final class Connection {
    private final Socket socket;
    private int length;

    private Connection(Socket socket) {
      this.socket = socket;
    }

    void readHeaders() throws IOException {
      InputStream in = socket.getInputStream();
      var head = new ByteArrayOutputStream();
      while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException();
        }
        head.write(next);
      }
      String text = head.toString(US_ASCII).toLowerCase(Locale.ROOT);
      int at = text.indexOf("content-length:");
      length =
          at < 0 ? 0 : Integer.parseInt(text.substring(at + 15, text.indexOf('\r', at)).trim());
      begun.incrementAndGet();
    }

    void readBody() throws IOException {
      if (socket.getInputStream().readNBytes(length).length < length) {
        throw new EOFException();
      }
      arrived.incrementAndGet();
    }

    void readRequest() throws IOException {
      readHeaders();
      readBody();
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.getOutputStream().flush();
    }

    void answer(int status, String headers, String body) throws IOException {
      write(
          "HTTP/1.1 %d Some words\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
              .formatted(status, headers, body.getBytes(UTF_8).length, body));
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
    }

    /** Waits until the client hangs up. */
    void waitForTheEnd() throws IOException {
      try {
        socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      } catch (SocketException reset) {
        // one way to hang up
      }
    }
  }
}
