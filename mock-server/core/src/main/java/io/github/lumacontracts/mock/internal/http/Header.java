package io.github.lumacontracts.mock.internal.http;

import java.net.http.HttpRequest;

/** One header line. */
public record Header(String name, String value) {

  /**
   * Sets it on a request that is to be sent, instead of one of that name.
   *
   * @throws IllegalArgumentException if it cannot be sent; the message does not show the value,
   *     which may be a secret
   */
  public void setOn(HttpRequest.Builder request) {
    try {
      request.setHeader(name, value);
    } catch (IllegalArgumentException e) { // its message shows the value
      throw new IllegalArgumentException(
          "the header " + name + " cannot have the value that it is to have");
    }
  }
}
