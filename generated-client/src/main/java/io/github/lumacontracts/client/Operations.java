package io.github.lumacontracts.client;

import io.github.lumacontracts.spec.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Begins what {@link LumaClient} offers, whether its caller waits or not. Safe for threads. */
final class Operations implements AutoCloseable {
  private final Provider provider;
  private final Adapter adapter;
  private final Calls calls;
  private final Waiting waiting;
  private final Batches batches;
  private final Downloads downloads;

  Operations(Settings settings) {
    provider = settings.provider();
    adapter = Adapters.of(provider, settings);
    calls = new Calls(settings, adapter);
    waiting = new Waiting(settings, adapter, calls);
    batches = new Batches(adapter, calls);
    downloads = new Downloads(settings, adapter, calls);
  }

  Capabilities capabilities() {
    return adapter.capabilities();
  }

  Steps<Task> submit(VideoRequest request) {
    return calls.start(
        result -> {
          capabilities().checkSubmit(request);
          prepared(
              result, request, ready -> calls.pay(result, "submit", () -> adapter.submit(ready)));
        });
  }

  Steps<Task> submitGenerated(Object request) {
    return calls.start(
        result -> calls.pay(result, "submit", () -> adapter.submitGenerated(request)));
  }

  Steps<Task> extend(Task parent, VideoRequest request) {
    return calls.start(
        result -> {
          checkOwn(parent);
          capabilities().checkExtension(request);
          prepared(
              result,
              request,
              ready -> calls.pay(result, "extend", () -> adapter.extend(parent, ready)));
        });
  }

  Steps<Task> extendGenerated(Task parent, Object request) {
    return calls.start(
        result -> {
          checkOwn(parent);
          capabilities().require(Feature.EXTEND);
          calls.pay(result, "extend", () -> adapter.extendGenerated(parent, request));
        });
  }

  Steps<TaskSnapshot> fetch(Task task) {
    return calls.start(
        result -> {
          checkOwn(task);
          calls.read(result, "fetch", () -> adapter.fetch(task));
        });
  }

  Steps<List<TaskSnapshot>> fetchMany(List<Task> tasks) {
    return calls.start(
        result -> {
          List<Task> wanted = List.copyOf(tasks);
          wanted.forEach(this::checkOwn);
          capabilities().require(Feature.BATCH);
          batches.read(result, wanted);
        });
  }

  Steps<Video> await(Task task, Duration longest, Consumer<TaskSnapshot> progress) {
    return calls.start(
        result -> {
          checkOwn(task);
          waiting.start(result, task, longest, progress);
        });
  }

  Steps<Path> download(Video video, Path target, DownloadListener progress) {
    return calls.start(
        result -> {
          checkOwn(video.task());
          downloads.start(result, video, target, progress);
        });
  }

  Steps<Balance> balance() {
    return calls.start(
        result -> {
          capabilities().require(Feature.BALANCE);
          calls.read(result, "balance", adapter::balance);
        });
  }

  @Override
  public void close() {
    calls.stop();
    adapter.close();
    downloads.close();
    calls.close();
  }

  private void prepared(Steps<Task> result, VideoRequest request, Consumer<VideoRequest> next) {
    if (adapter.isPrepared(request)) {
      next.accept(request);
      return;
    }
    result.then(
        calls.<VideoRequest>start(
            preparing -> calls.read(preparing, "prepare", () -> adapter.prepare(request))),
        next,
        result::completeExceptionally);
  }

  private void checkOwn(Task task) {
    if (task.provider() != provider) {
      throw new IllegalArgumentException(
          "The task %s is of %s, but this is a client of %s. Ask a client of %s."
              .formatted(task, task.provider(), provider, task.provider()));
    }
  }
}
