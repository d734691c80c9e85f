package io.github.lumacontracts.contract.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lumacontracts.client.ConnectionException;
import io.github.lumacontracts.client.Feature;
import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.LumaException;
import io.github.lumacontracts.client.Task;
import io.github.lumacontracts.client.TaskSnapshot;
import io.github.lumacontracts.client.TaskState;
import io.github.lumacontracts.client.Video;
import io.github.lumacontracts.client.VideoRequest;
import io.github.lumacontracts.contract.Stub;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever the way between client and provider breaks, a task is never paid twice; the stub counts.
 */
@ExtendWith(Stub.class)
@Execution(ExecutionMode.CONCURRENT)
class PaidOnceTest {
  private static final VideoRequest BOAT = VideoRequest.of("a paper boat no. 4711");
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofSeconds(20);

  static Stream<Arguments> faults() {
    return Arrays.stream(Provider.values())
        .flatMap(
            provider -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(provider, fault)));
  }

  @ParameterizedTest(name = "{0} · {1}")
  @MethodSource("faults")
  void a_submit_is_paid_once_at_most(Provider provider, Fault fault, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (FaultyProxy proxy = new FaultyProxy(server.baseUri(provider));
        LumaClient luma = client(world, provider, proxy)) {
      assertPaidOnceAtMost(world, fault, proxy, () -> luma.submit(BOAT));
    }
  }

  /** On a connection that was used before, which HTTP clients like to try again by themselves. */
  @ParameterizedTest(name = "{0} · {1}")
  @MethodSource("faults")
  void an_extension_is_paid_once_at_most(Provider provider, Fault fault, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (FaultyProxy proxy = new FaultyProxy(server.baseUri(provider));
        LumaClient luma = client(world, provider, proxy)) {
      Task parent = luma.submit(BOAT);
      world.advance(LENGTH);
      assertThat(luma.fetch(parent).state()).isEqualTo(TaskState.COMPLETED);

      assertPaidOnceAtMost(world, fault, proxy, () -> luma.extend(parent, BOAT));
    }
  }

  private interface Purchase {
    Task buy();
  }

  private static void assertPaidOnceAtMost(
      World world, Fault fault, FaultyProxy proxy, Purchase purchase) throws Exception {
    int before = world.bought();
    proxy.breakNext(fault);
    recoverSoon(proxy, fault);

    LumaException failure = catchThrowableOfType(LumaException.class, purchase::buy);

    if (fault == Fault.REFUSED) { // nothing had left, so it was sent again
      assertThat(failure).isNull();
      assertThat(world.bought() - before).isEqualTo(1);
    } else {
      assertThat(failure).isInstanceOf(ConnectionException.class);
      assertThat(failure.mayBePaid()).isTrue();
      assertThat(world.bought() - before).isEqualTo(fault.reachesProvider() ? 1 : 0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void who_cannot_reach_the_provider_at_all_has_not_paid(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (FaultyProxy proxy = new FaultyProxy(server.baseUri(provider)).breakNext(Fault.REFUSED);
        LumaClient luma = client(world, provider, proxy)) {
      LumaException failure = catchThrowableOfType(LumaException.class, () -> luma.submit(BOAT));

      assertThat(failure).isInstanceOf(ConnectionException.class);
      assertThat(failure.mayBePaid()).isFalse();
      assertThat(world.requests()).isZero();
    }
  }

  /** All reads at a time, each on a way of its own that breaks once. */
  @ParameterizedTest(name = "{0} · {1}")
  @MethodSource("faults")
  void what_costs_nothing_is_done_again(
      Provider provider, Fault fault, MockServer server, @TempDir Path folder) throws Exception {
    World world = World.frozen(server);
    try (LumaClient direct = world.luma(provider);
        Way toFetch = new Way(world, provider);
        Way toFetchMany = new Way(world, provider);
        Way toBalance = new Way(world, provider);
        Way toAwait = new Way(world, provider);
        Way toDownload = new Way(world, provider)) {
      Task task = direct.submit(BOAT);
      world.advance(LENGTH);
      Video video = toDownload.luma().fetch(task).video().orElseThrow();

      CompletableFuture<TaskSnapshot> fetched =
          toFetch.breaking(fault, luma -> luma.fetchAsync(task));
      CompletableFuture<Video> awaited =
          toAwait.breaking(fault, luma -> luma.awaitAsync(task, LONG));
      CompletableFuture<Path> downloaded =
          toDownload.breaking(fault, luma -> luma.downloadAsync(video, folder.resolve("a.mp4")));
      if (direct.capabilities().supports(Feature.BATCH)) {
        CompletableFuture<List<TaskSnapshot>> batch =
            toFetchMany.breaking(fault, luma -> luma.fetchManyAsync(List.of(task, task)));
        assertThat(get(batch)).extracting(TaskSnapshot::task).containsOnly(task);
      }
      if (direct.capabilities().supports(Feature.BALANCE)) {
        assertThat(get(toBalance.breaking(fault, LumaClient::balanceAsync)).amount())
            .isEqualTo(direct.balance().amount());
      }

      assertThat(get(fetched).state()).isEqualTo(TaskState.COMPLETED);
      assertThat(get(awaited).task()).isEqualTo(task);
      assertThat(Files.readAllBytes(get(downloaded)))
          .isEqualTo(
              Files.readAllBytes(
                  direct.download(
                      direct.fetch(task).video().orElseThrow(), folder.resolve("b.mp4"))));
      assertThat(world.bought()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void a_wait_survives_whatever_breaks_on_the_way(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (FaultyProxy proxy = new FaultyProxy(server.baseUri(provider));
        LumaClient luma = client(world, provider, proxy)) {
      Task task = luma.submit(BOAT);
      for (Fault fault : Fault.values()) {
        if (fault != Fault.REFUSED) {
          proxy.breakNext(fault);
        }
      }

      Video video = luma.await(task, LONG, seen -> world.advance(LENGTH));

      assertThat(video.task()).isEqualTo(task);
      assertThat(world.bought()).isEqualTo(1);
    }
  }

  private static LumaClient client(World world, Provider provider, FaultyProxy proxy) {
    return world
        .builder(provider, "")
        .baseUrl(proxy.address())
        .timeout(Duration.ofSeconds(2))
        .build();
  }

  private static void recoverSoon(FaultyProxy proxy, Fault fault) {
    if (fault == Fault.REFUSED) {
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(proxy::recover);
    }
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  /** A client, and what stands between it and the stub. */
  private static final class Way implements AutoCloseable {
    private final FaultyProxy proxy;
    private final LumaClient luma;

    Way(World world, Provider provider) throws IOException {
      proxy = new FaultyProxy(world.server().baseUri(provider));
      luma = client(world, provider, proxy);
    }

    LumaClient luma() {
      return luma;
    }

    <T> T breaking(Fault fault, Function<LumaClient, T> call) throws IOException {
      proxy.breakNext(fault);
      recoverSoon(proxy, fault);
      return call.apply(luma);
    }

    @Override
    public void close() throws IOException {
      luma.close();
      proxy.close();
    }
  }
}
