package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a document: the node, and the file and pointer that name it. */
public final class Cursor {
  private final References references;
  private final SourceFile file;
  private final @Nullable Cursor parent;
  private final String step;
  private final JsonNode node;

  /** Put together when somebody asks, since most places are only passed through. */
  private @Nullable String pointer;

  Cursor(References references, SourceFile file, String pointer, JsonNode node) {
    this(references, file, null, "", node);
    this.pointer = pointer;
  }

  private Cursor(
      References references, SourceFile file, @Nullable Cursor parent, String step, JsonNode node) {
    this.references = references;
    this.file = file;
    this.parent = parent;
    this.step = step;
    this.node = node;
  }

  public JsonNode node() {
    return node;
  }

  /** Returns the root of the main file. */
  JsonNode documentRoot() {
    return references.root();
  }

  SourceFile file() {
    return file;
  }

  String pointer() {
    String known = pointer;
    if (known == null) {
      known = parent == null ? "" : parent.pointer() + "/" + escape(step);
      pointer = known;
    }
    return known;
  }

  /** Returns file and pointer for a message. */
  public String where() {
    return oneLine(file.name() + "#" + pointer());
  }

  /** Names in a document may hold line breaks, a message is one line. */
  static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  boolean exists() {
    return !node.isMissingNode();
  }

  /** Returns the member of this name; a place that does not exist if there is none. */
  public Cursor at(String name) {
    return child(name, node.isObject() ? node.path(name) : missing());
  }

  Cursor at(int index) {
    return child(String.valueOf(index), node.path(index));
  }

  private Cursor child(String name, JsonNode value) {
    return new Cursor(references, file, this, name, value);
  }

  /** Returns the same place with other content, for rewritten schemas. */
  Cursor with(JsonNode other) {
    return new Cursor(references, file, pointer(), other);
  }

  /** Returns this place, or the one that its {@code $ref} leads to. */
  Cursor resolved() {
    Cursor here = this;
    for (int hops = 0; here.reference().isPresent(); hops++) {
      if (hops > 100) {
        throw references.endless(this);
      }
      here = references.follow(here);
    }
    return here;
  }

  /** Returns the text of {@code $ref}, if this is a reference. */
  Optional<String> reference() {
    JsonNode ref = node.path("$ref");
    return ref.isTextual() ? Optional.of(ref.textValue()) : Optional.empty();
  }

  /** Returns the place that {@code $ref} names, one hop away. */
  Cursor follow() {
    return references.follow(this);
  }

  /** Returns a name for several places at once; nothing can be reached from it. */
  static Cursor together(List<Cursor> places) {
    Cursor first = places.get(0);
    StringBuilder pointer = new StringBuilder();
    for (Cursor place : places) {
      pointer.append('&').append(place.file.address()).append('#').append(place.pointer);
    }
    return new Cursor(first.references, first.file, pointer.toString(), missing());
  }

  List<Cursor> items() {
    List<Cursor> items = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        items.add(at(i));
      }
    }
    return items;
  }

  List<Map.Entry<String, Cursor>> members() {
    List<Map.Entry<String, Cursor>> members = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      members.add(Map.entry(member.getKey(), child(member.getKey(), member.getValue())));
    }
    return members;
  }

  Optional<String> text(String name) {
    JsonNode value = node.path(name);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  boolean flag(String name) {
    return node.path(name).asBoolean(false);
  }

  private static JsonNode missing() {
    return MissingNode.getInstance();
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** Two cursors are equal if they name the same place. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor that
        && pointer().equals(that.pointer())
        && file.address().equals(that.file.address());
  }

  @Override
  public int hashCode() {
    return Objects.hash(file.address(), pointer());
  }

  @Override
  public String toString() {
    return where();
  }
}
