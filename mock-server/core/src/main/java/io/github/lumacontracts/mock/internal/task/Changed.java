package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What becomes of a value in a store.
 *
 * @param value of now on; missing if there is none any more
 * @param note to keep with it, in one step
 */
public record Changed(Optional<JsonNode> value, Optional<JsonNode> note) {

  public static Changed to(JsonNode value) {
    return to(Optional.of(value));
  }

  public static Changed to(Optional<JsonNode> value) {
    return new Changed(value, Optional.empty());
  }

  public Changed noting(JsonNode note) {
    return new Changed(value, Optional.of(note));
  }
}
