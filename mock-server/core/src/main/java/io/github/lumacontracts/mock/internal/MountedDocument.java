package io.github.lumacontracts.mock.internal;

import io.github.lumacontracts.mock.internal.document.ApiDocument;
import io.github.lumacontracts.mock.internal.negotiator.Generation;

/**
 * A document and where its operations are found.
 *
 * @param id short name for addresses
 * @param basePath empty for the root, else with a slash in front and none at the end
 * @param serverPaths whether the paths of the document's servers count as well
 * @param generation how answers are made unless a request prefers another way
 */
public record MountedDocument(
    ApiDocument document, String id, String basePath, boolean serverPaths, Generation generation) {

  /** Returns where the text of the document is served. */
  public String referencePath() {
    return "/reference/" + id + "/openapi.yaml";
  }
}
