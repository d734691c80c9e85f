package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the settings of a client are checked and what they do. */
@Timeout(30)
class SettingsTest {
  private static final Task TASK = Task.parse("vapi:a");
  private static final String RUNNING = "{\"id\":\"a\",\"state\":\"dreaming\"}";

  private final LumaClient.Builder builder = LumaClient.builder(Provider.VAPI);

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "key-1\n", "schlüssel", "a\tb"})
  void a_key_that_cannot_stand_in_a_header_is_refused_and_not_shown(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LumaClient.create(Provider.VAPI, key))
        .withMessageStartingWith("apiKey ")
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("key-1", "schl"));
  }

  @Test
  void a_client_without_a_key_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessage("A client of VAPI needs an API key. Set it with apiKey(…).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "/v1",
        "ftp://example.com",
        "http:///v1",
        "http://u:p@example.com",
        "http://example.com?a=b",
        "http://example.com#a"
      })
  void an_address_that_is_none_of_a_provider_is_refused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.baseUrl(URI.create(address)))
        .withMessageStartingWith("baseUrl must be an http or https address");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void a_timeout_that_is_not_positive_is_refused(long millis) {
    Duration timeout = Duration.ofMillis(millis);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.timeout(timeout))
        .withMessageMatching("timeout is PT.*, expected more than zero\\.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.connectTimeout(timeout))
        .withMessageMatching("connectTimeout is PT.*, expected more than zero\\.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\r\nX-Evil: 1"})
  void a_user_agent_that_cannot_stand_in_a_header_is_refused(String userAgent) {
    assertThatIllegalArgumentException().isThrownBy(() -> builder.userAgent(userAgent));
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void null_is_refused_at_once(ThrowingCallable setter) {
    assertThatNullPointerException().isThrownBy(setter);
  }

  @SuppressWarnings("NullAway") // that is the point
  static Stream<ThrowingCallable> nulls() {
    LumaClient.Builder builder = LumaClient.builder(Provider.VAPI);
    return Stream.of(
        () -> LumaClient.builder(null),
        () -> builder.apiKey(null),
        () -> builder.baseUrl(null),
        () -> builder.timeout(null),
        () -> builder.connectTimeout(null),
        () -> builder.executor(null),
        () -> builder.clock(null),
        () -> builder.polling(null),
        () -> builder.userAgent(null),
        () -> builder.listener(null));
  }

  @Test
  void a_client_sends_the_key_and_the_user_agent_to_the_address() {
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma =
            builder
                .apiKey("key-1")
                .baseUrl(gateway.url().resolve("/base/"))
                .userAgent("boats/1")
                .build()) {
      luma.fetch(TASK);

      assertThat(gateway.requests())
          .extracting(Gateway.Request::line)
          .containsExactly("GET /base/luma/generations/a");
      assertThat(gateway.requests().get(0).headers())
          .containsEntry("authorization", "Bearer key-1")
          .containsEntry("user-agent", "boats/1");
    }
  }

  @Test
  void changes_of_a_builder_do_not_affect_what_it_has_built() {
    try (var gateway = new Gateway().answers(200, RUNNING);
        var luma = builder.apiKey("key-1").baseUrl(gateway.url()).build()) {
      builder.apiKey("key-2").baseUrl(URI.create("http://127.0.0.1:1"));

      luma.fetch(TASK);

      assertThat(gateway.requests().get(0).headers())
          .containsEntry("authorization", "Bearer key-1");
    }
  }

  @Test
  void the_timeout_is_that_of_each_attempt() {
    try (var gateway = new Gateway().answersAfter(Duration.ofSeconds(20), 200, RUNNING);
        var luma = gateway.client().timeout(Duration.ofMillis(100)).build()) {
      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, () -> luma.fetch(TASK));

      assertThat(failure).hasMessageContaining("no whole answer within PT0.1S");
      assertThat(gateway.requests()).hasSize(3);
    }
  }

  @Test
  void the_executor_is_used_by_the_http_client_and_for_what_follows_and_is_not_closed() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    ExecutorService executor = Executors.newFixedThreadPool(2, task -> new Thread(task, "mine"));
    try (var gateway = new Gateway().answers(503, "{}").answers(200, RUNNING)) {
      try (var luma =
          gateway
              .client()
              .executor(executor)
              .listener(
                  exchange ->
                      exchange
                          .failure()
                          .ifPresentOrElse(
                              failure -> {}, () -> threads.add(Thread.currentThread().getName())))
              .build()) {
        luma.fetchAsync(TASK).join();
      }

      assertThat(threads).containsExactly("mine");
      assertThat(executor.isShutdown()).isFalse();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void a_client_shows_neither_its_key_nor_anything_else() {
    try (var luma = builder.apiKey("key-1").build()) {
      assertThat(luma.toString() + builder).doesNotContain("key-1");
    }
  }
}
