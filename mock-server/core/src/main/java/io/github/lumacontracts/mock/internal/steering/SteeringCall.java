package io.github.lumacontracts.mock.internal.steering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request to steer, valid by the document as far as that can say it.
 *
 * @param path decoded parameters
 * @param body a missing node if there is none
 */
record SteeringCall(StubRequest request, Map<String, String> path, JsonNode body) {
  static final Duration LONGEST_ADVANCE = Duration.ofDays(3650);
  private static final int DEFAULT_LIMIT = 100;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static SteeringCall of(StubRequest request, Map<String, String> path) {
    try {
      return new SteeringCall(request, path, JSON.readTree(request.body()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The body was valid a moment ago.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the world that a request names, by header or else by query. */
  static String world(StubRequest request) {
    return request
        .header("X-Luma-World")
        .or(() -> query(request, "world"))
        .map(String::strip)
        .orElse("");
  }

  String world() {
    return world(request);
  }

  Optional<String> query(String name) {
    return query(request, name);
  }

  private static Optional<String> query(StubRequest request, String name) {
    return FormPairs.parse(request.query()).stream()
        .filter(pair -> pair.name().equals(name))
        .map(FormPairs.Pair::value)
        .findFirst();
  }

  /** Returns how many to list, a number by the document, however it is written. */
  int limit() {
    return query("limit").map(text -> new BigDecimal(text).intValue()).orElse(DEFAULT_LIMIT);
  }

  /** Returns how long to go forward. */
  Duration by() throws ProblemException {
    String text = body.path("by").asText();
    Duration by;
    try {
      by = Duration.parse(text);
    } catch (DateTimeException e) {
      throw invalid(
          "by is \"" + text + "\", expected an ISO 8601 duration such as PT10S for ten seconds.");
    }
    if (by.isNegative()) {
      throw invalid("by is \"" + text + "\", but time cannot go back. Give a duration above zero.");
    }
    if (by.compareTo(LONGEST_ADVANCE) > 0) {
      throw invalid("by is \"" + text + "\", expected at most P3650D.");
    }
    return by;
  }

  static ProblemException invalid(String detail) {
    return new ProblemException(Problem.of(ProblemType.UNPROCESSABLE_ENTITY, detail));
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(Problem.of(ProblemType.NOT_FOUND, detail));
  }
}
