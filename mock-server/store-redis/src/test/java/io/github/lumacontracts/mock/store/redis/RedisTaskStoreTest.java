package io.github.lumacontracts.mock.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.internal.task.Guardians;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisTaskStoreTest {
  private RedisProcess redis;

  @BeforeEach
  void start() throws Exception {
    redis = RedisProcess.start();
  }

  @AfterEach
  void stop() {
    if (redis != null) { // if it is not installed
      redis.close();
    }
  }

  private RedisTaskStore open() {
    return RedisTaskStore.open(redis.url(), 100, task -> false);
  }

  private static Task task(String id) {
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
  void servers_share_tasks_and_marks() {
    try (RedisTaskStore one = open();
        RedisTaskStore other = open()) {
      one.put(task("a"));
      other.put(task("b"));

      assertThat(other.find(task("a").key())).contains(task("a"));
      assertThat(one.newest("", 10)).containsExactly(task("b"), task("a"));
      assertThat(one.mark(task("b").key(), "webhook", "", "one")).isTrue();
      assertThat(other.mark(task("b").key(), "webhook", "", "other")).isFalse();
      assertThat(other.mark(task("b").key(), "webhook")).isEqualTo("one");
    }
  }

  @Test
  void a_redis_that_went_away_is_told_at_once_and_used_again_when_it_is_back() throws Exception {
    try (RedisTaskStore store = open()) {
      redis.stop();

      long start = System.nanoTime();
      assertThatThrownBy(() -> store.put(task("a")))
          .isInstanceOf(TaskStoreException.class)
          .hasMessageStartingWith(
              "The store of the tasks is away: Redis at 127.0.0.1:" + redis.port() + " says: ")
          .hasMessageEndingWith(". Send the request again once it is back.")
          .hasMessageNotContaining(RedisProcess.PASSWORD);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));

      redis.startAgain();
      putAsSoonAsPossible(store, task("b"));
      assertThat(store.all()).containsExactly(task("b"));
    }
  }

  @Test
  void a_redis_that_hangs_is_not_waited_for_longer_than_two_seconds() throws Exception {
    try (RedisTaskStore store = open()) {
      redis.freeze();

      long start = System.nanoTime();
      assertThatThrownBy(() -> store.find(task("a").key())).isInstanceOf(TaskStoreException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(3));

      redis.thaw();
      putAsSoonAsPossible(store, task("b"));
    }
  }

  @Test
  void what_a_dead_server_looked_after_is_known_until_it_is_buried() throws Exception {
    try (RedisTaskStore store = open()) {
      Guardians guardians = store.guardians().orElseThrow();
      store.put(task("a"));
      store.put(task("b"));
      guardians.beat("one");
      List.of("a", "b", "forgotten").forEach(id -> guardians.adopt("one", task(id).key()));
      guardians.release("one", task("b").key());

      assertThat(guardians.beat("other")).isEmpty();
      assertThat(guardians.isAlive("one")).isTrue();
      assertThat(guardians.isAlive("never heard of")).isFalse();
      guardians.leave("one");
      assertThat(guardians.isAlive("one")).isFalse();
      assertThat(guardians.beat("other")).containsExactly("one");
      assertThat(guardians.tasksOf("one")).containsExactly(task("a"));

      guardians.bury("one");
      assertThat(guardians.beat("other")).isEmpty();
      assertThat(guardians.tasksOf("one")).isEmpty();
      guardians.beat("one"); // it was not dead, but slow
      assertThat(guardians.isAlive("one")).isTrue();
    }
  }

  private static void putAsSoonAsPossible(RedisTaskStore store, Task task)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (true) {
      try {
        store.put(task);
        return;
      } catch (TaskStoreException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  @Test
  void a_redis_that_is_not_there_at_the_start_is_named_without_the_password() throws Exception {
    redis.stop();

    assertThatThrownBy(this::open)
        .isInstanceOf(MockServerException.class)
        .hasMessageStartingWith("Redis at 127.0.0.1:" + redis.port() + " gives no answer: ")
        .hasMessageEndingWith(". Start it, or correct host, port and password.")
        .hasMessageNotContaining(RedisProcess.PASSWORD);
  }

  @Test
  void a_wrong_password_is_refused_and_not_shown() {
    assertThatThrownBy(
            () ->
                RedisTaskStore.open("redis://:wr0ng@127.0.0.1:" + redis.port(), 100, task -> false))
        .isInstanceOf(MockServerException.class)
        .hasMessageMatching("Redis at .*WRONGPASS.*[^.]\\. Start it, or correct .*")
        .hasMessageNotContaining("wr0ng");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:s3cret@localhost",
        "redis://:s3cret@",
        "localhost:6379 s3cret",
        "redis-sentinel://s3cret@localhost#main",
        ""
      })
  void an_address_that_is_none_is_refused_and_not_shown(String url) {
    assertThatThrownBy(() -> RedisTaskStore.open(url, 100, task -> false))
        .isInstanceOf(MockServerException.class)
        .hasMessage(
            "The address of Redis cannot be used, expected"
                + " redis://[[user]:password@]host[:port][/database].");
  }
}
