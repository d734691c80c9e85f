package io.github.lumacontracts.mock.internal.task;

import java.util.Comparator;
import java.util.Set;

/**
 * A task with what a store knows about it.
 *
 * @param number greater than those of all tasks that were there before
 * @param claimed what has been claimed and must not happen again
 */
public record StoredTask(long number, Task task, Set<String> claimed) {
  static final Comparator<StoredTask> OLDEST_FIRST = Comparator.comparingLong(StoredTask::number);
}
