package io.github.lumacontracts.mock.internal.task.webhook;

import io.github.lumacontracts.mock.internal.http.Header;
import java.util.List;

/**
 * A request to be sent. Nobody may write into the body.
 *
 * @param method in upper case
 * @param headers may hold secrets, so they are never shown
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Webhook(String method, List<Header> headers, byte[] body) {
  public Webhook {
    headers = List.copyOf(headers);
  }

  /** Leaves out what may hold secrets. */
  @Override
  public String toString() {
    return "Webhook[" + method + ", " + headers.size() + " headers, " + body.length + " bytes]";
  }
}
