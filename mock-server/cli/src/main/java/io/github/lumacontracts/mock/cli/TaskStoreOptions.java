package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.internal.task.TaskStoreFactory;
import io.github.lumacontracts.mock.store.mvstore.MvTaskStore;
import io.github.lumacontracts.mock.store.redis.RedisTaskStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where tasks are kept if not in memory; one of both. */
final class TaskStoreOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = {
        "Keep tasks in this folder, so that they outlive the server.",
        "Default: in memory."
      })
  private @Nullable Path state;

  @Option(
      names = "--redis",
      paramLabel = "URL",
      description = {
        "Keep tasks in Redis, so that servers share them:",
        "redis://[[user]:password@]host[:port][/database], rediss for TLS."
      })
  private @Nullable String redis;

  TaskStoreFactory factory() {
    Path folder = state;
    if (folder != null) {
      return finished -> MvTaskStore.open(folder, MockServerOptions.MAX_TASKS, finished);
    }
    String url = String.valueOf(redis); // picocli makes this object for one of both
    return finished -> RedisTaskStore.open(url, MockServerOptions.MAX_TASKS, finished);
  }
}
