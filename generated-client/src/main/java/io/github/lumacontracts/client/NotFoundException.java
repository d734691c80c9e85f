package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import java.util.List;

/** The provider knows no such task, at least not under this key. */
public final class NotFoundException extends RefusedException {
  private static final long serialVersionUID = 1;

  NotFoundException(String message, List<String> messages, ServiceException answer) {
    super(message, messages, answer, false);
  }

  /** A list without the task that was asked for. */
  NotFoundException(String message, int statusCode) {
    super(message, statusCode);
  }
}
