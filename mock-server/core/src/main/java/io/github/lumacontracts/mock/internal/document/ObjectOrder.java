package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The order of an object's members in JavaScript: integer-like names first, ascending, then the
 * others as written. Prism chooses responses and writes bodies in this order.
 */
final class ObjectOrder {
  private ObjectOrder() {}

  static ObjectNode sorted(ObjectNode object) {
    List<String> indexes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (isIndex(member.getKey())) {
        indexes.add(member.getKey());
      }
    }
    if (indexes.isEmpty()) {
      return object;
    }
    ObjectNode sorted = object.objectNode();
    indexes.stream()
        .sorted((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)))
        .forEach(name -> sorted.set(name, object.get(name)));
    sorted.setAll(object);
    return sorted;
  }

  private static boolean isIndex(String name) {
    int length = name.length();
    if (length == 0 || length > 10 || (length > 1 && name.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return Long.parseLong(name) < 4294967295L;
  }
}
