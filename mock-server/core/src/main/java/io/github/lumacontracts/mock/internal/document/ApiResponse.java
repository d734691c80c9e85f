package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A documented response.
 *
 * @param code three digits, a range such as {@code 4XX}, or {@code default}
 */
public record ApiResponse(String code, List<ResponseHeader> headers, List<ApiContent> contents) {
  public ApiResponse {
    headers = List.copyOf(headers);
    contents = List.copyOf(contents);
  }

  /** A documented header. */
  public record ResponseHeader(
      String name,
      boolean required,
      boolean deprecated,
      boolean explode,
      Optional<Schema> schema,
      Optional<JsonNode> example) {

    /** Returns the header as a parameter, which is how its value is read. */
    public ApiParameter asParameter() {
      return new ApiParameter(
          ApiParameter.In.HEADER,
          name,
          required,
          deprecated,
          false,
          "simple",
          explode,
          false,
          false,
          schema,
          example.stream().toList());
    }
  }
}
