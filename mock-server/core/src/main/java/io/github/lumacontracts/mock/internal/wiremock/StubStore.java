package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.RequestMatcherExtension;
import com.github.tomakehurst.wiremock.store.InMemoryStubMappingStore;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.SubEvent;
import io.github.lumacontracts.mock.internal.Engine;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stubs of the server's users and behind them, for what none of them matches, the engine.
 * Users' stubs are indexed by path: WireMock would try them all, which with a thousand of them
 * takes longer than everything else together.
 */
final class StubStore extends InMemoryStubMappingStore {
  private final Supplier<Engine> engine;
  private volatile @Nullable StubIndex index;

  StubStore(Supplier<Engine> engine) {
    this.engine = engine;
  }

  @Override
  public Stream<StubMapping> findAllMatchingRequest(
      Request request,
      Map<String, RequestMatcherExtension> customMatchers,
      Consumer<SubEvent> subEvents) {
    WireRequest sent = new WireRequest(request);
    // WireMock takes the first that also fits its scenario, so the engine must come lazily.
    return Stream.concat(
        index().candidates(sent.path()).findAllMatchingRequest(request, customMatchers, subEvents),
        Stream.of(sent).map(unmatched -> new OperationStub(engine.get().answer(unmatched))));
  }

  /** Returns whether a user's stub could match a path, still encoded. */
  boolean mayMatch(String path) {
    return index().mayMatch(path);
  }

  private StubIndex index() {
    StubIndex current = index;
    return current == null ? rebuild() : current;
  }

  private synchronized StubIndex rebuild() {
    StubIndex built = new StubIndex(getAll());
    index = built;
    return built;
  }

  @Override
  public synchronized void add(StubMapping stub) {
    super.add(stub);
    index = null;
  }

  @Override
  public synchronized void replace(StubMapping existing, StubMapping updated) {
    super.replace(existing, updated);
    index = null;
  }

  @Override
  public synchronized void remove(StubMapping stub) {
    super.remove(stub);
    index = null;
  }

  @Override
  public synchronized void clear() {
    super.clear();
    index = null;
  }
}
