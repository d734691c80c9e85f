package io.github.lumacontracts.mock.internal.task;

/** Writes down what a {@link MemoryTaskStore} holds. Called by one thread at a time. */
public interface TaskLog {
  /** Writes nothing down. */
  TaskLog NONE =
      new TaskLog() {
        @Override
        public void kept(StoredTask task) {}

        @Override
        public void gone(TaskKey key) {}
      };

  /** A task is new, has changed, or something about it was claimed. */
  void kept(StoredTask task);

  void gone(TaskKey key);
}
