package io.github.lumacontracts.mock.internal.steering;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.lumacontracts.mock.MockWorld;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to steer, valid by the document as far as that can say it.
 *
 * @param path decoded parameters
 * @param form fields, if the body is a form
 * @param body as JSON, a missing node if there is none
 */
record SteeringCall(
    StubRequest request,
    SteeredWorld world,
    Map<String, String> path,
    Map<String, String> form,
    JsonNode body) {
  private static final int DEFAULT_LIMIT = 100;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if no world can have the name
   */
  static SteeringCall of(SteeredWorlds worlds, StubRequest request, Map<String, String> path) {
    boolean isForm =
        request.header("content-type").filter(type -> type.contains("urlencoded")).isPresent();
    Map<String, String> form =
        isForm ? pairs(new String(request.body(), StandardCharsets.UTF_8)) : Map.of();
    SteeredWorld world =
        worlds.world(
            request
                .header(MockWorld.HEADER)
                .or(() -> Optional.ofNullable(form.get("world")))
                .or(() -> query(request, "world"))
                .orElse(""),
            MediaAddresses.on(request.url()));
    return new SteeringCall(
        request, world, path, form, isForm ? MissingNode.getInstance() : json(request));
  }

  private static JsonNode json(StubRequest request) {
    try {
      return JSON.readTree(request.body());
    } catch (IOException e) { // it was valid a moment ago
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> pairs(String text) {
    return FormPairs.parse(text).stream()
        .collect(
            Collectors.toMap(
                FormPairs.Pair::name, FormPairs.Pair::value, (first, second) -> first));
  }

  /** Returns a sentence that says where to find out what there is. */
  static String whereToLook(StubRequest request) {
    String list =
        request.path().contains("/webhooks")
            ? "webhooks"
            : request.path().contains("/ledger") ? "ledger" : "tasks";
    return " GET /__admin/luma/"
        + list
        + " lists what there is; another world is named by the header "
        + MockWorld.HEADER
        + ".";
  }

  Optional<String> query(String name) {
    return query(request, name);
  }

  private static Optional<String> query(StubRequest request, String name) {
    return Optional.ofNullable(pairs(request.query()).get(name));
  }

  String path(String name) {
    return path.getOrDefault(name, "");
  }

  String id() {
    return path("id");
  }

  /** Returns a field of a form, an empty text if it is missing. */
  String field(String name) {
    return form.getOrDefault(name, "");
  }

  /** Returns the tasks of the world, or of the one document that the request names. */
  SteeredTasks tasks() {
    return query("document").map(world.tasks()::ofDocument).orElseGet(world::tasks);
  }

  /** Returns how many to list, a number by the document, however it is written. */
  int limit() {
    return query("limit").map(text -> new BigDecimal(text).intValue()).orElse(DEFAULT_LIMIT);
  }

  /**
   * Returns how long to go forward.
   *
   * @throws IllegalArgumentException if it is no duration
   */
  Duration by() {
    return duration(body.path("by").asText());
  }

  static Duration duration(String by) {
    try {
      return Duration.parse(by);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "by is \"" + by + "\", expected an ISO 8601 duration such as PT10S for ten seconds.", e);
    }
  }
}
