package io.github.lumacontracts.client;

import java.util.OptionalLong;

/** Is told how far a download has come. */
@FunctionalInterface
public interface DownloadListener {
  /**
   * Called from time to time, and at the end.
   *
   * @param bytes so far, with those of an earlier attempt that was resumed
   * @param total if it is known
   */
  void progress(long bytes, OptionalLong total);
}
