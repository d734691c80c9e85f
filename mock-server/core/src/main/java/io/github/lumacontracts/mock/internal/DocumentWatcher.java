package io.github.lumacontracts.mock.internal;

import io.github.lumacontracts.mock.internal.document.FileVersion;
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
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a set of files again when one of them has changed, on a thread of its own that {@link
 * #close} ends. Watches the folders, since editors often replace a file instead of writing into it.
 */
public final class DocumentWatcher implements AutoCloseable {
  /** One save of an editor is several changes; they are over when it has been quiet for so long. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final WatchService service;
  private final Supplier<Collection<FileVersion>> files;
  private final Supplier<Runnable> read;
  private final Set<Path> folders = new HashSet<>();

  private DocumentWatcher(
      WatchService service, Supplier<Collection<FileVersion>> files, Supplier<Runnable> read) {
    this.service = service;
    this.files = files;
    this.read = read;
  }

  /**
   * Starts to watch.
   *
   * @param files the files as they were read last; asked again after each reading, since that may
   *     change them
   * @param read reads again, and returns what to do once the files that it has read are watched
   * @throws UncheckedIOException if the folders cannot be watched
   */
  public static DocumentWatcher start(
      Supplier<Collection<FileVersion>> files, Supplier<Runnable> read) {
    try {
      DocumentWatcher watcher =
          new DocumentWatcher(FileSystems.getDefault().newWatchService(), files, read);
      boolean stale = watcher.watchFolders();
      Thread thread = new Thread(() -> watcher.run(stale), "luma-mock-watch");
      thread.setDaemon(true);
      thread.start();
      return watcher;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<Path> watched() {
    return files.get().stream()
        .map(file -> absolute(file.path()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /**
   * Watches the folders of all files.
   *
   * @return whether a file in a folder that was not watched before has changed since it was read
   */
  private boolean watchFolders() throws IOException {
    Set<Path> added = new HashSet<>();
    for (Path file : watched()) {
      Path folder = file.getParent();
      if (folder != null && Files.isDirectory(folder)) {
        folder.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
        if (folders.add(folder)) {
          added.add(folder);
        }
      }
    }
    return files.get().stream()
        .anyMatch(file -> added.contains(absolute(file.path()).getParent()) && !file.isCurrent());
  }

  private void run(boolean staleAtStart) {
    boolean stale = staleAtStart;
    try {
      while (true) {
        if (stale || concernsUs(service.take())) {
          waitUntilQuiet();
          Runnable afterwards = read.get();
          stale = watchFolders();
          afterwards.run();
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
    if (!key.reset()) {
      folders.remove(folder); // deleted; should it return, it is a new one
    }
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
