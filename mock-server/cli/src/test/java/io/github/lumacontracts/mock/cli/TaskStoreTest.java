package io.github.lumacontracts.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.internal.task.Changed;
import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import io.github.lumacontracts.mock.store.mvstore.MvTaskStore;
import io.github.lumacontracts.mock.store.redis.RedisProcess;
import io.github.lumacontracts.mock.store.redis.RedisTaskStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every store; each test runs with each of them. */
class TaskStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration LENGTH = Duration.ofSeconds(10);

  enum Kind {
    MEMORY,
    FOLDER,
    REDIS
  }

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  private TaskStore open(Kind kind, int capacity, Predicate<Task> finished) throws Exception {
    TaskStore store =
        switch (kind) {
          case MEMORY -> new MemoryTaskStore(capacity, finished);
          case FOLDER -> MvTaskStore.open(folder, capacity, finished);
          case REDIS -> {
            RedisProcess redis = RedisProcess.start();
            open.add(redis);
            yield RedisTaskStore.open(redis.url(), capacity, finished);
          }
        };
    open.add(0, store);
    return store;
  }

  private TaskStore open(Kind kind) throws Exception {
    return open(kind, 10_000, task -> false);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private static Task task(String world, String document, String id) {
    return new Task(
        new TaskKey(world, document, id),
        "createOrder",
        "client",
        JsonNodeFactory.instance.objectNode().put("prompt", "a paper boat ⛵"),
        NOON,
        LENGTH,
        "success",
        Optional.of("parent"),
        Optional.empty());
  }

  private static Task task(String id) {
    return task("", "shop", id);
  }

  @ParameterizedTest
  @EnumSource
  void a_task_is_found_as_it_was_put(Kind kind) throws Exception {
    TaskStore store = open(kind);
    Task ended = task("b").ended("failed", NOON.plusMillis(1500));

    store.put(task("a"));
    store.put(ended);

    assertThat(store.find(task("a").key())).contains(task("a"));
    assertThat(store.find(ended.key())).contains(ended);
    assertThat(store.find(task("c").key())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void worlds_and_documents_do_not_see_each_others_tasks(Kind kind) throws Exception {
    TaskStore store = open(kind);
    // Joined without care, these would be one.
    List<Task> alike =
        List.of(
            task("", "shop", "a"),
            task("w", "shop", "a"),
            task("w:shop", "", "a"),
            task("w", "shop:a", ""),
            task("w\",\"shop", "x", "a"));

    alike.forEach(store::put);

    assertThat(store.all()).containsExactlyElementsOf(alike);
    alike.forEach(task -> assertThat(store.find(task.key())).contains(task));
    assertThat(store.newest("w", 10))
        .containsExactly(task("w", "shop:a", ""), task("w", "shop", "a"));
  }

  @ParameterizedTest
  @EnumSource
  void the_newest_come_first_and_a_change_makes_none_newer(Kind kind) throws Exception {
    TaskStore store = open(kind);
    List.of("a", "b", "c").forEach(id -> store.put(task(id)));

    Task changed = task("a").advanced(Duration.ofSeconds(5));
    store.put(changed);

    assertThat(store.newest("", 10)).containsExactly(task("c"), task("b"), changed);
    assertThat(store.newest("", 2)).containsExactly(task("c"), task("b"));
    assertThat(store.newest("", 0)).isEmpty();
    assertThat(store.newest("nowhere", 10)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_task_that_is_removed_is_gone_with_its_marks(Kind kind) throws Exception {
    TaskStore store = open(kind);
    store.put(task("a"));
    store.mark(task("a").key(), "webhook", "", "told");

    assertThat(store.remove(task("a").key())).isTrue();

    assertThat(store.remove(task("a").key())).isFalse();
    assertThat(store.find(task("a").key())).isEmpty();
    assertThat(store.newest("", 10)).isEmpty();
    assertThat(store.all()).isEmpty();
    store.put(task("a"));
    assertThat(store.mark(task("a").key(), "webhook")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_mark_is_changed_by_whoever_knows_it_and_stays_if_the_task_changes(Kind kind)
      throws Exception {
    TaskStore store = open(kind);
    store.put(task("a"));

    assertThat(store.mark(task("a").key(), "webhook completed", "", "one ⛵")).isTrue();
    assertThat(store.mark(task("a").key(), "webhook completed", "", "two")).isFalse();
    store.put(task("a").ended("failed", NOON));

    assertThat(store.mark(task("a").key(), "webhook completed")).isEqualTo("one ⛵");
    assertThat(store.mark(task("a").key(), "webhook completed", "one ⛵", "two")).isTrue();
    assertThat(store.mark(task("a").key(), "webhook completed")).isEqualTo("two");
    assertThat(store.mark(task("a").key(), "webhook failed")).isEmpty();
    assertThat(store.mark(task("b").key(), "webhook completed", "", "one")).isFalse();
    assertThat(store.mark(task("b").key(), "webhook completed")).isEmpty();
    assertThat(store.find(task("b").key())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void finished_tasks_make_room_before_those_under_way(Kind kind) throws Exception {
    Instant later = NOON.plusSeconds(5);
    TaskStore store = open(kind, 3, task -> task.isFinished(later));
    store.put(task("under way"));
    store.put(task("over").advanced(LENGTH));
    store.put(task("ended").ended("failed", NOON));

    store.put(task("new"));
    assertThat(ids(store)).containsExactly("under way", "ended", "new");
    store.put(task("newer"));
    assertThat(ids(store)).containsExactly("under way", "new", "newer");
    store.put(task("newest"));
    assertThat(ids(store)).containsExactly("new", "newer", "newest");
    assertThat(store.newest("", 10)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void a_new_task_is_kept_even_if_it_alone_is_finished(Kind kind) throws Exception {
    TaskStore store = open(kind, 2, task -> task.isFinished(NOON));
    store.put(task("a"));
    store.put(task("b"));

    store.put(task("over").advanced(LENGTH));

    assertThat(ids(store)).containsExactly("b", "over");
  }

  private static List<String> ids(TaskStore store) {
    return store.all().stream().map(task -> task.key().id()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void of_many_who_mark_at_once_one_wins(Kind kind) throws Exception {
    TaskStore store = open(kind);
    int rounds = 50;
    IntStream.range(0, rounds).forEach(i -> store.put(task("t" + i)));

    List<Callable<Long>> claimers =
        IntStream.range(0, 8)
            .<Callable<Long>>mapToObj(
                thread ->
                    () ->
                        IntStream.range(0, rounds)
                            .filter(i -> store.mark(task("t" + i).key(), "webhook", "", "told"))
                            .count())
            .toList();

    assertThat(atOnce(claimers).stream().mapToLong(won -> won).sum()).isEqualTo(rounds);
  }

  @ParameterizedTest
  @EnumSource
  void many_who_put_at_once_lose_nothing_and_exceed_nothing(Kind kind) throws Exception {
    TaskStore store = open(kind, 200, task -> false);

    List<Callable<Long>> writers =
        IntStream.range(0, 8)
            .<Callable<Long>>mapToObj(
                thread ->
                    () ->
                        IntStream.range(0, 20)
                            .mapToObj(i -> task("w" + thread % 2, "shop", thread + "-" + i))
                            .filter(
                                task -> {
                                  store.put(task);
                                  return store.find(task.key()).equals(Optional.of(task));
                                })
                            .count())
            .toList();

    assertThat(atOnce(writers)).containsOnly(20L);
    assertThat(store.all()).hasSize(160);
    assertThat(store.newest("w0", 1000)).hasSize(80).doesNotHaveDuplicates();

    IntStream.range(0, 100).forEach(i -> store.put(task("later" + i)));
    assertThat(store.all()).hasSize(200);
    assertThat(store.newest("", 1000)).hasSize(100);
  }

  // values

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static Optional<JsonNode> value(TaskStore store, String world, String name) {
    return Optional.ofNullable(store.values(world, List.of(name, "none")).get(name));
  }

  private static void set(TaskStore store, String world, String name, int number) {
    store.change(world, name, old -> Changed.to(JSON.numberNode(number)));
  }

  @ParameterizedTest
  @EnumSource
  void values_belong_to_their_world_until_they_are_taken_away(Kind kind) throws Exception {
    TaskStore store = open(kind);
    set(store, "", "clock", 1);
    set(store, "w", "clock", 2);
    set(store, "w", "rate:⛵ \"a\"", 3);

    assertThat(value(store, "", "clock")).contains(JSON.numberNode(1));
    assertThat(store.values("w"))
        .isEqualTo(Map.of("clock", JSON.numberNode(2), "rate:⛵ \"a\"", JSON.numberNode(3)));
    store.change("w", "clock", old -> Changed.to(Optional.empty()));
    assertThat(value(store, "w", "clock")).isEmpty();
    assertThat(store.values("w")).hasSize(1);
    assertThat(store.values("elsewhere")).isEmpty();
    assertThat(store.worlds()).containsExactly("w");
  }

  @ParameterizedTest
  @EnumSource
  void of_many_who_change_a_value_at_once_none_is_lost_and_each_has_its_note(Kind kind)
      throws Exception {
    TaskStore store = open(kind);

    List<Callable<Long>> writers =
        IntStream.range(0, 8)
            .<Callable<Long>>mapToObj(
                thread ->
                    () -> {
                      for (int i = 0; i < 50; i++) {
                        store.change("", "balance:a", TaskStoreTest::oneMore);
                      }
                      return 50L;
                    })
            .toList();
    atOnce(writers);

    assertThat(value(store, "", "balance:a")).contains(JSON.numberNode(400));
    assertThat(store.notes("", 2))
        .containsExactly(JSON.textNode("to 400"), JSON.textNode("to 399"));
    assertThat(store.notes("", 1000)).hasSize(400).doesNotHaveDuplicates();
    assertThat(store.notes("", 0)).isEmpty();
    assertThat(store.notes("w", 1000)).isEmpty();
  }

  private static Changed oneMore(Optional<JsonNode> old) {
    int next = old.map(JsonNode::asInt).orElse(0) + 1;
    return Changed.to(JSON.numberNode(next)).noting(JSON.textNode("to " + next));
  }

  @ParameterizedTest
  @EnumSource
  void of_too_many_clients_notes_and_worlds_the_latest_are_kept(Kind kind) throws Exception {
    TaskStore store = open(kind);
    set(store, "", "clock", 1);
    set(store, "idle", "clock", 1);
    for (int i = 0; i < TaskStore.MOST_VALUES + 10; i++) {
      set(store, "w", "balance:" + i, i);
      set(store, "w", "balance:0", i); // the first pays all the time
    }
    set(store, "w", "clock", 1);
    for (int i = 0; i < TaskStore.MOST_NOTES + 10; i++) {
      int number = i;
      store.change("w", "clock", old -> Changed.to(old).noting(JSON.numberNode(number)));
    }

    assertThat(store.values("w")).hasSizeBetween(TaskStore.MOST_VALUES, TaskStore.MOST_VALUES + 1);
    assertThat(store.values("w")).containsKeys("clock", "balance:0", "balance:1009");
    assertThat(store.values("w")).doesNotContainKeys("balance:1", "balance:9");
    assertThat(store.notes("w", 10_000))
        .hasSize(TaskStore.MOST_NOTES)
        .startsWith(JSON.numberNode(1009))
        .endsWith(JSON.numberNode(10));

    for (int i = 0; i < TaskStore.MOST_WORLDS - 1; i++) {
      set(store, "w" + i, "clock", 1);
    }
    assertThat(store.values("idle")).isEmpty();
    assertThat(store.values("")).hasSize(1);
    assertThat(store.values("w0")).hasSize(1);
    assertThat(store.values("w998")).hasSize(1);
  }

  @Test
  void values_and_notes_outlive_the_server_in_a_folder() throws Exception {
    try (TaskStore store = MvTaskStore.open(folder, 10, task -> false)) {
      for (int i = 0; i < 12; i++) {
        int number = i;
        store.change(
            "w",
            "balance:" + i % 3,
            old -> Changed.to(JSON.numberNode(number)).noting(JSON.numberNode(number)));
      }
      store.change("w", "balance:0", old -> Changed.to(Optional.empty()));
    }

    try (TaskStore store = MvTaskStore.open(folder, 10, task -> false)) {
      assertThat(store.values("w"))
          .isEqualTo(Map.of("balance:1", JSON.numberNode(10), "balance:2", JSON.numberNode(11)));
      store.change("w", "balance:1", old -> Changed.to(old).noting(JSON.numberNode(12)));
      assertThat(store.notes("w", 3))
          .containsExactly(JSON.numberNode(12), JSON.numberNode(11), JSON.numberNode(10));
    }
  }

  private static List<Long> atOnce(List<Callable<Long>> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<Long> results = new ArrayList<>();
      for (Future<Long> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
