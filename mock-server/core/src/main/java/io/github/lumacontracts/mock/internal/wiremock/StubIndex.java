package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.matching.EqualToPattern;
import com.github.tomakehurst.wiremock.matching.UrlPathPattern;
import com.github.tomakehurst.wiremock.matching.UrlPattern;
import com.github.tomakehurst.wiremock.store.InMemoryStubMappingStore;
import com.github.tomakehurst.wiremock.store.StubMappingStore;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Users' stubs by the path they name, and those that name none. Safe for threads. */
final class StubIndex {
  private final Map<String, List<Placed>> byPath = new HashMap<>();
  private final List<Placed> others = new ArrayList<>();

  /** A stub and its place in the order of precedence. */
  private record Placed(int place, StubMapping stub) {}

  StubIndex(Stream<StubMapping> inOrder) {
    List<StubMapping> stubs = inOrder.toList();
    for (int i = 0; i < stubs.size(); i++) {
      Placed placed = new Placed(i, stubs.get(i));
      exactPath(placed.stub())
          .map(path -> byPath.computeIfAbsent(path, key -> new ArrayList<>()))
          .orElse(others)
          .add(placed);
    }
  }

  /** Returns whether there is a stub that could match a path. */
  boolean mayMatch(String path) {
    return !others.isEmpty() || byPath.containsKey(path);
  }

  /** Returns a store with the stubs that could match a path, in their order. */
  StubMappingStore candidates(String path) {
    List<Placed> exact = byPath.getOrDefault(path, List.of());
    return new InMemoryStubMappingStore() {
      @Override
      public Stream<StubMapping> getAll() {
        if (others.isEmpty() || exact.isEmpty()) {
          return (exact.isEmpty() ? others : exact).stream().map(Placed::stub);
        }
        return Stream.concat(exact.stream(), others.stream())
            .sorted(Comparator.comparingInt(Placed::place))
            .map(Placed::stub);
      }
    };
  }

  /** Returns the path of a stub for one path; any other form of matching stays WireMock's. */
  private static Optional<String> exactPath(StubMapping stub) {
    UrlPattern url = stub.getRequest().getUrlMatcher();
    boolean plain =
        url != null
            && (url.getClass() == UrlPattern.class || url.getClass() == UrlPathPattern.class);
    if (!plain
        || !(url.getPattern() instanceof EqualToPattern equal)
        || Boolean.TRUE.equals(equal.getCaseInsensitive())) {
      return Optional.empty();
    }
    String text = equal.getExpected();
    int query = text.indexOf('?');
    return Optional.of(query < 0 ? text : text.substring(0, query));
  }
}
