package io.github.lumacontracts.mock.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs something when one of a set of files has changed, on a thread of its own that {@link #close}
 * ends. Watches the folders, since editors often replace a file instead of writing into it.
 */
public final class DocumentWatcher implements AutoCloseable {
  /** One save of an editor is several changes; they are over when it has been quiet for so long. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final WatchService service;
  private final Supplier<Collection<Path>> files;
  private final Runnable changed;

  private DocumentWatcher(
      WatchService service, Supplier<Collection<Path>> files, Runnable changed) {
    this.service = service;
    this.files = files;
    this.changed = changed;
  }

  /**
   * Starts to watch.
   *
   * @param files asked again after each run, since that may change them
   * @throws UncheckedIOException if the folders cannot be watched
   */
  public static DocumentWatcher start(Supplier<Collection<Path>> files, Runnable changed) {
    try {
      DocumentWatcher watcher =
          new DocumentWatcher(FileSystems.getDefault().newWatchService(), files, changed);
      watcher.watchFolders();
      Thread thread = new Thread(watcher::run, "luma-mock-watch");
      thread.setDaemon(true);
      thread.start();
      return watcher;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<Path> watched() {
    return files.get().stream()
        .map(file -> file.toAbsolutePath().normalize())
        .collect(Collectors.toUnmodifiableSet());
  }

  private void watchFolders() throws IOException {
    for (Path file : watched()) {
      Path folder = file.getParent();
      if (folder != null && Files.isDirectory(folder)) {
        folder.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
      }
    }
  }

  private void run() {
    try {
      while (true) {
        if (concernsUs(service.take())) {
          waitUntilQuiet();
          changed.run();
          watchFolders();
        }
      }
    } catch (ClosedWatchServiceException e) {
      // The server has stopped, and so does this thread.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void waitUntilQuiet() throws InterruptedException {
    long end = System.nanoTime() + QUIET_NANOS;
    for (long left = QUIET_NANOS; left > 0; left = end - System.nanoTime()) {
      WatchKey key = service.poll(left, TimeUnit.NANOSECONDS);
      if (key != null && concernsUs(key)) {
        end = System.nanoTime() + QUIET_NANOS;
      }
    }
  }

  private boolean concernsUs(WatchKey key) {
    Set<Path> watched = watched();
    Path folder = (Path) key.watchable();
    boolean concerns = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      @Nullable Object name = event.context(); // missing if there were too many events to list
      concerns |= name == null || watched.contains(folder.resolve(name.toString()));
    }
    key.reset();
    return concerns;
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
