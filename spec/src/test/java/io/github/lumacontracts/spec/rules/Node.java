package io.github.lumacontracts.spec.rules;

import com.github.erosb.jsonsKema.IJsonString;
import com.github.erosb.jsonsKema.IJsonValue;
import com.github.erosb.jsonsKema.JsonArray;
import com.github.erosb.jsonsKema.JsonBoolean;
import com.github.erosb.jsonsKema.JsonNull;
import com.github.erosb.jsonsKema.JsonNumber;
import com.github.erosb.jsonsKema.JsonObject;
import com.github.erosb.jsonsKema.JsonPointer;
import com.github.erosb.jsonsKema.JsonString;
import com.github.erosb.jsonsKema.SourceLocation;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of a document with the place where it stands.
 *
 * @param pointer JSON pointer from the root, empty for the root
 * @param line line in the file, from 1; for a member the line of its name
 * @param content {@code Map<String, Node>}, {@code List<Node>}, String, Number, Boolean or null
 */
record Node(String pointer, int line, @Nullable Object content) {
  private static final URI DOCUMENT = URI.create("document:/openapi.yaml");

  boolean isObject() {
    return content instanceof Map;
  }

  boolean isArray() {
    return content instanceof List;
  }

  /** Returns the members in the order of the document; none if this is not an object. */
  @SuppressWarnings("unchecked") // Document builds objects as Map<String, Node> only
  Map<String, Node> members() {
    return content instanceof Map<?, ?> map ? (Map<String, Node>) map : Map.of();
  }

  /** Returns the items; none if this is not an array. */
  @SuppressWarnings("unchecked") // Document builds arrays as List<Node> only
  List<Node> items() {
    return content instanceof List<?> list ? (List<Node>) list : List.of();
  }

  Optional<Node> member(String name) {
    return Optional.ofNullable(members().get(name));
  }

  /** Returns the string that stands here, or nothing if it is not a string. */
  Optional<String> text() {
    return content instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Returns the string member of that name, or nothing. */
  Optional<String> text(String name) {
    return member(name).flatMap(Node::text);
  }

  /** Returns whether the member is there and says something. */
  boolean says(String name) {
    return text(name).filter(text -> !text.isBlank()).isPresent();
  }

  /** Returns where a {@code $ref} points, or nothing if this is not a reference. */
  Optional<String> reference() {
    return text("$ref");
  }

  /** Returns this value for the schema validator, which then reports the lines of this file. */
  IJsonValue json() {
    SourceLocation place =
        new SourceLocation(line, 1, new JsonPointer(segments(pointer)), DOCUMENT);
    if (content instanceof Map) {
      Map<IJsonString, IJsonValue> members = new LinkedHashMap<>();
      this.members()
          .forEach((name, value) -> members.put(new JsonString(name, place), value.json()));
      return new JsonObject(members, place);
    }
    if (content instanceof List) {
      return new JsonArray(items().stream().map(Node::json).toList(), place);
    }
    if (content instanceof Boolean flag) {
      return new JsonBoolean(flag, place);
    }
    if (content instanceof Number number) {
      return new JsonNumber(number, place);
    }
    return content instanceof String text ? new JsonString(text, place) : new JsonNull(place);
  }

  /** Returns the value at a JSON pointer that starts here. */
  Optional<Node> at(String pointer) {
    Optional<Node> node = Optional.of(this);
    for (String segment : segments(pointer)) {
      node = node.flatMap(parent -> parent.step(segment));
    }
    return node;
  }

  private Optional<Node> step(String segment) {
    if (isArray() && segment.matches("0|[1-9][0-9]{0,8}")) {
      int index = Integer.parseInt(segment);
      return index < items().size() ? Optional.of(items().get(index)) : Optional.empty();
    }
    return member(segment);
  }

  /** Returns the unescaped segments of a JSON pointer. */
  static List<String> segments(String pointer) {
    return pointer.isEmpty()
        ? List.of()
        : Arrays.stream(pointer.substring(1).split("/", -1))
            .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
            .toList();
  }

  /** Returns the pointer of a member of what stands at {@code pointer}. */
  static String join(String pointer, String segment) {
    return pointer + "/" + segment.replace("~", "~0").replace("/", "~1");
  }
}
