package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.SampleRequest;

/** A request as a line for a shell. */
final class Curl {
  private Curl() {}

  static String line(SampleRequest request) {
    StringBuilder line = new StringBuilder("curl -i");
    if (!request.method().equals("GET")) {
      line.append(" -X ").append(request.method());
    }
    line.append(' ').append(quoted(request.uri().toString()));
    request
        .headers()
        .forEach((name, value) -> line.append(" -H ").append(quoted(name + ": " + value)));
    request.body().ifPresent(body -> line.append(" --data-raw ").append(quoted(body)));
    return line.toString();
  }

  /** Single quotes keep a shell from reading anything into the text. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
