package io.github.lumacontracts.mock.store.mvstore;

import io.github.lumacontracts.mock.internal.task.Task;
import java.nio.file.Path;

/** Prints the id of each task once the store has taken it, until it is killed. */
final class EndlessWriter {
  private EndlessWriter() {}

  public static void main(String[] args) {
    MvTaskStore store = MvTaskStore.open(Path.of(args[0]), 100_000, task -> false);
    for (int i = 0; i < 100_000; i++) {
      Task task = MvTaskStoreTest.task("t" + i);
      store.put(task);
      store.mark(task.key(), "webhook", "", "told");
      System.out.println("t" + i);
    }
  }
}
