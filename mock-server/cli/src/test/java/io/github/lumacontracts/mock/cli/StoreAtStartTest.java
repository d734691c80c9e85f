package io.github.lumacontracts.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.store.mvstore.MvTaskStore;
import io.github.lumacontracts.mock.store.redis.RedisProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody reads whose store cannot be used: one line, in a few seconds, and status 1. */
class StoreAtStartTest {
  @TempDir Path folder;

  private static String messageOf(String... store) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] args = new String[3 + store.length];
    System.arraycopy(new String[] {"mock", "-p", "0"}, 0, args, 0, 3);
    System.arraycopy(store, 0, args, 3, store.length);
    long start = System.nanoTime();

    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);

    assertThat(status).as(err.toString()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(err.toString().strip()).startsWith("luma-mock: ").hasLineCount(1);
    assertThat(out.toString() + err).doesNotContain("s3cret", "wr0ng");
    return err.toString().strip().substring("luma-mock: ".length());
  }

  @Test
  void a_password_that_is_wrong() throws Exception {
    try (RedisProcess redis = RedisProcess.start()) {
      assertThat(messageOf("--redis", "redis://:wr0ng@127.0.0.1:" + redis.port()))
          .startsWith("Redis at 127.0.0.1:" + redis.port() + " gives no answer: WRONGPASS")
          .endsWith(". Start it, or correct host, port and password.");
    }
  }

  @ParameterizedTest
  @CsvSource({"http://:s3cret@localhost", "localhost", "redis://:s3cret@"})
  void an_address_that_is_none_of_redis(String address) {
    assertThat(messageOf("--redis", address))
        .isEqualTo(
            "The address of Redis cannot be used, expected"
                + " redis://[[user]:password@]host[:port][/database].");
  }

  @ParameterizedTest
  @CsvSource({"''", "HTTP/1.1 400 Bad Request"})
  void a_server_that_is_no_redis(String greeting) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> greet(other, greeting));
      answers.setDaemon(true);
      answers.start();

      assertThat(messageOf("--redis", "redis://127.0.0.1:" + other.getLocalPort()))
          .startsWith("Redis at 127.0.0.1:" + other.getLocalPort() + " gives no answer: ")
          .endsWith(". Start it, or correct host, port and password.");
    }
  }

  @SuppressWarnings("resource") // clients close what they have opened
  private static void greet(ServerSocket server, String greeting) {
    try {
      while (true) {
        Socket client = server.accept();
        client.getInputStream().read();
        client
            .getOutputStream()
            .write((greeting.isEmpty() ? "" : greeting + "\r\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void a_folder_that_cannot_be_written() {
    assertThat(messageOf("--state", "/proc/state"))
        .isEqualTo(
            "Cannot write to the folder /proc/state that the tasks are to be kept in. Check who may"
                + " write there, or name another.");
  }

  @Test
  void a_folder_of_another_server() {
    try (MvTaskStore other = MvTaskStore.open(folder, 10, task -> false)) {
      assertThat(messageOf("--state", folder.toString()))
          .isEqualTo(
              "Another server keeps its tasks in " + folder + ". Stop it, or name another folder.");
      assertThat(other.all()).isEmpty();
    }
  }

  @Test
  void a_file_that_is_broken() throws Exception {
    Path file = Files.writeString(folder.resolve("tasks.mv"), "broken ".repeat(10_000));

    assertThat(messageOf("--state", folder.toString()))
        .isEqualTo(file + " is damaged, or no file of tasks. Remove it to begin anew.");
  }
}
