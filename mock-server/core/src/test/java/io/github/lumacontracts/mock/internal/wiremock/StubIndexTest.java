package io.github.lumacontracts.mock.internal.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.ImmutableRequest;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.matching.RequestMatcherExtension;
import com.github.tomakehurst.wiremock.matching.UrlPattern;
import com.github.tomakehurst.wiremock.store.InMemoryStubMappingStore;
import com.github.tomakehurst.wiremock.store.StubMappingStore;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few stubs are looked at, and those that WireMock would have chosen from all. */
class StubIndexTest {
  private static final RequestMatcherExtension PICKY =
      new RequestMatcherExtension() {
        @Override
        public MatchResult match(
            Request request, com.github.tomakehurst.wiremock.extension.Parameters parameters) {
          return MatchResult.of(request.getUrl().contains("x"));
        }

        @Override
        public String getName() {
          return "picky";
        }
      };

  @Test
  void of_a_thousand_stubs_only_those_for_the_path_are_looked_at() {
    InMemoryStubMappingStore stubs = new InMemoryStubMappingStore();
    for (int i = 0; i < 1000; i++) {
      stubs.add(get(urlPathEqualTo("/pets/" + i)).build());
    }
    StubMapping pattern = get(urlPathMatching("/pets/.*")).build();
    StubMapping second = get(urlEqualTo("/pets/500?a=b")).atPriority(1).build();
    stubs.add(pattern);
    stubs.add(second);

    List<StubMapping> looked =
        new StubIndex(stubs.getAll()).candidates("/pets/500").getAll().toList();

    assertThat(looked).hasSize(3).startsWith(second, pattern);
    assertThat(looked.get(2).getRequest().getUrlPath()).isEqualTo("/pets/500");
  }

  @Test
  void a_path_that_no_stub_can_match_is_known_as_such() {
    InMemoryStubMappingStore stubs = new InMemoryStubMappingStore();
    stubs.add(get(urlPathEqualTo("/pets")).build());

    StubIndex index = new StubIndex(stubs.getAll());

    assertThat(index.mayMatch("/pets")).isTrue();
    assertThat(index.mayMatch("/cats")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void finds_what_wiremock_finds_in_its_order(long seed) {
    Random random = new Random(seed);
    InMemoryStubMappingStore all = new InMemoryStubMappingStore();
    for (int i = 0; i < 300; i++) {
      all.add(stub(random));
    }
    StubIndex index = new StubIndex(all.getAll());

    for (int i = 0; i < 300; i++) {
      String path = path(random);
      Request request = request(path + (random.nextBoolean() ? "?q=1" : ""), random);

      assertThat(found(index.candidates(path), request)).isEqualTo(found(all, request));
    }
  }

  private static List<UUID> found(StubMappingStore stubs, Request request) {
    return stubs
        .findAllMatchingRequest(request, Map.of("picky", PICKY), event -> {})
        .map(StubMapping::getId)
        .toList();
  }

  private static String path(Random random) {
    return "/"
        + "abx".charAt(random.nextInt(3))
        + (random.nextBoolean() ? "/" + random.nextInt(3) : "");
  }

  private static Request request(String url, Random random) {
    return ImmutableRequest.create()
        .withAbsoluteUrl("http://" + (random.nextBoolean() ? "one" : "two") + ".example" + url)
        .withMethod(random.nextInt(4) == 0 ? RequestMethod.POST : RequestMethod.GET)
        .withProtocol("HTTP/1.1")
        .withClientIp("127.0.0.1")
        .build();
  }

  private static StubMapping stub(Random random) {
    String path = path(random);
    UrlPattern url =
        switch (random.nextInt(7)) {
          case 0 -> urlEqualTo(path);
          case 1 -> urlEqualTo(path + "?q=1");
          case 2 -> urlPathEqualTo(path);
          case 3 -> urlMatching(path + ".*");
          case 4 -> urlPathMatching("/[ab].*");
          case 5 -> urlPathTemplate("/a/{n}");
          default -> anyUrl();
        };
    MappingBuilder stub = random.nextInt(3) == 0 ? any(url) : get(url);
    stub.atPriority(1 + random.nextInt(3));
    if (random.nextInt(4) == 0) {
      stub.withHost(equalTo("one.example"));
    }
    if (random.nextInt(6) == 0) {
      stub.andMatching("picky");
    }
    return stub.build();
  }
}
