package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.internal.document.ApiLink;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiParameter;
import java.util.Map;
import java.util.Optional;

/**
 * Where a request names tasks.
 *
 * @param name of the parameter; empty for the body
 * @param pointer into the body, to a text or a list
 */
record IdPlace(In in, String name, JsonPointer pointer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A part of a request. */
  enum In {
    PATH,
    QUERY,
    HEADER,
    BODY
  }

  /** Returns where the id goes that an answer shows, if the link takes it. */
  static Optional<IdPlace> of(ApiLink link, ApiOperation target, String idPointer) {
    String id = "$response.body#" + idPointer;
    for (Map.Entry<String, JsonNode> parameter : link.parameters().entrySet()) {
      if (isId(parameter.getValue(), id)
          || (parameter.getValue().size() == 1 && isId(parameter.getValue().path(0), id))) {
        return parameter(parameter.getKey(), target);
      }
    }
    return link.body()
        .flatMap(body -> find(parsed(body), id, JsonPointer.empty()))
        .map(pointer -> new IdPlace(In.BODY, "", pointer));
  }

  private static boolean isId(JsonNode value, String id) {
    return value.asText().equals(id) || value.asText().equals("{" + id + "}");
  }

  private static JsonNode parsed(JsonNode body) {
    if (!body.isTextual()) {
      return body;
    }
    try {
      return JSON.readTree(body.textValue());
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static Optional<IdPlace> parameter(String name, ApiOperation target) {
    String bare = name.replaceFirst("^(path|query|header)\\.", "");
    for (ApiParameter parameter : target.parameters()) {
      if (parameter.name().equals(name) || parameter.name().equals(bare)) {
        return switch (parameter.in()) {
          case PATH -> Optional.of(new IdPlace(In.PATH, bare, JsonPointer.empty()));
          case QUERY -> Optional.of(new IdPlace(In.QUERY, bare, JsonPointer.empty()));
          case HEADER -> Optional.of(new IdPlace(In.HEADER, bare, JsonPointer.empty()));
          case COOKIE -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  /** Finds the id; if it is an item of a list, then the list. */
  private static Optional<JsonPointer> find(JsonNode node, String id, JsonPointer here) {
    if (node.isTextual()) {
      return isId(node, id) ? Optional.of(here) : Optional.empty();
    }
    if (node.isArray()) {
      for (JsonNode item : node) {
        if (isId(item, id)) {
          return Optional.of(here);
        }
      }
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      Optional<JsonPointer> found =
          find(member.getValue(), id, here.appendProperty(member.getKey()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
