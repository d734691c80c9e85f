package io.github.lumacontracts.mock.internal.task.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiBody;
import io.github.lumacontracts.mock.internal.document.ApiCallback;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.generator.JsonText;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.OutgoingClient;
import io.github.lumacontracts.mock.internal.task.Lifecycle;
import io.github.lumacontracts.mock.internal.task.Scenario;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Webhooks as documents tell of them: for each state that shows an example of a callback, that
 * example with the values of the task. Safe for threads.
 */
public final class LifecycleWebhooks implements WebhookSource {
  private final Function<Task, Optional<Played>> played;
  private final Function<Task, Scenario> scenarios;
  private final TaskImage image;

  /** What documents say, read once. */
  private final Map<String, RequestText> addresses = new ConcurrentHashMap<>();

  private final Map<String, RequestText> headers = new ConcurrentHashMap<>();

  /**
   * What a task follows.
   *
   * @param operation that created it, with the callbacks
   */
  public record Played(ApiOperation operation, Lifecycle lifecycle) {}

  /**
   * Makes them.
   *
   * @param played returns nothing if the document is no longer served
   * @param scenarios returns that of a task
   * @param image makes the bodies
   */
  public LifecycleWebhooks(
      Function<Task, Optional<Played>> played,
      Function<Task, Scenario> scenarios,
      TaskImage image) {
    this.played = played;
    this.scenarios = scenarios;
    this.image = image;
  }

  @Override
  public List<Change> changes(Task task) {
    Optional<Played> plays = played.apply(task);
    if (plays.isEmpty() || plays.get().operation().callbacks().isEmpty() || isByCallback(task)) {
      return List.of();
    }
    List<ApiCallback> wanted = new ArrayList<>(1);
    for (ApiCallback callback : plays.get().operation().callbacks()) {
      if (address(task, callback).isPresent()) {
        wanted.add(callback);
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    for (TaskChange change : plays.get().lifecycle().changes(task, scenarios.apply(task))) {
      for (ApiCallback callback : wanted) {
        if (change.shows().containsKey(callback.name())) {
          changes.add(new Change(callback.name(), change.state(), change.at()));
        }
      }
    }
    return changes;
  }

  /** What webhooks have started must not send others, or that could go on forever. */
  private static boolean isByCallback(Task task) {
    return task.request()
        .path("header")
        .path("user-agent")
        .asText()
        .equals(OutgoingClient.CALLBACK_AGENT);
  }

  @Override
  public WebhookPlan plan(Task task) {
    Scenario.Webhooks wanted = scenarios.apply(task).webhooks();
    return new WebhookPlan(wanted.copies(), wanted.late(), wanted.lost(), wanted.unordered());
  }

  @Override
  public String address(Task task, Change change) {
    return address(task, callback(task, change)).orElse("");
  }

  @Override
  public Webhook webhook(Task task, Change change) {
    ApiCallback callback = callback(task, change);
    Lifecycle lifecycle = playedBy(task).lifecycle();
    List<Header> sent = new ArrayList<>();
    sent.add(new Header("content-type", "application/json"));
    lifecycle
        .source()
        .headers()
        .forEach(
            (name, expression) ->
                headers
                    .computeIfAbsent(expression, RequestText::of)
                    .of(task)
                    .ifPresent(text -> sent.add(new Header(name, text))));
    JsonNode body =
        image.of(task, callback.name(), example(task, change, callback, lifecycle), change.at());
    return new Webhook(
        callback.operation().method(), sent, JsonText.of(body).getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode example(Task task, Change change, ApiCallback callback, Lifecycle lifecycle) {
    String shown =
        lifecycle.changes(task, scenarios.apply(task)).stream()
            .filter(any -> any.state().equals(change.state()))
            .map(any -> any.shows().getOrDefault(callback.name(), ""))
            .findFirst()
            .orElse("");
    return callback.operation().body().map(ApiBody::contents).orElse(List.of()).stream()
        .flatMap(content -> content.examples().stream())
        .filter(example -> example.name().equals(ApiLifecycle.exampleOf(shown)))
        .findFirst()
        .flatMap(ApiContent.Example::value)
        .map(example -> example.at(JsonPointer.compile(ApiLifecycle.pointerOf(shown))))
        .orElseThrow(() -> new IllegalStateException("no example " + shown));
  }

  private Played playedBy(Task task) {
    return played
        .apply(task)
        .orElseThrow(() -> new IllegalStateException("no operation " + task.operation()));
  }

  private ApiCallback callback(Task task, Change change) {
    return playedBy(task).operation().callbacks().stream()
        .filter(callback -> callback.name().equals(change.callback()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no callback " + change.callback()));
  }

  /** Returns nothing if the client left no address. */
  private Optional<String> address(Task task, ApiCallback callback) {
    return addresses
        .computeIfAbsent(callback.url(), RequestText::withEmbedded)
        .of(task)
        .filter(text -> !text.isBlank());
  }
}
