package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URL;

/**
 * One file of a document, read.
 *
 * @param name as the user wrote it, for messages
 * @param url where it lies, for references relative to it
 * @param text as read
 */
record SourceFile(String name, URL url, String text, JsonNode root) {
  /** Returns what tells this file from all others. */
  String address() {
    return url.toExternalForm();
  }
}
