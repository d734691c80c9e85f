package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import java.util.List;

/** The provider does not know the API key, or does not let it in. */
public final class InvalidKeyException extends RefusedException {
  private static final long serialVersionUID = 1;

  InvalidKeyException(String message, List<String> messages, ServiceException answer) {
    super(message, messages, answer, false);
  }
}
