package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Follows {@code $ref}s, lazily, through all files of one document. Safe for threads. */
final class References {
  private final Map<String, SourceFile> files = new ConcurrentHashMap<>();
  private volatile JsonNode root = MissingNode.getInstance();

  JsonNode root() {
    return root;
  }

  /** Opens the main file. */
  Cursor open(SourceFile file) {
    root = file.root();
    files.put(file.url().toExternalForm(), file);
    return new Cursor(this, file, "", file.root());
  }

  Cursor follow(Cursor from) {
    String target = from.reference().orElseThrow();
    int hash = target.indexOf('#');
    String address = hash < 0 ? target : target.substring(0, hash);
    String fragment = hash < 0 ? "" : FormPairs.decodePercent(target.substring(hash + 1));
    SourceFile file = address.isEmpty() ? from.file() : load(from, target, address);
    if (!fragment.isEmpty() && !fragment.startsWith("/")) {
      return new Cursor(this, file, fragment, anchor(from, target, file, fragment));
    }
    JsonNode node = file.root();
    if (!fragment.isEmpty()) {
      for (String step : fragment.substring(1).split("/", -1)) {
        String name = step.replace("~1", "/").replace("~0", "~");
        node =
            node.isArray() && isIndex(name) ? node.path(Integer.parseInt(name)) : node.path(name);
      }
    }
    if (node.isMissingNode()) {
      throw dangling(from, target, "that place does not exist in " + file.name());
    }
    return new Cursor(this, file, fragment, node);
  }

  MockServerException endless(Cursor from) {
    return new MockServerException(
        from.where() + ": the $ref leads back to itself and never to a definition.");
  }

  private SourceFile load(Cursor from, String target, String address) {
    URL url;
    try {
      url = new URL(from.file().url(), address);
    } catch (MalformedURLException e) {
      throw dangling(from, target, "it is not an address: " + e.getMessage());
    }
    SourceFile known = files.get(url.toExternalForm());
    if (known != null) {
      return known;
    }
    try {
      SourceFile read = SourceReader.read(address, url);
      files.put(url.toExternalForm(), read);
      return read;
    } catch (MockServerException e) {
      throw dangling(from, target, String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode anchor(Cursor from, String target, SourceFile file, String name) {
    for (JsonNode parent : file.root().findParents("$anchor")) {
      if (parent.path("$anchor").asText().equals(name)) {
        return parent;
      }
    }
    throw dangling(from, target, "no $anchor of that name in " + file.name());
  }

  private static boolean isIndex(String name) {
    return !name.isEmpty() && name.length() < 9 && name.chars().allMatch(Character::isDigit);
  }

  private static MockServerException dangling(Cursor from, String target, String reason) {
    return new MockServerException(
        from.where()
            + ": the $ref \""
            + target
            + "\" leads nowhere: "
            + reason
            + (reason.endsWith(".") ? "" : ".")
            + " Correct the $ref or add what it names.");
  }
}
