package io.github.lumacontracts.contract.flow;

import io.github.lumacontracts.contract.Credentials;
import io.github.lumacontracts.contract.Exchanges;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockWorld;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A world of a test's own on the shared stub, with a clock that only the test moves. */
record World(MockServer server, String name) {
  /** Makes a world whose clock stands still. */
  static World frozen(MockServer server) {
    World world = new World(server, UUID.randomUUID().toString());
    server.world(world.name()).clock().freeze();
    return world;
  }

  void advance(Duration by) {
    server.world(name).clock().advance(by);
  }

  TaskFlow client(Provider provider) {
    return client(provider, Map.of());
  }

  TaskFlow client(Provider provider, String scenario) {
    return client(provider, Map.of("Prefer", "scenario=" + scenario));
  }

  private TaskFlow client(Provider provider, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(MockWorld.HEADER, name);
    return TaskFlow.of(
        provider, new TaskFlow.Settings(server.baseUri(provider), Credentials.KEY, all));
  }

  /** Returns what the document does not allow in all that was said in this world. */
  List<String> problems(Provider provider) throws IOException, InterruptedException {
    return Exchanges.problems(server, provider, MockWorld.HEADER, name);
  }
}
