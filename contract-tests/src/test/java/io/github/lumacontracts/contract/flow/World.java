package io.github.lumacontracts.contract.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.PollingPolicy;
import io.github.lumacontracts.contract.Credentials;
import io.github.lumacontracts.contract.Exchanges;
import io.github.lumacontracts.mock.MockLedger;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockWorld;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A world of a test's own on the shared stub. */
record World(MockServer server, String name) {
  /** Makes a world whose clock stands still. */
  static World frozen(MockServer server) {
    World world = new World(server, UUID.randomUUID().toString());
    server.world(world.name()).clock().freeze();
    return world;
  }

  /** Makes a world whose clock runs, twenty times as fast as the one on the wall. */
  static World fast(MockServer server) {
    World world = new World(server, UUID.randomUUID().toString());
    world.stub().clock().setSpeed(20);
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

  /** Returns a client that waits for a hundredth of a second between two looks at a task. */
  LumaClient luma(Provider provider) {
    return builder(provider, "").build();
  }

  LumaClient luma(Provider provider, String scenario) {
    return builder(provider, "-" + scenario).build();
  }

  /** Starts a client whose key ends so. */
  LumaClient.Builder builder(Provider provider, String endOfKey) {
    return LumaClient.builder(provider)
        .baseUrl(server.baseUri(provider))
        .apiKey(name + "~" + Credentials.KEY + endOfKey)
        .polling(PollingPolicy.every(Duration.ofMillis(10)));
  }

  MockWorld stub() {
    return server.world(name);
  }

  /** Returns how many requests came, of whatever kind. */
  long requests() throws IOException, InterruptedException {
    return Exchanges.count(server, name);
  }

  /** Returns how many tasks were bought; where the provider has prices, that is what was paid. */
  int bought() {
    int tasks = stub().tasks().list().size();
    List<MockLedger.Entry> entries = stub().ledger().entries();
    assertThat(stub().ledger().suspectedDoublePayments()).isEmpty();
    assertThat(entries.size()).isIn(0, tasks);
    return tasks;
  }

  private TaskFlow client(Provider provider, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(MockWorld.HEADER, name);
    return TaskFlow.of(
        provider, new TaskFlow.Settings(server.baseUri(provider), Credentials.KEY, all));
  }

  /** Returns what the document does not allow in all that was said in this world. */
  List<String> problems(Provider provider) throws IOException, InterruptedException {
    return Exchanges.problems(server, provider, name);
  }
}
