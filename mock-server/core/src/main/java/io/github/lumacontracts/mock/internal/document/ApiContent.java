package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A body in one media type.
 *
 * @param mediaType as written
 * @param encodings how properties of a form are written, by property
 */
public record ApiContent(
    String mediaType,
    Optional<Schema> schema,
    List<Example> examples,
    Map<String, Encoding> encodings) {
  public ApiContent {
    examples = List.copyOf(examples);
    encodings = Map.copyOf(encodings);
  }

  /**
   * A named example.
   *
   * @param value missing if it stands in another file
   */
  public record Example(String name, Optional<JsonNode> value) {}

  /**
   * How one property of a form is written.
   *
   * @param style in the words of OpenAPI 3, or empty if the document does not say
   */
  public record Encoding(String style, boolean explode, boolean allowReserved) {}
}
