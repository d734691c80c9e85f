package io.github.lumacontracts.mock.internal.document;

import java.util.List;

/**
 * A document in the form that the pipeline works on, the same for every generation of OpenAPI.
 *
 * @param name as the user wrote it
 * @param text of the main file
 * @param warnings what is not as OpenAPI wants it, but can be lived with
 */
public record ApiDocument(
    String name, String text, List<ApiOperation> operations, List<String> warnings) {
  public ApiDocument {
    operations = List.copyOf(operations);
    warnings = List.copyOf(warnings);
  }
}
