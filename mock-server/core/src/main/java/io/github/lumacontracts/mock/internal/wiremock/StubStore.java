package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.RequestMatcherExtension;
import com.github.tomakehurst.wiremock.store.InMemoryStubMappingStore;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.SubEvent;
import io.github.lumacontracts.mock.internal.Engine;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The stubs of the server's users and behind them, for what none of them matches, the engine. */
final class StubStore extends InMemoryStubMappingStore {
  private final Engine engine;

  StubStore(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Stream<StubMapping> findAllMatchingRequest(
      Request request,
      Map<String, RequestMatcherExtension> customMatchers,
      Consumer<SubEvent> subEvents) {
    // WireMock takes the first that also fits its scenario, so the engine must come lazily.
    return Stream.concat(
        super.findAllMatchingRequest(request, customMatchers, subEvents),
        Stream.of(request).map(sent -> new OperationStub(engine.answer(new WireRequest(sent)))));
  }
}
