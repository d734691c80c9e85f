package io.github.lumacontracts.mock.internal.document;

import java.util.List;

/** What an operation wants as request body. */
public record ApiBody(boolean required, List<ApiContent> contents) {
  public ApiBody {
    contents = List.copyOf(contents);
  }
}
