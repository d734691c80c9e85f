package io.github.lumacontracts.mock.internal.validator;

import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cookies of a request. */
final class Cookies {
  private Cookies() {}

  static Map<String, List<String>> parse(StubRequest request) {
    Map<String, List<String>> cookies = new LinkedHashMap<>();
    for (String line : request.headers("cookie")) {
      for (String pair : line.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          cookies
              .computeIfAbsent(pair.substring(0, equals).trim(), name -> new ArrayList<>(1))
              .add(FormPairs.decodePercent(pair.substring(equals + 1).trim()));
        }
      }
    }
    return cookies;
  }
}
