package io.github.lumacontracts.mock.internal.task;

import java.util.Optional;

/** Knows the videos of all tasks. Implementations are safe for threads. */
@FunctionalInterface
public interface MediaShelf {
  /** There are no tasks. */
  MediaShelf EMPTY = task -> Optional.empty();

  /** Returns how it stands with the video of a task by the clock of its world; empty if no task. */
  Optional<Media> find(TaskKey task);

  /**
   * Video and thumbnail of one task.
   *
   * @param finished whether they are there
   * @param expired whether they were there and may no longer be fetched
   */
  record Media(AspectRatio ratio, boolean finished, boolean expired) {}
}
