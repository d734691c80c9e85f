package io.github.lumacontracts.mock.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.internal.document.FileVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentWatcherTest {
  @TempDir Path folder;

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  private Path file(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "old");
  }

  private @Nullable DocumentWatcher watcher;

  @AfterEach
  void stop() {
    if (watcher != null) {
      watcher.close();
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_changed_before_it_was_watched_is_read_again() throws Exception {
    Path main = file("main");
    List<FileVersion> read = List.of(FileVersion.now(main));
    write(main, "newer");

    watcher = DocumentWatcher.start(() -> read, () -> () -> seen.add(text(main)));
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("newer");
  }

  @Test
  void what_changed_between_being_found_and_being_watched_is_read_again() throws Exception {
    Path main = file("main");
    Path other = file("elsewhere/other");
    AtomicReference<List<FileVersion>> read = new AtomicReference<>(List.of(FileVersion.now(main)));
    watcher =
        DocumentWatcher.start(
            read::get,
            () -> {
              read.set(List.of(FileVersion.now(main), FileVersion.now(other)));
              String before = text(other);
              write(other, "newer");
              return () -> seen.add(before);
            });
    write(main, "refers to the other");

    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("old");
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("newer");
  }

  @Test
  void what_changes_as_soon_as_others_are_told_is_read_again() throws Exception {
    Path main = file("main");
    Path other = file("elsewhere/other");
    AtomicReference<List<FileVersion>> read = new AtomicReference<>(List.of(FileVersion.now(main)));
    watcher =
        DocumentWatcher.start(
            read::get,
            () -> {
              read.set(List.of(FileVersion.now(main), FileVersion.now(other)));
              String before = text(other);
              return () -> {
                seen.add(before);
                write(other, "newer");
              };
            });
    write(main, "refers to the other");

    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("old");
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("newer");
  }
}
