package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Follows {@code $ref}s, lazily, through all files of one document. Safe for threads. */
final class References {
  private final Map<String, SourceFile> files = new ConcurrentHashMap<>();
  private final Map<Reference, Cursor> followed = new ConcurrentHashMap<>();
  private volatile JsonNode root = MissingNode.getInstance();

  private record Reference(SourceFile file, String target) {}

  JsonNode root() {
    return root;
  }

  /** Opens the main file. */
  Cursor open(SourceFile file) {
    root = file.root();
    files.put(file.url().toExternalForm(), file);
    return new Cursor(this, file, "", file.root());
  }

  /** Returns the local files that were read so far. */
  List<FileVersion> files() {
    return files.values().stream().flatMap(file -> file.version().stream()).distinct().toList();
  }

  Cursor follow(Cursor from) {
    Reference reference = new Reference(from.file(), from.reference().orElseThrow());
    Cursor known = followed.get(reference);
    if (known == null) {
      known = find(from);
      followed.put(reference, known);
    }
    return known;
  }

  private Cursor find(Cursor from) {
    String target = from.reference().orElseThrow();
    int hash = target.indexOf('#');
    String address = hash < 0 ? target : target.substring(0, hash);
    String fragment = hash < 0 ? "" : FormPairs.decodePercent(target.substring(hash + 1));
    if (address.isEmpty()) {
      return at(from, target, from.file(), "", fragment);
    }
    URL url =
        resolve(from.file().url(), address)
            .orElseThrow(() -> dangling(from, target, "it is no address"));
    Optional<String> embedded = from.file().id(url.toExternalForm());
    return embedded.isPresent()
        ? at(from, target, from.file(), embedded.get(), fragment)
        : at(from, target, load(from, target, address, url), "", fragment);
  }

  /** Returns the place that a fragment names, counted from a base within a file. */
  private Cursor at(Cursor from, String target, SourceFile file, String base, String fragment) {
    String pointer = base + fragment;
    if (!fragment.isEmpty() && !fragment.startsWith("/")) {
      pointer =
          file.anchor(fragment)
              .orElseThrow(
                  () -> dangling(from, target, "no $anchor of that name in " + file.name()));
    }
    JsonNode node = file.root();
    if (!pointer.isEmpty()) {
      for (String step : pointer.substring(1).split("/", -1)) {
        String name = step.replace("~1", "/").replace("~0", "~");
        node =
            node.isArray() && isIndex(name) ? node.path(Integer.parseInt(name)) : node.path(name);
      }
    }
    if (node.isMissingNode()) {
      throw dangling(from, target, "that place does not exist in " + file.name());
    }
    return new Cursor(this, file, pointer, node);
  }

  /** Returns an address relative to another; nothing if it is of a kind that cannot be read. */
  static Optional<URL> resolve(URL base, String address) {
    try {
      return Optional.of(new URL(base, address));
    } catch (MalformedURLException e) {
      return Optional.empty(); // urn:example:pet, for example, is a name and no address
    }
  }

  MockServerException endless(Cursor from) {
    return new MockServerException(
        from.where() + ": the $ref leads back to itself and never to a definition.");
  }

  private SourceFile load(Cursor from, String target, String address, URL url) {
    if (WebSource.isOnTheWeb(from.file().url()) && !WebSource.isOnTheWeb(url)) {
      throw dangling(from, target, "a document from the web may not read files of this machine");
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

  static boolean isIndex(String name) {
    return !name.isEmpty() && name.length() < 9 && name.chars().allMatch(Character::isDigit);
  }

  private static MockServerException dangling(Cursor from, String target, String reason) {
    return new MockServerException(
        from.where()
            + ": the $ref \""
            + Cursor.oneLine(target)
            + "\" leads nowhere: "
            + Cursor.oneLine(reason)
            + (reason.endsWith(".") ? "" : ".")
            + " Correct the $ref or add what it names.");
  }
}
