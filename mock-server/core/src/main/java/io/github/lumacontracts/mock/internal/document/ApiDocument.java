package io.github.lumacontracts.mock.internal.document;

import java.util.List;
import java.util.function.Supplier;

/**
 * A document in the form that the pipeline works on, the same for every generation of OpenAPI.
 *
 * @param name as the user wrote it
 * @param text of the main file
 * @param files the local files that were read, as they were just before: the main one and those
 *     that it refers to
 * @param findings looks for what is not as OpenAPI wants it, but can be lived with; not before
 *     someone asks, since that means to read a long document once more
 * @param secondOpinion asks another parser
 */
public record ApiDocument(
    String name,
    String text,
    List<ApiOperation> operations,
    List<FileVersion> files,
    Supplier<List<String>> findings,
    Supplier<List<String>> secondOpinion) {
  public ApiDocument {
    files = List.copyOf(files);
    operations = List.copyOf(operations);
  }

  /** Returns a sentence for each finding. */
  public List<String> warnings() {
    return findings.get();
  }

  /** Returns a sentence for each finding, and where there is none, what another parser finds. */
  public List<String> strictWarnings() {
    List<String> ours = warnings();
    return ours.isEmpty() ? secondOpinion.get() : ours;
  }
}
