package io.github.lumacontracts.client;

import java.net.URI;
import java.nio.file.Path;

/** Downloads videos. To be written. */
final class Downloads implements AutoCloseable {
  private final Adapter adapter;
  private final Calls calls;

  Downloads(Settings settings, Adapter adapter, Calls calls) {
    this.adapter = adapter;
    this.calls = calls;
  }

  void start(Steps<Path> result, Video video, Path target, DownloadListener progress) {
    result.then(
        calls.<URI>start(
            fresh -> calls.read(fresh, "download", () -> adapter.freshAddress(video.task()))),
        address -> {
          throw new UnsupportedOperationException("to be written");
        },
        result::completeExceptionally);
  }

  @Override
  public void close() {}
}
