package io.github.lumacontracts.client;

import io.github.lumacontracts.spec.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** To be written. */
public final class WebhookReceiver {
  private WebhookReceiver() {}

  /** Reads webhooks of a provider that were asked for without a secret. */
  public static WebhookReceiver of(Provider provider) {
    throw new UnsupportedOperationException();
  }

  /** Reads webhooks of a provider that were asked for with a secret. */
  public static WebhookReceiver of(Provider provider, String secret) {
    throw new UnsupportedOperationException();
  }

  /** Returns what a webhook tells; nothing if it told so before. */
  public Optional<TaskSnapshot> receive(Map<String, List<String>> headers, byte[] body) {
    throw new UnsupportedOperationException();
  }
}
