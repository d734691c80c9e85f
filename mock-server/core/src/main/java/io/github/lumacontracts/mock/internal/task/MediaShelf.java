package io.github.lumacontracts.mock.internal.task;

import java.util.Optional;

/** Knows the videos of all tasks. Implementations are safe for threads. */
@FunctionalInterface
public interface MediaShelf {
  /** There are no tasks. */
  MediaShelf EMPTY = asked -> Optional.empty();

  /** Returns how it stands with a file by the clock of its task's world; empty if no task. */
  Optional<Media> find(MediaAddresses.Asked asked);

  /**
   * Video and thumbnail of one task.
   *
   * @param finished whether they are there
   * @param expired whether they were there and may no longer be fetched
   */
  record Media(AspectRatio ratio, boolean finished, boolean expired) {}
}
