package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of the document that OpenAPI has a word for, with what it holds and what holds it. */
final class Element {
  private final Kind kind;
  private final String name;
  private final String slot;
  private final Node node;
  private final @Nullable Element parent;
  private final List<Element> children = new ArrayList<>();

  private Element(Kind kind, String slot, String name, Node node, @Nullable Element parent) {
    this.kind = kind;
    this.slot = slot;
    this.name = name;
    this.node = node;
    this.parent = parent;
  }

  /** Builds the elements of a document from its root. */
  static Element ofRoot(Node root) {
    Element document = new Element(Kind.DOCUMENT, "", "", root, null);
    document.grow();
    return document;
  }

  private void grow() {
    for (Kind.Slot slot : kind.slots()) {
      switch (slot.shape()) {
        case ONE -> node.member(slot.name()).ifPresent(value -> add(slot, slot.name(), value));
        case MEMBERS ->
            node.member(slot.name())
                .ifPresent(
                    holder -> holder.members().forEach((key, value) -> add(slot, key, value)));
        case ITEMS ->
            node.member(slot.name())
                .ifPresent(holder -> holder.items().forEach(item -> add(slot, slot.name(), item)));
        case ANY ->
            node.members()
                .forEach(
                    (key, value) -> {
                      if (!key.startsWith("x-") && !key.equals("$ref")) {
                        add(slot, key, value);
                      }
                    });
      }
    }
  }

  private void add(Kind.Slot slot, String key, Node value) {
    Element child = new Element(slot.kind(), slot.name(), key, value, this);
    children.add(child);
    child.grow();
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind kind) {
    return this.kind == kind;
  }

  /** Returns the member's name in the map, or the keyword that holds it. */
  String name() {
    return name;
  }

  /** Returns what a reader calls it, for example {@code property "id"}. */
  String title() {
    String word = slot.equals("properties") ? "property" : kind.word();
    Optional<String> own =
        switch (kind) {
          case OPERATION -> node.text("operationId");
          case PARAMETER -> node.text("name");
          default -> Optional.empty();
        };
    return word + " \"" + own.orElse(name) + "\"";
  }

  /** Returns the keyword of the parent under which it stands, for example {@code properties}. */
  String slot() {
    return slot;
  }

  Node node() {
    return node;
  }

  Optional<Element> parent() {
    return Optional.ofNullable(parent);
  }

  Stream<Element> children(Kind kind) {
    return children.stream().filter(child -> child.is(kind));
  }

  Stream<Element> children(String slot) {
    return children.stream().filter(child -> child.slot.equals(slot));
  }

  /** Returns itself, then what holds it, up to the document. */
  Stream<Element> outwards() {
    return Stream.iterate(this, element -> element != null, element -> element.parent);
  }

  /** Returns itself and everything below, in the order of the specification's table. */
  Stream<Element> inwards() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(Element::inwards));
  }

  /** Returns whether it stands in {@code components} under a name of its own. */
  boolean isComponent() {
    return parent != null && parent.is(Kind.COMPONENTS);
  }

  /** Returns whether the provider calls this, instead of being called. */
  boolean isIncoming() {
    return outwards()
        .anyMatch(element -> element.is(Kind.CALLBACK) || element.slot.equals("webhooks"));
  }
}
