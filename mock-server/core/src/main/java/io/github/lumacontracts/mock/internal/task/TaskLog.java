package io.github.lumacontracts.mock.internal.task;

import java.util.List;

/** Writes down what a {@link MemoryTaskStore} holds. Called by one thread at a time. */
public interface TaskLog {
  /** Writes nothing down. */
  TaskLog NONE =
      new TaskLog() {
        @Override
        public void kept(StoredTask task, List<TaskKey> gone) {}

        @Override
        public void gone(TaskKey key) {}

        @Override
        public void changed(List<WorldValue> values) {}
      };

  /**
   * A task is new, or something about it has changed.
   *
   * @param gone what made room for it
   */
  void kept(StoredTask task, List<TaskKey> gone);

  void gone(TaskKey key);

  /** What worlds hold has changed, in one step. */
  void changed(List<WorldValue> values);
}
