package io.github.lumacontracts.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Reads many tasks with as few calls as the provider's limits want, one after the other. */
final class Batches {
  private final Adapter adapter;
  private final Calls calls;

  Batches(Adapter adapter, Calls calls) {
    this.adapter = adapter;
    this.calls = calls;
  }

  void read(Steps<List<TaskSnapshot>> result, List<Task> tasks) {
    next(result, tasks, reads(tasks.stream().distinct().toList()).iterator(), new HashMap<>());
  }

  private void next(
      Steps<List<TaskSnapshot>> result,
      List<Task> tasks,
      Iterator<Supplier<Steps<List<TaskSnapshot>>>> reads,
      Map<Task, TaskSnapshot> found) {
    if (!reads.hasNext()) {
      result.complete(tasks.stream().map(found::get).filter(Objects::nonNull).toList());
      return;
    }
    result.then(
        reads.next().get(),
        snapshots -> {
          snapshots.forEach(snapshot -> found.put(snapshot.task(), snapshot));
          next(result, tasks, reads, found);
        },
        result::completeExceptionally);
  }

  private List<Supplier<Steps<List<TaskSnapshot>>>> reads(List<Task> tasks) {
    int least = adapter.capabilities().leastBatch();
    int most = adapter.capabilities().mostBatch();
    int calls = (tasks.size() + most - 1) / most;
    List<Supplier<Steps<List<TaskSnapshot>>>> reads = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      // Parts of about the same size, so that the last is not too small for a batch without need.
      List<Task> part = tasks.subList(tasks.size() * i / calls, tasks.size() * (i + 1) / calls);
      if (part.size() < least) {
        part.forEach(task -> reads.add(() -> one(task)));
      } else {
        reads.add(() -> many(part));
      }
    }
    return reads;
  }

  private Steps<List<TaskSnapshot>> many(List<Task> tasks) {
    return calls.start(result -> calls.read(result, "fetchMany", () -> adapter.fetchMany(tasks)));
  }

  private Steps<List<TaskSnapshot>> one(Task task) {
    return calls.start(
        result ->
            result.then(
                calls.<TaskSnapshot>start(
                    read -> calls.read(read, "fetch", () -> adapter.fetch(task))),
                snapshot -> result.complete(List.of(snapshot)),
                failure -> {
                  if (failure instanceof NotFoundException) {
                    result.complete(List.of()); // as a batch leaves out what is not known
                  } else {
                    result.completeExceptionally(failure);
                  }
                }));
  }
}
