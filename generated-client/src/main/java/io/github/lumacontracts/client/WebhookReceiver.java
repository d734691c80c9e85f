package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.lumacontracts.client.http.Excerpt;
import io.github.lumacontracts.client.http.Json;
import io.github.lumacontracts.spec.Provider;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the webhooks of one provider, whatever server they come in by, and tells each piece of news
 * once.
 *
 * <pre>{@code
 * WebhookReceiver receiver = WebhookReceiver.of(Provider.APIFRAME, secret);
 *
 * receiver.receive(headers, body, snapshot -> remember(snapshot)); // then answer 200
 * }</pre>
 *
 * <p>News counts as told when the handler has returned. If it throws, or the process dies, the same
 * webhook is news again. News is a task with a state, word, progress and video (its address without
 * the query) that were not told yet; after a final state another that is not final comes too late
 * and is none. In other respects news is told in the order in which it comes, which may not be that
 * in which it happened. Webhooks of one task wait for each other, so that no two threads handle it
 * at the same time.
 *
 * <p>What was told is kept in memory for the {@value #MAX_TASKS} tasks that were heard of last, in
 * 20 MB at most. A receiver in another process knows nothing of it: there, look at what the handler
 * stores.
 *
 * <p>Only Apiframe sends a secret. What comes from another provider can be forged by whoever knows
 * the address: read the task with {@link LumaClient#fetch} before you trust it.
 *
 * <p>Safe for threads.
 */
public final class WebhookReceiver {
  /** The longest body that is read, in bytes; the longest known is a hundredth of it. */
  public static final int MAX_BODY = 1 << 18;

  private static final int MAX_TASKS = 10_000;

  /** Apiframe's; no other provider has any. */
  private static final String SECRET_HEADER = "x-webhook-secret";

  private final Provider provider;
  private final @Nullable String secret;
  private final Json json = new Json();
  private final ToldNews told = new ToldNews(MAX_TASKS);

  private WebhookReceiver(Provider provider, @Nullable String secret) {
    this.provider = provider;
    this.secret = secret;
  }

  /**
   * Returns a receiver of webhooks that were asked for without a secret. A secret that comes all
   * the same is ignored.
   *
   * @throws UnsupportedFeatureException if the provider has no {@link Feature#WEBHOOK}
   */
  public static WebhookReceiver of(Provider provider) {
    Adapters.capabilities(provider).require(Feature.WEBHOOK);
    return new WebhookReceiver(provider, null);
  }

  /**
   * Returns a receiver of webhooks that were asked for with a secret, and that refuses any other.
   *
   * @throws UnsupportedFeatureException if the provider has no {@link Feature#WEBHOOK_SECRET}
   * @throws IllegalArgumentException if the secret cannot stand in a header as it is
   */
  public static WebhookReceiver of(Provider provider, String secret) {
    Adapters.capabilities(provider).require(Feature.WEBHOOK_SECRET);
    return new WebhookReceiver(provider, requireSecret(secret));
  }

  /** Refuses a secret that would not arrive as it is, since it comes in a header. */
  static String requireSecret(String secret) {
    if (!secret.matches("[!-~]([ -~]*[!-~])?")) {
      throw new IllegalArgumentException(
          "The secret of a webhook must be ASCII text without a space or line break at its ends,"
              + " or it could not stand in a header.");
    }
    return secret;
  }

  /**
   * Hands what a webhook tells to the handler if it is news. Answer 200 in either case: to refuse
   * what is no news only makes the provider repeat it.
   *
   * @param headers names without regard to case
   * @param handler what it throws is passed on; answer 500 then, and the news is still to be told
   * @return whether it was news
   * @throws WebhookSecretException if the secret is missing or another one; answer 401
   * @throws UnreadableException if the body tells nothing of a task; answer 400
   */
  public boolean receive(
      Map<String, List<String>> headers, byte[] body, Consumer<? super TaskSnapshot> handler) {
    Objects.requireNonNull(handler, "handler");
    return told.tell(read(headers, body), handler);
  }

  /**
   * Returns what a webhook tells, news or not, for those who keep book themselves.
   *
   * @param headers names without regard to case
   * @throws WebhookSecretException if the secret is missing or another one; answer 401
   * @throws UnreadableException if the body tells nothing of a task; answer 400
   */
  public TaskSnapshot read(Map<String, List<String>> headers, byte[] body) {
    checkSecret(headers);
    if (body.length > MAX_BODY) {
      throw unreadable(
          "it is longer than " + MAX_BODY + " bytes", new String(body, 0, MAX_BODY, UTF_8), null);
    }
    String text = new String(body, UTF_8);
    try {
      return Adapters.webhook(
          provider,
          new Adapters.BodyReader() {
            @Override
            public <T> T read(Class<T> type) {
              try {
                return json.read(text, type);
              } catch (JsonProcessingException notOfThisType) {
                throw new UncheckedIOException(notOfThisType);
              }
            }
          });
    } catch (UncheckedIOException notJson) {
      throw unreadable("it is not the JSON of a task", text, notJson.getCause());
    } catch (UnreadableException noTask) {
      throw unreadable("it does not say which task it is about", text, null);
    } catch (IllegalArgumentException | NullPointerException noTask) {
      // Anybody may send anything, and adapters rely on what the document requires.
      throw unreadable("it does not say which task it is about", text, noTask);
    }
  }

  private void checkSecret(Map<String, List<String>> headers) {
    if (secret == null) {
      return;
    }
    List<String> received =
        headers.entrySet().stream()
            .filter(header -> SECRET_HEADER.equalsIgnoreCase(header.getKey()))
            .flatMap(header -> header.getValue().stream())
            .toList();
    if (received.size() != 1) {
      throw new WebhookSecretException(
          "A webhook for %s has %d headers %s, expected one. Answer 401."
              .formatted(provider.title(), received.size(), SECRET_HEADER));
    }
    if (!MessageDigest.isEqual(secret.getBytes(UTF_8), received.get(0).getBytes(UTF_8))) {
      throw new WebhookSecretException(
          "A webhook for %s has another %s than the one set here. Answer 401."
              .formatted(provider.title(), SECRET_HEADER));
    }
  }

  private UnreadableException unreadable(String reason, String body, @Nullable Exception cause) {
    boolean clean = secret == null || !body.contains(secret);
    String shown = secret == null ? body : body.replace(secret, "***");
    return new UnreadableException(
        "A webhook of %s cannot be read: %s. Answer 400. Body: %s"
            .formatted(provider.title(), reason, Excerpt.of(shown)),
        shown,
        clean ? cause : null,
        false);
  }
}
