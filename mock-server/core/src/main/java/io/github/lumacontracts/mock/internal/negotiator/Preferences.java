package io.github.lumacontracts.mock.internal.negotiator;

import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the client would like to get: {@code Prefer: code=404, example=gone, dynamic=true}. */
record Preferences(
    Optional<Integer> code,
    Optional<String> example,
    Optional<Boolean> dynamic,
    Optional<String> seed) {

  /**
   * Reads the {@code Prefer} headers or, only if there are none, the query parameters of the same
   * names with two underscores in front.
   *
   * @throws ProblemException if the code is not a number of three digits, or {@code dynamic} is
   *     neither true nor false
   */
  static Preferences of(StubRequest request) throws ProblemException {
    List<String> headers = request.headers("prefer");
    Map<String, String> values = headers.isEmpty() ? fromQuery(request) : fromHeaders(headers);
    String code = values.get("code");
    if (code != null && !code.matches("[0-9]{3}")) {
      throw undecodable("code", code, "number");
    }
    String dynamic = values.get("dynamic");
    if (dynamic != null && !dynamic.equals("true") && !dynamic.equals("false")) {
      throw undecodable("dynamic", dynamic, "boolean");
    }
    return new Preferences(
        Optional.ofNullable(code).map(Integer::valueOf),
        Optional.ofNullable(values.get("example")).filter(name -> !name.isEmpty()),
        Optional.ofNullable(dynamic).map(Boolean::valueOf),
        Optional.ofNullable(values.get("seed")).filter(seed -> !seed.isEmpty()));
  }

  private static ProblemException undecodable(String name, String value, String type) {
    return new ProblemException(
        Problem.of(
            ProblemType.UNPROCESSABLE_ENTITY,
            "optional property \""
                + name
                + "\"\n└─ cannot decode \""
                + value
                + "\", should be a "
                + type));
  }

  private static Map<String, String> fromHeaders(List<String> headers) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String header : headers) {
      for (String preference : header.split(",", -1)) {
        // What follows a semicolon is a parameter of the preference before it.
        String pair = preference.split(";", -1)[0];
        int equals = pair.indexOf('=');
        if (equals > 0) {
          String value = pair.substring(equals + 1).trim();
          if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
          }
          values.putIfAbsent(pair.substring(0, equals).trim(), value);
        }
      }
    }
    return values;
  }

  private static Map<String, String> fromQuery(StubRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    if (request.query().contains("__")) {
      for (FormPairs.Pair pair : FormPairs.parse(request.query())) {
        if (pair.name().startsWith("__")) {
          String name = pair.name().substring(2);
          // A repeated parameter is a list to Prism, and a list is no code.
          values.merge(name, pair.value(), (first, second) -> first + "," + second);
        }
      }
    }
    return values;
  }
}
