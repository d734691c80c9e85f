package io.github.lumacontracts.client.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the generated records do with their members; for generated code only.
 *
 * <p>{@link List#copyOf} and {@link Map#copyOf} would not do: a provider may send {@code null}
 * inside an array, and the order of members has to survive.
 */
public final class Members {
  private Members() {}

  /** Returns an unmodifiable copy. */
  public static <T> @Nullable List<T> copy(@Nullable List<T> list) {
    return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
  }

  /** Returns an unmodifiable copy in the same order. */
  public static <V> @Nullable Map<String, V> copy(@Nullable Map<String, V> map) {
    return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Returns an unmodifiable copy in the same order; an empty one for {@code null}. */
  public static <V> Map<String, V> copyOrEmpty(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * Checks that a required member is set.
   *
   * @throws IllegalArgumentException if it is {@code null}
   */
  public static void require(String object, String member, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(
          object
              + "."
              + member
              + " is not set, but the document requires it. Set it before build().");
    }
  }
}
