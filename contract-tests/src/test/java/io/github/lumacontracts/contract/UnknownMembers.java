package io.github.lumacontracts.contract;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a generated model took as unknown. Models keep members that they do not know, so a
 * round trip alone would not show that a client is behind its document.
 */
final class UnknownMembers {
  private UnknownMembers() {}

  /** Returns where unknown members were kept, and their names. */
  static List<String> in(@Nullable Object model) {
    List<String> found = new ArrayList<>();
    collect(model, "", found);
    return found;
  }

  private static void collect(@Nullable Object value, String where, List<String> found) {
    if (value instanceof List<?> items) {
      for (Object item : items) {
        collect(item, where + "[]", found);
      }
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Object member = read(component, value);
        if (component.getName().equals("additionalProperties") && member instanceof Map<?, ?> map) {
          map.keySet().forEach(name -> found.add(where + "/" + name));
        } else {
          collect(member, where + "/" + component.getName(), found);
        }
      }
    }
  }

  private static @Nullable Object read(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + component + " of a public record", e);
    }
  }
}
