package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * An operation that may follow an answer, and what of the answer goes into its request.
 *
 * @param operation name of the one that it leads to
 * @param parameters by name; a value may be a runtime expression
 * @param body may be text with runtime expressions in braces
 */
public record ApiLink(String operation, Map<String, JsonNode> parameters, Optional<JsonNode> body) {
  public ApiLink {
    parameters = Map.copyOf(parameters);
  }
}
