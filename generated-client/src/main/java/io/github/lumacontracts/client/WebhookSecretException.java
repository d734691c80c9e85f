package io.github.lumacontracts.client;

/**
 * A webhook came without the secret that was set, or with another one: a stranger sent it. Answer
 * 401 and forget it.
 */
public final class WebhookSecretException extends LumaException {
  private static final long serialVersionUID = 1;

  WebhookSecretException(String message) {
    super(message, null, false);
  }
}
