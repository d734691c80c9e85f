package io.github.lumacontracts.client;

import io.github.lumacontracts.client.apiframe.ApiframeApi;
import io.github.lumacontracts.client.apiframe.model.ExtendRequest;
import io.github.lumacontracts.client.apiframe.model.GenerationRequest;
import io.github.lumacontracts.client.apiframe.model.TaskRequest;
import io.github.lumacontracts.client.apiframe.model.TasksRequest;
import io.github.lumacontracts.client.http.Secret;
import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.spec.Provider;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Apiframe: frames are addresses only, a read is a POST, and the documented finished task has no
 * status, so the address of a video tells as well as the word does.
 */
final class ApiframeAdapter implements Adapter {
  static final Capabilities CAPABILITIES =
      Capabilities.of(Provider.APIFRAME)
          .submit(Feature.START_FRAME, Feature.END_FRAME, Feature.ASPECT_RATIO, Feature.LOOP)
          .submit(Feature.ENHANCE, Feature.WEBHOOK, Feature.WEBHOOK_SECRET, Feature.BALANCE)
          .extend(Feature.START_FRAME, Feature.END_FRAME, Feature.ASPECT_RATIO)
          .extend(Feature.ENHANCE, Feature.WEBHOOK, Feature.WEBHOOK_SECRET)
          .batch(2, 20)
          .build();

  private final ApiframeApi api;

  ApiframeAdapter(Adapters.Settings settings) {
    api = settings.client(ApiframeApi.builder());
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public CompletableFuture<Task> submit(VideoRequest request) {
    return submitGenerated(
        GenerationRequest.builder()
            .prompt(request.prompt())
            .imageUrl(request.startFrame().map(Frame::asUrl).orElse(null))
            .endImageUrl(request.endFrame().map(Frame::asUrl).orElse(null))
            .enhancePrompt(request.enhance().orElse(null))
            .aspectRatio(request.aspectRatio().orElse(null))
            .loop(request.loop().orElse(null))
            .webhookUrl(request.webhook().map(URI::toString).orElse(null))
            .webhookSecret(request.webhookSecret().map(Secret::of).orElse(null))
            .build());
  }

  @Override
  public CompletableFuture<Task> submitGenerated(Object request) {
    return api.createGenerationAsync(Adapter.as(GenerationRequest.class, request))
        .thenApply(answer -> Answers.bought(Provider.APIFRAME, answer.taskId(), answer));
  }

  @Override
  public CompletableFuture<Task> extend(Task parent, VideoRequest request) {
    return extendGenerated(
        parent,
        ExtendRequest.builder()
            .parentTaskId(parent.id())
            .prompt(request.prompt())
            .imageUrl(request.startFrame().map(Frame::asUrl).orElse(null))
            .endImageUrl(request.endFrame().map(Frame::asUrl).orElse(null))
            .enhancePrompt(request.enhance().orElse(null))
            .aspectRatio(request.aspectRatio().orElse(null))
            .webhookUrl(request.webhook().map(URI::toString).orElse(null))
            .webhookSecret(request.webhookSecret().map(Secret::of).orElse(null))
            .build());
  }

  /** Takes a request that names the parent too, since it cannot be built without. */
  @Override
  public CompletableFuture<Task> extendGenerated(Task parent, Object request) {
    ExtendRequest extension = Adapter.as(ExtendRequest.class, request);
    if (!parent.id().equals(extension.parentTaskId())) {
      throw new IllegalArgumentException(
          "The request extends "
              + extension.parentTaskId()
              + ", but the task is "
              + parent
              + ". Set parentTaskId to its id.");
    }
    return api.extendGenerationAsync(extension)
        .thenApply(answer -> Answers.bought(Provider.APIFRAME, answer.taskId(), answer));
  }

  @Override
  public CompletableFuture<TaskSnapshot> fetch(Task task) {
    return api.getTaskAsync(TaskRequest.builder().taskId(task.id()).build())
        .thenApply(answer -> snapshot(task, answer));
  }

  private static TaskSnapshot snapshot(
      Task task, io.github.lumacontracts.client.apiframe.model.Task answer) {
    String word = answer.status() == null ? null : answer.status().value();
    return TaskSnapshot.of(task, state(word, answer.videoUrl()), answer)
        .word(word)
        .percent(answer.percentage())
        .video(Video.at(task, answer.videoUrl(), null))
        .failureReason(answer.message(), answer.error())
        .build();
  }

  private static TaskState state(@Nullable String word, @Nullable String videoUrl) {
    boolean finishedWithoutWord = word == null && videoUrl != null && !videoUrl.isBlank();
    return finishedWithoutWord ? TaskState.COMPLETED : TaskState.of(word);
  }

  @Override
  public CompletableFuture<List<TaskSnapshot>> fetchMany(List<Task> tasks) {
    List<String> ids = tasks.stream().map(Task::id).toList();
    return api.getTasksAsync(TasksRequest.builder().taskIds(ids).build())
        .thenApply(
            answer ->
                Answers.required(Provider.APIFRAME, "tasks", answer.tasks(), answer).stream()
                    .flatMap(
                        found ->
                            Answers.find(tasks, found.taskId()).stream()
                                .map(task -> snapshot(task, found)))
                    .toList());
  }

  @Override
  public CompletableFuture<Balance> balance() {
    return api.getAccountAsync()
        .thenApply(
            answer -> Answers.required(Provider.APIFRAME, "credits", answer.credits(), answer))
        .thenApply(credits -> new Balance(BigDecimal.valueOf(credits), "credits"));
  }

  /** Reads the body of a webhook, which is that of a read. */
  static TaskSnapshot webhook(Adapters.BodyReader body) {
    var answer = body.read(io.github.lumacontracts.client.apiframe.model.Task.class);
    String id = Answers.required(Provider.APIFRAME, "the id of a task", answer.taskId(), answer);
    return snapshot(Task.of(Provider.APIFRAME, id), answer);
  }

  @Override
  public Refusal refusal(ServiceException answer) {
    return ErrorBody.of(answer).refusal(Refusal.of(answer.statusCode()));
  }

  @Override
  public void close() {
    api.close();
  }
}
