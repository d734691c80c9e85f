package io.github.lumacontracts.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many tasks as a server keeps, all under way at once, in the memory of a small machine. */
class ManyWebhooksTest {
  private static final int TASKS = 10_000;
  private static final int AT_ONCE = 50;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void ten_thousand_tasks_are_each_told_once_and_in_order() throws Exception {
    Queue<String> ids = new ConcurrentLinkedQueue<>();
    Map<String, List<String>> told = new HashMap<>();
    try (HookReceiver hooks = new HookReceiver();
        ServerProcess server = ServerProcess.start("--task-seconds", "60")) {
      server.patch("/__admin/luma/clock", "{\"frozen\": true}");
      submit(server, hooks.url(), ids);
      assertThat(ids).hasSize(TASKS).doesNotHaveDuplicates();
      assertThat(hooks.next(0)).isEmpty();

      server.patch("/__admin/luma/clock", "{\"frozen\": false, \"speed\": 30}");
      for (int i = 0; i < 2 * TASKS; i++) {
        String[] hook = hooks.next(60).split(" ");
        assertThat(hook).as("webhook " + i).hasSize(3);
        told.merge(hook[1], List.of(hook[2]), ManyWebhooksTest::joined);
      }
      assertThat(hooks.next(1)).isEmpty();
    }
    assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(told.values()).containsOnly(List.of("processing", "finished"));
  }

  private static List<String> joined(List<String> first, List<String> then) {
    return java.util.stream.Stream.concat(first.stream(), then.stream()).toList();
  }

  private static void submit(ServerProcess server, String hook, Queue<String> ids)
      throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    Semaphore free = new Semaphore(AT_ONCE);
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < TASKS; i++) {
      free.acquire();
      String body = "{\"prompt\": \"boat %d\", \"webhook_url\": \"%s\"}".formatted(i, hook);
      HttpRequest request =
          server
              .request("/apiframe/luma-imagine")
              .setHeader("authorization", "key" + i % 200) // each pays a few
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var unused =
          client
              .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
              .whenComplete(
                  (answer, failure) -> {
                    try {
                      if (answer != null && answer.statusCode() == 200) {
                        ids.add(json.readTree(answer.body()).path("task_id").asText());
                      }
                    } catch (java.io.IOException e) {
                      // counted as missing
                    } finally {
                      free.release();
                    }
                  });
    }
    free.acquire(AT_ONCE);
  }
}
