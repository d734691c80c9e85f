package io.github.lumacontracts.mock.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running contestant, on the first core where the system lets us choose. */
final class ServerProcess implements AutoCloseable {
  private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(120);

  private final Process process;
  private final double startSeconds;

  private ServerProcess(Process process, double startSeconds) {
    this.process = process;
    this.startSeconds = startSeconds;
  }

  /** Starts a server and waits for the first answer with the right status. */
  static ServerProcess start(Contestant contestant, Workload workload, int port)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(pinned(0));
    command.addAll(contestant.command(port, workload.document()));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] request = workload.kinds().get(0).bytes(port);
    while (!answers(port, request)) {
      if (!process.isAlive() || System.nanoTime() - start > LONGEST_START) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException(
            contestant.name() + " did not start: " + String.join(" ", command));
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return new ServerProcess(process, (System.nanoTime() - start) / 1e9);
  }

  /** Returns the words that bind a command to a core, none where there is no taskset. */
  static List<String> pinned(int core) {
    return Files.isExecutable(Path.of("/usr/bin/taskset"))
        ? List.of("/usr/bin/taskset", "-c", String.valueOf(core))
        : List.of();
  }

  private static boolean answers(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request);
      byte[] start = socket.getInputStream().readNBytes(12);
      return new String(start, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (SocketException e) {
      // Not listening yet.
      return false;
    }
  }

  double startSeconds() {
    return startSeconds;
  }

  /** Returns the memory that the server and its children hold, in MiB; 0 where /proc is missing. */
  long residentMib() throws IOException {
    long kib = residentKib(process.toHandle());
    for (ProcessHandle child : process.descendants().toList()) {
      kib += residentKib(child);
    }
    return kib / 1024;
  }

  private static long residentKib(ProcessHandle handle) throws IOException {
    Path status = Path.of("/proc", String.valueOf(handle.pid()), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
