package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.MediaType;
import io.github.lumacontracts.mock.internal.http.OutgoingClient;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.validator.Multipart;
import io.github.lumacontracts.mock.internal.validator.ValidatedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says, read when it is asked for. Not safe for threads. */
final class SentRequest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Longer texts are images; whoever made ten thousand tasks of them would fill the memory. */
  private static final int LONGEST_TEXT = 8192;

  /** Lists are written {@code ids=a&ids=b}, {@code ids[]=a} and {@code ids[0]=a} as well. */
  private static final Pattern INDEX = Pattern.compile("\\[\\d*]$");

  private final StubRequest request;
  private final Map<String, String> path;
  private @Nullable JsonNode body;

  SentRequest(ValidatedRequest validated, Map<String, String> path) {
    this.request = validated.request();
    this.path = path;
    this.body = validated.json().orElse(null);
  }

  StubRequest request() {
    return request;
  }

  JsonNode body() {
    JsonNode known = body;
    if (known == null) {
      known = parsed();
      body = known;
    }
    return known;
  }

  private JsonNode parsed() {
    byte[] bytes = request.body();
    if (bytes.length == 0) {
      return MissingNode.getInstance();
    }
    Optional<MediaType> type = request.header("content-type").flatMap(MediaType::parse);
    ObjectNode fields = NODES.objectNode();
    if (type.filter(t -> t.is("application", "x-www-form-urlencoded")).isPresent()) {
      FormPairs.parse(new String(bytes, StandardCharsets.UTF_8))
          .forEach(pair -> fields.put(pair.name(), pair.value()));
      return fields;
    }
    if (type.filter(t -> t.is("multipart", "form-data")).isPresent()) {
      Multipart.texts(bytes, type.get().parameters().getOrDefault("boundary", ""))
          .forEach(fields::put);
      return fields;
    }
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance(); // no JSON, so nothing that a pointer could find
    }
  }

  /** Returns the texts at a place, in order. */
  List<String> texts(IdPlace place) {
    List<String> texts = new ArrayList<>();
    switch (place.in()) {
      case PATH -> Optional.ofNullable(path.get(place.name())).ifPresent(texts::add);
      case QUERY -> {
        for (FormPairs.Pair pair : FormPairs.parse(request.query())) {
          String name = INDEX.matcher(pair.name()).replaceFirst("");
          if (name.equals(place.name()) || pair.name().equals(place.name())) {
            texts.addAll(List.of(pair.value().split(",", -1)));
          }
        }
      }
      case HEADER -> texts.addAll(request.headers(place.name()));
      case BODY -> {
        JsonNode found = body().at(place.pointer());
        (found.isArray() ? found : List.of(found))
            .forEach(
                node -> {
                  if (node.isValueNode() && !node.isNull()) {
                    texts.add(node.asText());
                  }
                });
      }
    }
    return texts;
  }

  /** Whether any text of the body has the marker; the first one's name is returned. */
  Optional<String> marker(Pattern pattern) {
    if (request.body().length == 0 || !contains(request.body())) {
      return Optional.empty();
    }
    return marker(body(), pattern);
  }

  /** Most bodies have no marker, which is seen faster than they are parsed. */
  private static boolean contains(byte[] bytes) {
    byte[] wanted = "scenario".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      int same = 0;
      while (same < wanted.length && bytes[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> marker(JsonNode node, Pattern pattern) {
    if (node.isTextual()) {
      var found = pattern.matcher(node.textValue());
      return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
    for (JsonNode child : node) {
      Optional<String> found = marker(child, pattern);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Returns what a task keeps of it.
   *
   * @param names of headers; all others are left out, credentials first, unless they tell that the
   *     request is a webhook itself
   */
  ObjectNode kept(Set<String> names) {
    ObjectNode kept = NODES.objectNode();
    if (!body().isMissingNode()) {
      kept.set("body", request.body().length > LONGEST_TEXT ? pruned(body()) : body());
    }
    path.forEach((name, value) -> kept.withObjectProperty("path").put(name, value));
    FormPairs.parse(request.query())
        .forEach(pair -> kept.withObjectProperty("query").put(pair.name(), pair.value()));
    names.forEach(name -> request.header(name).ifPresent(value -> keepHeader(kept, name, value)));
    request
        .header("user-agent")
        .filter(OutgoingClient.CALLBACK_AGENT::equals)
        .ifPresent(agent -> keepHeader(kept, "user-agent", agent));
    return kept;
  }

  private static void keepHeader(ObjectNode kept, String name, String value) {
    kept.withObjectProperty("header").put(name, value);
  }

  private static JsonNode pruned(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().length() > LONGEST_TEXT ? NODES.nullNode() : node;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = NODES.objectNode();
      object.properties().forEach(each -> copy.set(each.getKey(), pruned(each.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode();
      Iterator<JsonNode> items = array.elements();
      items.forEachRemaining(item -> copy.add(pruned(item)));
      return copy;
    }
    return node;
  }
}
