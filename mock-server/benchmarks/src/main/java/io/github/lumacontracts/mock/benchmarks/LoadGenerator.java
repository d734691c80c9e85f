package io.github.lumacontracts.mock.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends one request over and over on a number of kept connections, from one thread, and prints how
 * fast the answers came. A process of its own, so that it can have a core of its own.
 */
public final class LoadGenerator {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Selector selector = Selector.open();
  private final byte[] request;
  private final int expectedStatus;
  private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private boolean recording;
  private long answers;
  private long wrong;

  private LoadGenerator(byte[] request, int expectedStatus) throws IOException {
    this.request = request;
    this.expectedStatus = expectedStatus;
  }

  /**
   * Runs one measurement.
   *
   * @param args port, connections, seconds to warm up, seconds to measure, number of requests (0
   *     for no limit), expected status (0 for any), file with the request
   */
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    int connections = Integer.parseInt(args[1]);
    LoadGenerator generator =
        new LoadGenerator(Files.readAllBytes(Path.of(args[6])), Integer.parseInt(args[5]));
    for (int i = 0; i < connections; i++) {
      generator.connect(port);
    }
    generator.run(Long.parseLong(args[2]) * NANOS, Long.MAX_VALUE);
    generator.recording = true;
    generator.answers = 0;
    long limit = Long.parseLong(args[4]);
    long start = System.nanoTime();
    generator.run(Long.parseLong(args[3]) * NANOS, limit == 0 ? Long.MAX_VALUE : limit);
    double seconds = (System.nanoTime() - start) / (double) NANOS;
    System.out.println(
        new Result(
                generator.answers / seconds,
                generator.latencies.getValueAtPercentile(50) / 1000.0,
                generator.latencies.getValueAtPercentile(99) / 1000.0,
                generator.answers,
                generator.wrong)
            .toLine());
  }

  /** What a measurement found; times in microseconds. */
  record Result(double perSecond, double p50, double p99, long answers, long wrong) {
    String toLine() {
      return String.format(
          Locale.ROOT, "%.1f %.1f %.1f %d %d", perSecond, p50, p99, answers, wrong);
    }

    static Result parse(String line) {
      String[] words = line.strip().split(" ", -1);
      return new Result(
          Double.parseDouble(words[0]),
          Double.parseDouble(words[1]),
          Double.parseDouble(words[2]),
          Long.parseLong(words[3]),
          Long.parseLong(words[4]));
    }
  }

  private void connect(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel, port);
    channel.register(selector, SelectionKey.OP_READ, connection);
    connection.send();
  }

  private void run(long nanos, long limit) throws IOException {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end && answers < limit) {
      selector.select(100);
      for (SelectionKey key : selector.selectedKeys()) {
        ((Connection) key.attachment()).read();
      }
      selector.selectedKeys().clear();
    }
  }

  private final class Connection {
    private final SocketChannel channel;
    private final int port;
    private final ByteBuffer out = ByteBuffer.wrap(request);
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private long sentAt;

    private Connection(SocketChannel channel, int port) {
      this.channel = channel;
      this.port = port;
    }

    private void send() throws IOException {
      out.rewind();
      in.clear();
      sentAt = System.nanoTime();
      // Small enough for the socket's buffer, so one write takes it.
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    private void read() throws IOException {
      if (channel.read(in) < 0) {
        channel.close();
        connect(port);
        return;
      }
      String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
      int head = text.indexOf("\r\n\r\n");
      if (head < 0 || !isComplete(text, head)) {
        return;
      }
      answers++;
      if (recording) {
        latencies.recordValue(System.nanoTime() - sentAt);
      }
      if (expectedStatus != 0 && Integer.parseInt(text.substring(9, 12)) != expectedStatus) {
        wrong++;
      }
      send();
    }
  }

  private static boolean isComplete(String text, int head) {
    int header = indexOfIgnoreCase(text, "content-length:", head);
    if (header >= 0) {
      int end = text.indexOf('\r', header);
      return text.length() - head - 4 >= Integer.parseInt(text.substring(header + 15, end).strip());
    }
    return text.endsWith("0\r\n\r\n");
  }

  private static int indexOfIgnoreCase(String text, String name, int end) {
    for (int i = 0; i < end; i++) {
      if (text.regionMatches(true, i, name, 0, name.length())) {
        return i;
      }
    }
    return -1;
  }
}
