package io.github.lumacontracts.client.benchmarks;

import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.Task;
import io.github.lumacontracts.client.Video;
import io.github.lumacontracts.spec.Provider;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows what it takes to wait for many tasks at once. */
public final class WaitingTasks {
  private static final String PROCESSING = "{\"id\": \"e70fdf3c\", \"state\": \"processing\"}";

  private WaitingTasks() {}

  /** Waits for as many tasks as the first argument says, for as many seconds as the second. */
  public static void main(String[] args) throws InterruptedException {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    int before = threads().values().stream().mapToInt(Integer::intValue).sum();
    try (InstantServer server = new InstantServer(PROCESSING);
        LumaClient luma =
            LumaClient.builder(Provider.VAPI).apiKey("test-key").baseUrl(server.url()).build()) {
      long heapBefore = heap();
      List<CompletableFuture<Video>> waits =
          IntStream.range(0, tasks)
              .mapToObj(i -> Task.of(Provider.VAPI, "task-" + i))
              .map(task -> luma.awaitAsync(task, Duration.ofMinutes(10)))
              .toList();
      int most = 0;
      for (int second = 0; second < seconds; second++) {
        Thread.sleep(1000);
        most = Math.max(most, threads().values().stream().mapToInt(Integer::intValue).sum());
      }
      long bytes = (heap() - heapBefore) / tasks;
      System.out.printf(
          "%d tasks wait, %d have ended; in %d s they were read %d times.%n",
          waits.stream().filter(wait -> !wait.isDone()).count(),
          waits.stream().filter(CompletableFuture::isDone).count(),
          seconds,
          server.reads());
      System.out.printf("%d bytes of heap for each task.%n", bytes);
      System.out.printf(
          "%d threads before, at most %d while they wait, without those of the server:%n",
          before, most);
      threads().forEach((name, count) -> System.out.printf("%4d  %s%n", count, name));
    }
  }

  private static Map<String, Integer> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> thread.getName().replaceAll("[0-9]+", "#"))
        .filter(name -> !name.equals(InstantServer.THREADS))
        .collect(Collectors.toMap(name -> name, name -> 1, Integer::sum, TreeMap::new));
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
