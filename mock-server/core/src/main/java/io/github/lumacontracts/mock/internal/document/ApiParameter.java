package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A parameter.
 *
 * @param emptyAllowed whether it may be sent without a value, whatever its schema says
 * @param style how arrays and objects are written, in the words of OpenAPI 3
 * @param indexed whether an array is written {@code name[0]=a&name[1]=b}
 * @param json whether the value is a JSON text
 * @param examples values from the document
 */
public record ApiParameter(
    In in,
    String name,
    boolean required,
    boolean deprecated,
    boolean emptyAllowed,
    String style,
    boolean explode,
    boolean indexed,
    boolean json,
    Optional<Schema> schema,
    List<JsonNode> examples) {
  public ApiParameter {
    examples = List.copyOf(examples);
  }

  /** Returns the first value that the document shows, if it shows one. */
  public Optional<JsonNode> example() {
    return examples.stream().findFirst();
  }

  /** Where a parameter is sent. */
  public enum In {
    PATH,
    QUERY,
    HEADER,
    COOKIE
  }
}
