package io.github.lumacontracts.mock.internal.negotiator;

import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import java.util.Optional;

/**
 * The chosen response.
 *
 * @param content missing for an empty body
 * @param contentType as to be sent
 * @param example missing if the body is to be made from the schema
 * @param generation how what is not given is made
 */
public record Selection(
    int status,
    ApiResponse response,
    Optional<ApiContent> content,
    String contentType,
    Optional<ApiContent.Example> example,
    Generation generation) {

  static Selection empty(int status, ApiResponse response, Generation generation) {
    return new Selection(status, response, Optional.empty(), "", Optional.empty(), generation);
  }

  /**
   * An empty body that is called text, as Prism does for clients that do not say what they take.
   */
  static Selection emptyText(int status, ApiResponse response, Generation generation) {
    return new Selection(
        status, response, Optional.empty(), "text/plain", Optional.empty(), generation);
  }
}
