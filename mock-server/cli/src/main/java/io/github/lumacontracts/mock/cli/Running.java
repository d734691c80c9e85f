package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;

/** A server that runs until the process or WireMock's admin API is told to stop. */
final class Running {
  private Running() {}

  static void untilStopped(Console console, MockServerOptions options) throws InterruptedException {
    try (MockServer server = MockServer.start(options)) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "luma-mock-stop"));
      console.started(server);
      server.awaitStop();
    }
  }
}
