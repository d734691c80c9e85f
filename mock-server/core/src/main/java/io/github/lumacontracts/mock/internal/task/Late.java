package io.github.lumacontracts.mock.internal.task;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made at its first use, since most operations of a large document are never
 * called. Safe for threads.
 */
final class Late<T> {
  private final Supplier<T> maker;
  private volatile @Nullable T made;

  Late(Supplier<T> maker) {
    this.maker = maker;
  }

  T get() {
    T known = made;
    return known == null ? make() : known;
  }

  private synchronized T make() {
    T known = made;
    if (known == null) {
      known = maker.get();
      made = known;
    }
    return known;
  }
}
