package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import java.util.List;

/** The balance of the key is too low, or its quota is used up. */
public final class NoCreditsException extends RefusedException {
  private static final long serialVersionUID = 1;

  NoCreditsException(String message, List<String> messages, ServiceException answer) {
    super(message, messages, answer, false);
  }
}
