package io.github.lumacontracts.client;

import java.util.OptionalLong;

/** Is told how far a download has come. */
@FunctionalInterface
public interface DownloadListener {
  /**
   * Called at the start, from time to time, and at the end, before the target is there; never by
   * two threads at once. After a break it may begin with fewer bytes again.
   *
   * @param bytes so far, with those of an earlier attempt that was resumed
   * @param total if it is known
   */
  void progress(long bytes, OptionalLong total);
}
