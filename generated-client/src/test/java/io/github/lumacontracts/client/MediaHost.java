package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A host of videos that does as it is told, down to the byte. The first request gets the first
 * answer, and each that comes after the last answer gets that one. Each closes the connection.
 */
final class MediaHost implements AutoCloseable {
  /** A request, its line first. */
  record Request(List<String> lines) {
    Optional<String> header(String name) {
      String begin = name.toLowerCase(Locale.ROOT) + ": ";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
          .map(line -> line.substring(begin.length()))
          .findFirst();
    }
  }

  interface Answer {
    void to(Request request, OutputStream out) throws Exception;
  }

  private final ServerSocket server;
  private final List<Answer> answers;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch hungUp = new CountDownLatch(1);

  MediaHost(Answer... answers) {
    this.answers = List.of(answers);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Answers with a head, whose lines are written one by one, and a body. */
  static Answer answer(String status, byte[] body, String... headers) {
    return (request, out) -> {
      out.write(head(status, headers));
      out.write(body);
    };
  }

  /** Sends a head with the first bytes of a body, and then hangs up. */
  static Answer broken(byte[] body, int sent, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Length: " + body.length);
    return answer("200 OK", Arrays.copyOf(body, sent), all.toArray(String[]::new));
  }

  /** Answers 200 with all of it, whatever was asked for. */
  static Answer whole(byte[] body, String... headers) {
    return broken(body, body.length, headers);
  }

  /** Answers a request for a range with the rest, as it should be, and hangs up before an end. */
  static Answer rest(byte[] body, int end, String... headers) {
    return (request, out) -> {
      String range = request.header("Range").orElseThrow();
      int start = Integer.parseInt(range.replaceAll("\\D", ""));
      List<String> all = new ArrayList<>(List.of(headers));
      all.add("Content-Range: bytes %d-%d/%d".formatted(start, body.length - 1, body.length));
      all.add("Content-Length: " + (body.length - start));
      out.write(head("206 Partial Content", all.toArray(String[]::new)));
      out.write(body, start, end - start);
    };
  }

  static Answer rest(byte[] body, String... headers) {
    return rest(body, body.length, headers);
  }

  static byte[] head(String status, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return ("HTTP/1.1 " + status + "\r\n" + lines + "\r\n").getBytes(ISO_8859_1);
  }

  /** Does an answer, and then nothing until the host is closed. */
  static Answer stuckAfter(Answer beginning) {
    return (request, out) -> {
      beginning.to(request, out);
      new CountDownLatch(1).await();
    };
  }

  URI url(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + pathAndQuery);
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Returns what each request had for a header, or "-". */
  List<String> headers(String name) {
    return requests.stream().map(request -> request.header(name).orElse("-")).toList();
  }

  /** Whether a client closes a connection before it has the answer, within five seconds. */
  boolean isHungUpOn() throws InterruptedException {
    return hungUp.await(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  @SuppressWarnings("IllegalCatch")
  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        lines.add(line);
      }
      if (lines.isEmpty()) {
        return;
      }
      Request request = new Request(List.copyOf(lines));
      requests.add(request);
      Answer answer = answers.get(Math.min(next.getAndIncrement(), answers.size() - 1));
      AtomicBoolean answered = new AtomicBoolean();
      threads.execute(() -> listen(in, answered));
      answer.to(request, socket.getOutputStream());
      answered.set(true);
    } catch (Exception e) {
      // The client has hung up, which the test looks at from the other side.
    }
  }

  private void listen(BufferedReader in, AtomicBoolean answered) {
    try {
      in.read();
    } catch (IOException e) {
      // hung up as well
    }
    if (!answered.get()) {
      hungUp.countDown();
    }
  }
}
