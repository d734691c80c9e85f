package io.github.lumacontracts.mock.internal.document;

import java.nio.file.Path;
import java.util.List;

/**
 * A document in the form that the pipeline works on, the same for every generation of OpenAPI.
 *
 * @param name as the user wrote it
 * @param text of the main file
 * @param files the local files that were read: the main one and those that it refers to
 * @param warnings what is not as OpenAPI wants it, but can be lived with
 */
public record ApiDocument(
    String name,
    String text,
    List<ApiOperation> operations,
    List<Path> files,
    List<String> warnings) {
  public ApiDocument {
    files = List.copyOf(files);
    operations = List.copyOf(operations);
    warnings = List.copyOf(warnings);
  }
}
