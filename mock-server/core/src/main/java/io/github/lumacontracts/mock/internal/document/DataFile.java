package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.MockServerException;
import java.net.URL;

/** Reads files that are no documents but are written like them. */
public final class DataFile {
  private DataFile() {}

  /**
   * Returns the YAML or JSON at an address.
   *
   * @param name how to call it in messages
   * @throws MockServerException if it cannot be read
   */
  public static JsonNode read(String name, URL url) {
    return SourceReader.read(name, url).root();
  }
}
