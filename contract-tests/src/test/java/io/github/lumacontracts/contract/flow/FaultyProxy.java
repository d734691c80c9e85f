package io.github.lumacontracts.contract.flow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and the stub, on a port of its own, and breaks exchanges. Whatever breaks
 * after the request was passed on breaks when the stub has answered, so that a test can count at
 * once what was bought. Safe for threads.
 */
final class FaultyProxy implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d+)");
  private static final Pattern CHUNKED = Pattern.compile("(?i)\ntransfer-encoding: *chunked");
  private static final String END = "\r\n\r\n";
  private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

  private final URI target;
  private final int port;
  private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket server;

  /**
   * Opens it.
   *
   * @param target address of the provider on the stub
   */
  FaultyProxy(URI target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, LOCAL);
    port = server.getLocalPort();
    listen();
  }

  /** Returns the address of the provider through this proxy. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port + target.getPath());
  }

  /** Breaks the next exchange so, after those for which a fault was set before. */
  FaultyProxy breakNext(Fault fault) throws IOException {
    if (fault == Fault.REFUSED) {
      stop();
    } else {
      next.add(fault);
    }
    return this;
  }

  /** Listens again. */
  void recover() {
    try {
      ServerSocket again = new ServerSocket();
      again.setReuseAddress(true);
      again.bind(new InetSocketAddress(LOCAL, port));
      server = again;
      listen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    ServerSocket listening = server;
    start(
        () -> {
          while (!listening.isClosed()) {
            Socket client = listening.accept();
            open.add(client);
            start(() -> serve(client));
          }
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // the other side has had enough, or the test is over
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket client) throws IOException {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream())) {
      while (serveOne(in, client.getOutputStream())) {
        // keeps the connection, as servers do
      }
    } finally {
      open.remove(client);
    }
  }

  private boolean serveOne(InputStream in, OutputStream out) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return false;
    }
    in.reset();
    Fault fault = next.poll();
    if (fault == Fault.BEFORE_REQUEST) {
      return false;
    }
    String headers = upTo(END, in);
    if (headers.isEmpty() || fault == Fault.AFTER_REQUEST_HEADERS) {
      return false;
    }
    if (fault == Fault.IN_REQUEST_BODY) {
      return hasBody(headers) && in.read() < 0;
    }
    byte[] answer = passOn(headers, body(headers, in));
    int body = new String(answer, ISO_8859_1).indexOf(END) + END.length();
    int length = answer.length;
    if (fault == Fault.BEFORE_ANSWER) {
      length = 0;
    } else if (fault == Fault.IN_ANSWER_HEADERS) {
      length = body / 2;
    } else if (fault == Fault.IN_ANSWER_BODY) {
      length = body + (answer.length - body) / 2;
    } else if (fault == Fault.LATE) {
      sleep();
    }
    out.write(answer, 0, length);
    out.flush();
    return fault == null;
  }

  /** Asks the stub on a connection that ends with its answer, and does not tell so. */
  private byte[] passOn(String headers, byte[] body) throws IOException {
    try (Socket stub = new Socket(LOCAL, target.getPort())) {
      OutputStream out = stub.getOutputStream();
      out.write(
          (headers.substring(0, headers.length() - 2).replaceAll("(?i)\r\nconnection:[^\r]*", "")
                  + "Connection: close"
                  + END)
              .getBytes(ISO_8859_1));
      out.write(body);
      out.flush();
      String answer = new String(stub.getInputStream().readAllBytes(), ISO_8859_1);
      return answer.replaceFirst("(?i)\r\nconnection: *close", "").getBytes(ISO_8859_1);
    }
  }

  private static boolean hasBody(String headers) {
    return LENGTH.matcher(headers).find() || CHUNKED.matcher(headers).find();
  }

  private static byte[] body(String headers, InputStream in) throws IOException {
    Matcher length = LENGTH.matcher(headers);
    if (length.find()) {
      return in.readNBytes(Integer.parseInt(length.group(1)));
    }
    return CHUNKED.matcher(headers).find()
        ? upTo("\r\n0" + END, in).getBytes(ISO_8859_1)
        : new byte[0];
  }

  private static String upTo(String end, InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(ISO_8859_1).endsWith(end)) {
      int one = in.read();
      if (one < 0) {
        return "";
      }
      read.write(one);
    }
    return read.toString(ISO_8859_1);
  }

  private static void sleep() {
    try {
      Thread.sleep(3_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
