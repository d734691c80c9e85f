package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import java.util.List;

/** The provider cannot do what the request says; its messages say why. */
public final class InvalidRequestException extends RefusedException {
  private static final long serialVersionUID = 1;

  InvalidRequestException(String message, List<String> messages, ServiceException answer) {
    super(message, messages, answer, false);
  }
}
