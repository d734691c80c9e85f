package io.github.lumacontracts.mock.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.problem.Problem;
import java.util.List;

/** Prism's header that tells what was wrong with a request and with the answer to it. */
final class ViolationHeader {
  private static final int MAX_LENGTH = 8092;

  private ViolationHeader() {}

  /** Returns the header, or nothing if nothing was wrong. */
  static List<Header> of(List<Violation> request, List<Violation> response) {
    if (request.isEmpty() && response.isEmpty()) {
      return List.of();
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    request.forEach(violation -> list.add(Problem.json(violation.in("request"))));
    response.forEach(violation -> list.add(Problem.json(violation.in("response"))));
    String text = ascii(list.toString());
    return List.of(
        new Header(
            "sl-violations",
            text.length() <= MAX_LENGTH
                ? text
                : "Too many violations! " + text.substring(0, MAX_LENGTH)));
  }

  /** A header carries ASCII; JSON can say everything else in it. */
  private static String ascii(String json) {
    StringBuilder out = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 127) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.toString();
  }
}
