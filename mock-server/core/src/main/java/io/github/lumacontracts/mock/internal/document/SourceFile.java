package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import java.io.File;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file of a document, read. Safe for threads. */
final class SourceFile {
  private final String name;
  private final URL url;
  private final String address;
  private final String text;
  private final JsonNode root;
  private final Optional<FileVersion> version;
  private volatile @Nullable Map<String, String> named;

  /**
   * A file.
   *
   * @param name as the user wrote it, for messages
   * @param url where it lies, for references relative to it
   * @param text as read
   * @param version the local file that was read; empty if the document comes from elsewhere
   */
  SourceFile(String name, URL url, String text, JsonNode root, Optional<FileVersion> version) {
    this.name = name;
    this.url = url;
    this.address = url.toExternalForm();
    this.text = text;
    this.root = root;
    this.version = version;
  }

  String name() {
    return name;
  }

  URL url() {
    return url;
  }

  String text() {
    return text;
  }

  JsonNode root() {
    return root;
  }

  /** Returns what tells this file from all others. */
  String address() {
    return address;
  }

  /** Returns the file as it was just before it was read; empty for what is no local file. */
  Optional<FileVersion> version() {
    return version;
  }

  /** Returns the local file at an address; empty if no file can have it. */
  static Optional<Path> path(URL url) {
    try {
      return url.getProtocol().equals("file")
          ? Optional.of(new File(FormPairs.decodePercent(url.getPath())).toPath())
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Returns the pointer to the schema with this {@code $anchor}. */
  Optional<String> anchor(String anchor) {
    return Optional.ofNullable(named().get("#" + anchor));
  }

  /** Returns the pointer to the schema whose {@code $id} is this address. */
  Optional<String> id(String address) {
    return Optional.ofNullable(named().get(address));
  }

  private Map<String, String> named() {
    Map<String, String> known = named;
    if (known == null) {
      known = new HashMap<>();
      collect(root, "", known);
      named = known;
    }
    return known;
  }

  private void collect(JsonNode node, String pointer, Map<String, String> names) {
    if (node.isObject()) {
      if (node.path("$anchor").isTextual()) {
        names.putIfAbsent("#" + node.path("$anchor").textValue(), pointer);
      }
      if (node.path("$id").isTextual()) {
        References.resolve(url, node.path("$id").textValue())
            .ifPresent(id -> names.putIfAbsent(id.toExternalForm(), pointer));
      }
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        collect(member.getValue(), pointer + "/" + Cursor.escape(member.getKey()), names);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), pointer + "/" + i, names);
      }
    }
  }
}
