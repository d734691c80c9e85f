package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import java.util.concurrent.CountDownLatch;

/** A server that runs until the process is told to stop. */
final class Running {
  private Running() {}

  static void untilStopped(Console console, MockServerOptions options) throws InterruptedException {
    try (MockServer server = MockServer.start(options)) {
      CountDownLatch stopped = new CountDownLatch(1);
      Thread hook = new Thread(() -> stop(server, stopped), "luma-mock-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      console.started(server);
      stopped.await();
    }
  }

  private static void stop(MockServer server, CountDownLatch stopped) {
    server.close();
    stopped.countDown();
  }
}
