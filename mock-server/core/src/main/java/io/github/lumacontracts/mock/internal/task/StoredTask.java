package io.github.lumacontracts.mock.internal.task;

import java.util.Comparator;
import java.util.Map;

/**
 * A task with what a store knows about it.
 *
 * @param number greater than those of all tasks that were there before
 * @param marks by name
 */
public record StoredTask(long number, Task task, Map<String, String> marks) {
  public StoredTask {
    marks = Map.copyOf(marks);
  }

  static final Comparator<StoredTask> OLDEST_FIRST = Comparator.comparingLong(StoredTask::number);
}
