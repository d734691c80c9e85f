package io.github.lumacontracts.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.store.redis.RedisProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client's whole flow, with servers that are killed, and that share what they know. */
class SharedStateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLOCK = "/__admin/luma/clock";

  enum Kind {
    MEMORY,
    FOLDER,
    REDIS,
    /** Two servers on one Redis, used in turn. */
    TWO
  }

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private HookReceiver hooks;

  @BeforeEach
  void receive() throws Exception {
    hooks = keep(new HookReceiver());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    open.add(0, closeable);
    return closeable;
  }

  private ServerProcess server(String... args) throws Exception {
    return keep(ServerProcess.start(args));
  }

  private String[] store(Kind kind) throws Exception {
    return switch (kind) {
      case MEMORY -> new String[0];
      case FOLDER -> new String[] {"--state", folder.toString()};
      case REDIS, TWO -> new String[] {"--redis", keep(RedisProcess.start()).url()};
    };
  }

  private String submit(ServerProcess server, String prompt) throws Exception {
    HttpResponse<String> answer =
        server.post(
            "/apiframe/luma-imagine",
            "{\"prompt\": \"%s\", \"webhook_url\": \"%s\"}".formatted(prompt, hooks.url()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("task_id").asText();
  }

  private static String status(ServerProcess server, String task) throws Exception {
    return HookReceiver.status(
        json(server.post("/apiframe/fetch", "{\"task_id\": \"" + task + "\"}")));
  }

  private static int credits(ServerProcess server) throws Exception {
    return json(server.get("/apiframe/account")).path("credits").asInt();
  }

  private static void advance(ServerProcess server, int seconds) throws Exception {
    HttpResponse<String> answer =
        server.post(CLOCK + "/advance", "{\"by\": \"PT" + seconds + "S\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void freeze(ServerProcess server, boolean frozen) throws Exception {
    HttpResponse<String> answer = server.patch(CLOCK, "{\"frozen\": " + frozen + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  @ParameterizedTest
  @EnumSource
  void a_flow_goes_on_whatever_server_is_asked(Kind kind) throws Exception {
    String[] store = store(kind);
    ServerProcess a = server(store);
    ServerProcess b = kind == Kind.TWO ? server(store) : a;
    int credits = credits(b);

    freeze(a, true);
    String task = submit(a, "a paper boat");
    assertThat(status(b, task)).isEqualTo("pending");
    assertThat(json(b.get(CLOCK)).path("frozen").asBoolean()).isTrue();
    assertThat(credits(b)).isEqualTo(credits - 6);

    advance(b, 5);
    assertThat(status(a, task)).isEqualTo("processing");
    assertThat(hooks.next(10)).isEqualTo("200 " + task + " processing");

    a.post("/__admin/luma/scenarios/queue", "{\"scenario\": \"failed\", \"requests\": 1}");
    String failing = submit(b, "a paper boat");
    String usual = submit(a, "another boat");
    assertThat(credits(a)).isEqualTo(credits - 18);

    advance(a, 10);
    assertThat(status(b, task)).isEqualTo("finished");
    assertThat(status(b, failing)).isEqualTo("failed");
    assertThat(status(b, usual)).isEqualTo("finished");
    assertThat(List.of(hooks.next(10), hooks.next(10), hooks.next(10), hooks.next(10)))
        .containsExactlyInAnyOrder(
            "200 " + task + " finished",
            "200 " + failing + " processing",
            "200 " + usual + " processing",
            "200 " + usual + " finished");
    assertThat(hooks.next(2)).isEmpty(); // each once
    JsonNode twice = json(b.get("/__admin/luma/ledger")).path("suspectedDoublePayments");
    assertThat(twice).hasSize(1);
    assertThat(twice.toString()).contains(task, failing).doesNotContain(usual);
  }

  @ParameterizedTest
  @EnumSource(names = {"FOLDER", "REDIS"})
  void a_server_that_was_killed_goes_on_where_it_was(Kind kind) throws Exception {
    String[] store = store(kind);
    ServerProcess killed = server(store);
    final int credits = credits(killed);
    advance(killed, 3600);
    killed.post("/__admin/luma/scenarios/queue", "{\"scenario\": \"failed\", \"requests\": 1}");
    freeze(killed, true);
    String failing = submit(killed, "a boat");
    String task = submit(killed, "a boat");
    killed.kill();

    ServerProcess next = server(store);
    assertThat(json(next.get(CLOCK)).path("frozen").asBoolean()).isTrue();
    assertThat(status(next, task)).isEqualTo("pending");
    assertThat(credits(next)).isEqualTo(credits - 12);
    freeze(next, false);
    advance(next, 10);
    assertThat(status(next, task)).isEqualTo("finished");
    assertThat(status(next, failing)).isEqualTo("failed");
    assertThat(List.of(hooks.next(15), hooks.next(15), hooks.next(15)))
        .containsExactlyInAnyOrder(
            "200 " + task + " processing",
            "200 " + task + " finished",
            "200 " + failing + " processing");
    assertThat(hooks.next(1)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FOLDER", "REDIS"})
  void a_webhook_that_waits_to_be_tried_again_arrives_once_after_a_kill(Kind kind)
      throws Exception {
    String[] store = store(kind);
    hooks.answer(503);
    ServerProcess killed = server(store);
    String task = submit(killed, "a boat");
    advance(killed, 100);
    assertThat(hooks.next(10)).isEqualTo("503 " + task + " processing");
    killed.kill();
    hooks.answer(200);

    server(store);
    assertThat(hooks.next(15)).isEqualTo("200 " + task + " processing");
    assertThat(hooks.next(15)).isEqualTo("200 " + task + " finished");
    assertThat(hooks.next(2)).isEmpty();
  }

  @Test
  void another_server_takes_over_the_webhooks_of_one_that_was_killed() throws Exception {
    String[] store = store(Kind.TWO);
    ServerProcess killed = server(store);
    ServerProcess other = server(store);
    freeze(killed, true);
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tasks.add(submit(killed, "boat " + i));
    }
    killed.kill();
    advance(other, 5);

    List<String> told = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      told.add(hooks.next(15));
    }
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            tasks.stream().map(task -> "200 " + task + " processing").toList());
    assertThat(hooks.next(2)).isEmpty();
  }

  @Test
  void a_redis_that_goes_away_is_told_quickly_and_no_task_is_lost() throws Exception {
    RedisProcess redis = keep(RedisProcess.start());
    ServerProcess server = server("--redis", redis.url());
    String task = submit(server, "a boat");
    redis.freeze();

    long start = System.nanoTime();
    HttpResponse<String> answer = server.post("/apiframe/luma-imagine", "{\"prompt\": \"a boat\"}");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(answer).path("detail").asText())
        .startsWith("The store of the tasks is away: Redis at 127.0.0.1:" + redis.port())
        .endsWith(". Send the request again once it is back.")
        .doesNotContain(RedisProcess.PASSWORD);
    HttpResponse<String> steering = server.get(CLOCK);
    assertThat(steering.statusCode()).isEqualTo(503);

    redis.thaw();
    HttpResponse<String> shown = answer;
    for (int i = 0; i < 100 && shown.statusCode() != 200; i++) {
      Thread.sleep(100);
      shown = server.post("/apiframe/fetch", "{\"task_id\": \"" + task + "\"}");
    }
    assertThat(json(shown).path("task_id").asText()).isEqualTo(task);
    redis.stop();
    assertThat(server.get("/apiframe/account").statusCode()).isEqualTo(503);
  }
}
