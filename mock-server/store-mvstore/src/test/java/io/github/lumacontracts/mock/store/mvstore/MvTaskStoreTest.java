package io.github.lumacontracts.mock.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MvTaskStoreTest {
  private static final int CAPACITY = 100_000;

  @TempDir Path folder;

  private static MvTaskStore open(Path folder) {
    return MvTaskStore.open(folder, CAPACITY, task -> false);
  }

  static Task task(String id) {
    return new Task(
        new TaskKey("", "shop", id),
        "createOrder",
        "client",
        JsonNodeFactory.instance.objectNode().put("prompt", "a paper boat"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Duration.ofSeconds(10),
        "success",
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void tasks_and_marks_outlive_the_server_in_their_order() {
    try (MvTaskStore store = open(folder.resolve("new/state"))) {
      store.put(task("b"));
      store.put(task("a"));
      store.put(task("gone"));
      store.remove(task("gone").key());
      store.mark(task("a").key(), "webhook completed", "", "told");
    }

    try (MvTaskStore store = open(folder.resolve("new/state"))) {
      store.put(task("c"));

      assertThat(store.newest("", 10)).containsExactly(task("c"), task("a"), task("b"));
      assertThat(store.mark(task("a").key(), "webhook completed")).isEqualTo("told");
      assertThat(store.mark(task("b").key(), "webhook completed")).isEmpty();
    }
  }

  @Test
  void nothing_that_was_answered_is_lost_when_the_server_is_killed() throws Exception {
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWriter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> answered = new ArrayList<>();
    try (BufferedReader lines = server.inputReader()) {
      while (answered.size() < 500) {
        answered.add(lines.readLine());
      }
      // Through the handle, since destroying the process closes its streams before they are read.
      server.toHandle().destroyForcibly();
      lines.lines().forEach(answered::add);
    }
    server.waitFor();

    try (MvTaskStore store = open(folder)) {
      assertThat(answered)
          .hasSizeGreaterThanOrEqualTo(500)
          .allSatisfy(
              id -> {
                assertThat(store.find(task(id).key())).contains(task(id));
                assertThat(store.mark(task(id).key(), "webhook")).isEqualTo("told");
              });
    }
  }

  @Test
  void a_full_store_keeps_its_number_of_tasks_and_its_size() throws IOException {
    try (MvTaskStore store = MvTaskStore.open(folder, 100, task -> false)) {
      for (int i = 0; i < 20_000; i++) {
        store.put(task("t" + i));
      }
    }

    // Some 100 MB were written; how much of it is left depends on when the store tidies up.
    assertThat(Files.size(folder.resolve(MvTaskStore.FILE))).isLessThan(16 * 1024 * 1024);
    try (MvTaskStore store = MvTaskStore.open(folder, 100, task -> false)) {
      assertThat(store.all()).hasSize(100).startsWith(task("t19900")).endsWith(task("t19999"));
    }
  }

  @Test
  void a_folder_belongs_to_one_server_at_a_time() {
    try (MvTaskStore store = open(folder)) {
      assertThatThrownBy(() -> open(folder))
          .isInstanceOf(MockServerException.class)
          .hasMessage(
              "Another server keeps its tasks in " + folder + ". Stop it, or name another folder.");
      store.put(task("a"));
    }
    open(folder).close();
  }

  @Test
  void a_file_is_no_folder() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> open(file))
        .isInstanceOf(MockServerException.class)
        .hasMessage(file + " is a file. Name a folder to keep the tasks in.");
    assertThat(file).hasContent("mine");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where nobody, not even root, can make a folder in /proc
  void a_folder_that_cannot_be_written_is_named() {
    assertThatThrownBy(() -> open(Path.of("/proc/state")))
        .isInstanceOf(MockServerException.class)
        .hasMessage(
            "Cannot write to the folder /proc/state that the tasks are to be kept in. Check who may"
                + " write there, or name another.");
  }

  @Test
  void another_file_of_that_name_is_left_alone() throws IOException {
    Path file = Files.writeString(folder.resolve(MvTaskStore.FILE), "mine".repeat(10_000));

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(MockServerException.class)
        .hasMessage(file + " is damaged, or no file of tasks. Remove it to begin anew.");
    assertThat(file).hasContent("mine".repeat(10_000));
  }

  @Test
  void the_format_of_another_version_is_refused() {
    Path file = folder.resolve(MvTaskStore.FILE);
    try (MVStore newer = MVStore.open(file.toString())) {
      MVMap.Builder<String, String> texts =
          new MVMap.Builder<String, String>()
              .keyType(StringDataType.INSTANCE)
              .valueType(StringDataType.INSTANCE);
      newer.openMap("about", texts).put("format", "2");
    }

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(MockServerException.class)
        .hasMessage(
            file
                + " has format 2, this server knows 1. Use the version that wrote it, or name"
                + " another folder.");
  }
}
