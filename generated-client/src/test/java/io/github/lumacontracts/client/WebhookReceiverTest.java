package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.lumacontracts.spec.Provider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in, and what becomes of it. */
@Timeout(30)
class WebhookReceiverTest {
  private static final Map<String, List<String>> NONE = Map.of();
  private static final String PROCESSING =
      "{\"task_id\":\"t-1\",\"task_type\":\"luma\",\"status\":\"processing\",\"percentage\":\"40\"}";
  private static final String FINISHED =
      "{\"task_id\":\"t-1\",\"task_type\":\"luma\",\"video_url\":\"https://cdn.example/a.mp4?s=1\"}";

  private final List<String> told = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "APIFRAME | {\"task_id\":\"t\",\"status\":\"processing\",\"percentage\":\"40\"}"
            + " | apiframe:t RUNNING (processing) 40 %",
        "APIFRAME | {\"task_id\":\"t\",\"video_url\":\"https://cdn.example/a.mp4\"}"
            + " | apiframe:t COMPLETED https://cdn.example/a.mp4",
        "RIXAPI | {\"id\":\"t\",\"state\":\"failed\"} | rixapi:t FAILED (failed)",
        "VAPI | {\"id\":\"t\",\"state\":\"completed\",\"video\":{\"download_url\":\"https://a.example/a\"}}"
            + " | vapi:t COMPLETED (completed) https://a.example/a",
        "VAPI | {\"id\":\"t\",\"state\":\"dancing\"} | vapi:t RUNNING (dancing)",
      })
  void tells_what_the_body_says(Provider provider, String body, String told) {
    TaskSnapshot snapshot = WebhookReceiver.of(provider).read(NONE, bytes(body));

    String video = snapshot.video().map(found -> " " + found.url()).orElse("");
    assertThat(snapshot + video).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-webhook-secret", "X-Webhook-Secret", "X-WEBHOOK-SECRET"})
  void takes_the_secret_whatever_the_case_of_its_header(String name) {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME, "s3cr3t");

    receive(receiver, Map.of(name, List.of("s3cr3t"), "Host", List.of("a")), PROCESSING);

    assertThat(told).containsExactly("apiframe:t-1 RUNNING (processing) 40 %");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | has 0 headers x-webhook-secret, expected one. Answer 401.",
        "s3cr3t,s3cr3t | has 2 headers x-webhook-secret, expected one. Answer 401.",
        "s3cr3t,other  | has 2 headers x-webhook-secret, expected one. Answer 401.",
        "s3cr3         | has another x-webhook-secret than the one set here. Answer 401.",
        "s3cr3tt       | has another x-webhook-secret than the one set here. Answer 401.",
        "S3CR3T        | has another x-webhook-secret than the one set here. Answer 401.",
        "ſ3cr3t        | has another x-webhook-secret than the one set here. Answer 401.",
      })
  void refuses_a_webhook_without_the_one_secret_and_shows_neither(String values, String message) {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME, "s3cr3t");
    Map<String, List<String>> headers =
        values.isEmpty() ? NONE : Map.of("x-webhook-secret", List.of(values.split(",")));

    assertThatExceptionOfType(WebhookSecretException.class)
        .isThrownBy(() -> receive(receiver, headers, PROCESSING))
        .withMessage("A webhook for Apiframe " + message);
    assertThat(told).isEmpty();
  }

  @Test
  void a_secret_that_nobody_asked_for_is_ignored() {
    Map<String, List<String>> headers = Map.of("x-webhook-secret", List.of("s3cr3t"));

    receive(WebhookReceiver.of(Provider.APIFRAME), headers, PROCESSING);

    assertThat(told).hasSize(1);
  }

  @Test
  void headers_may_have_no_name_and_no_value() {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME, "s3cr3t");
    Map<String, List<String>> headers = new HashMap<>();
    headers.put(null, List.of("HTTP/1.1 200 OK"));
    headers.put("x-webhook-secret", List.of());

    assertThatExceptionOfType(WebhookSecretException.class)
        .isThrownBy(() -> receive(receiver, headers, PROCESSING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "s3cr3t\n", " s3cr3t", "geheimniß", "a\u0000b"})
  void refuses_a_secret_that_could_never_arrive_without_showing_it(String secret) {
    String message =
        "The secret of a webhook must be ASCII text without a space or line break at its ends,"
            + " or it could not stand in a header.";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookReceiver.of(Provider.APIFRAME, secret))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VideoRequest.of("p").webhook(URI.create("https://a.example/"), secret))
        .withMessage(message);
  }

  @ParameterizedTest
  @EnumSource(names = {"AI302", "AIMLAPI"})
  void refuses_a_provider_without_webhooks_by_name(Provider provider) {
    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> WebhookReceiver.of(provider))
        .withMessageContaining("WEBHOOK")
        .satisfies(e -> assertThat(e.feature()).isEqualTo(Feature.WEBHOOK));
  }

  @ParameterizedTest
  @EnumSource(names = {"RIXAPI", "VAPI"})
  void refuses_a_secret_where_the_provider_sends_none(Provider provider) {
    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> WebhookReceiver.of(provider, "s3cr3t"))
        .satisfies(e -> assertThat(e.feature()).isEqualTo(Feature.WEBHOOK_SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"task_id\":null}",
        "{\"task_id\":\"\"}",
        "{\"task_id\":\" \"}",
        "{\"task_id\":{}}",
        "{\"task_id\":\"t\"",
        "{\"task_id\":\"t\"} {}",
        "task_id=t",
        "\u0000\uFFFD"
      })
  void refuses_a_body_that_tells_of_no_task(String body) {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME);

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> receive(receiver, NONE, body))
        .withMessageMatching(
            "A webhook of Apiframe cannot be read: it (is not the JSON of a task|does not say which"
                + " task it is about)\\. Answer 400\\. Body: .+")
        .satisfies(e -> assertThat(e.body()).isEqualTo(body));
  }

  @Test
  void refuses_what_is_nested_deeply_or_too_long() {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.VAPI);
    String deep = "{\"id\":\"t\",\"x\":" + "[".repeat(100_000);
    String fitting = "{\"id\":\"t\",\"state\":\"pending\"}";
    String longest = fitting + " ".repeat(WebhookReceiver.MAX_BODY - fitting.length());

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> receive(receiver, NONE, deep));
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> receive(receiver, NONE, longest + " "))
        .withMessageContaining("it is longer than 262144 bytes. Answer 400.");
    assertThat(receive(receiver, NONE, longest)).isTrue();
  }

  @Test
  void a_secret_in_an_unreadable_body_is_not_shown_even_by_a_log() {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME, "s3cr3t");
    var log = new StringWriter();

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(
            () ->
                receive(receiver, Map.of("x-webhook-secret", List.of("s3cr3t")), "s3cr3t_is_this"))
        .satisfies(e -> e.printStackTrace(new PrintWriter(log)));

    assertThat(log.toString()).contains("Body: ***_is_this").doesNotContain("s3cr3t");
  }

  @Test
  void the_same_again_is_no_news_and_neither_is_a_link_that_was_signed_anew() {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME);

    assertThat(receive(receiver, NONE, PROCESSING)).isTrue();
    assertThat(receive(receiver, NONE, PROCESSING)).isFalse();
    assertThat(receive(receiver, NONE, PROCESSING.replace("40", "60"))).isTrue();
    assertThat(receive(receiver, NONE, FINISHED)).isTrue();
    assertThat(receive(receiver, NONE, FINISHED)).isFalse();
    assertThat(receive(receiver, NONE, FINISHED.replace("s=1", "s=2"))).isFalse();
    assertThat(receive(receiver, NONE, FINISHED.replace("t-1", "t-2"))).isTrue();

    assertThat(told)
        .containsExactly(
            "apiframe:t-1 RUNNING (processing) 40 %",
            "apiframe:t-1 RUNNING (processing) 60 %",
            "apiframe:t-1 COMPLETED",
            "apiframe:t-2 COMPLETED");
  }

  @Test
  void what_comes_after_the_final_news_is_too_late_unless_it_is_final_too() {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.VAPI);

    assertThat(receive(receiver, NONE, "{\"id\":\"t\",\"state\":\"completed\"}")).isTrue();
    assertThat(receive(receiver, NONE, "{\"id\":\"t\",\"state\":\"processing\"}")).isFalse();
    assertThat(
            receive(
                receiver,
                NONE,
                "{\"id\":\"t\",\"state\":\"completed\",\"video\":{\"download_url\":\"https://a.example/a\"}}"))
        .isTrue();
    assertThat(receive(receiver, NONE, "{\"id\":\"t\",\"state\":\"pending\"}")).isFalse();

    assertThat(told)
        .containsExactly("vapi:t COMPLETED (completed)", "vapi:t COMPLETED (completed)");
  }

  @Test
  void what_the_handler_could_not_take_is_news_again() {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                receiver.receive(
                    NONE,
                    bytes(FINISHED),
                    snapshot -> {
                      throw new IllegalStateException("no database");
                    }))
        .withMessage("no database");
    assertThat(receive(receiver, NONE, PROCESSING)).isTrue();
    assertThat(receive(receiver, NONE, FINISHED)).isTrue();
    assertThat(receive(receiver, NONE, FINISHED)).isFalse();

    assertThat(told)
        .containsExactly("apiframe:t-1 RUNNING (processing) 40 %", "apiframe:t-1 COMPLETED");
  }

  @Test
  void a_duplicate_waits_until_it_is_known_whether_the_first_was_handled() throws Exception {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME);
    CountDownLatch handling = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Boolean> first =
        CompletableFuture.supplyAsync(
            () ->
                receiver.receive(
                    NONE,
                    bytes(FINISHED),
                    snapshot -> {
                      handling.countDown();
                      await(goOn);
                      throw new IllegalStateException("no database");
                    }));
    handling.await();
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(() -> receive(receiver, NONE, FINISHED));

    assertThat(receive(receiver, NONE, FINISHED.replace("t-1", "t-2"))).isTrue(); // does not wait
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS));
    goOn.countDown();

    assertThat(first).failsWithin(Duration.ofSeconds(10));
    assertThat(second).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    assertThat(told).containsExactly("apiframe:t-2 COMPLETED", "apiframe:t-1 COMPLETED");
  }

  @Test
  void remembers_the_last_ten_thousand_tasks() {
    WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME);
    receive(receiver, NONE, FINISHED);
    for (int i = 1; i < 10_000; i++) {
      receive(receiver, NONE, FINISHED.replace("t-1", "other-" + i));
    }

    assertThat(receive(receiver, NONE, FINISHED)).isFalse();
    receive(receiver, NONE, FINISHED.replace("t-1", "pushes other-1 out"));
    assertThat(receive(receiver, NONE, FINISHED)).isFalse();
    assertThat(receive(receiver, NONE, FINISHED.replace("t-1", "other-1"))).isTrue();
  }

  private boolean receive(
      WebhookReceiver receiver, Map<String, List<String>> headers, String body) {
    return receiver.receive(headers, bytes(body), snapshot -> told.add(snapshot.toString()));
  }

  private static byte[] bytes(String body) {
    return body.getBytes(UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
