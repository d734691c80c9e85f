package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A parameter.
 *
 * @param emptyAllowed whether it may be sent without a value, whatever its schema says
 * @param style how arrays and objects are written, in the words of OpenAPI 3
 * @param indexed whether an array is written {@code name[0]=a&name[1]=b}
 * @param json whether the value is a JSON text
 * @param example a value from the document, if it shows one
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
    Optional<JsonNode> example) {

  /** Where a parameter is sent. */
  public enum In {
    PATH,
    QUERY,
    HEADER,
    COOKIE
  }
}
