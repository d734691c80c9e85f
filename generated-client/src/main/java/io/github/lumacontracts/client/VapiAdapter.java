package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.client.vapi.VapiApi;
import io.github.lumacontracts.client.vapi.model.AspectRatio;
import io.github.lumacontracts.client.vapi.model.BatchTask;
import io.github.lumacontracts.client.vapi.model.DownloadUrl;
import io.github.lumacontracts.client.vapi.model.ExtendRequest;
import io.github.lumacontracts.client.vapi.model.Generation;
import io.github.lumacontracts.client.vapi.model.GenerationRequest;
import io.github.lumacontracts.client.vapi.model.TasksEnvelope;
import io.github.lumacontracts.client.vapi.model.TasksRequest;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * V-API: frames may be {@code data:} addresses; the address of the video without watermark may come
 * after completion, see {@link VideoLinks}.
 */
final class VapiAdapter implements Adapter {
  static final Capabilities CAPABILITIES =
      Capabilities.of(Provider.VAPI)
          .submit(Feature.START_FRAME, Feature.END_FRAME, Feature.FRAME_UPLOAD)
          .submit(Feature.ASPECT_RATIO, Feature.LOOP, Feature.ENHANCE, Feature.WEBHOOK)
          .extend(Feature.START_FRAME, Feature.END_FRAME, Feature.FRAME_UPLOAD)
          .extend(Feature.ENHANCE, Feature.WEBHOOK)
          .aspectRatios("1:1", "4:3", "3:4", "16:9", "9:16")
          .batch(1, 50) // no limit is documented
          .build();

  private final VapiApi api;

  VapiAdapter(Adapters.Settings settings) {
    api = settings.client(VapiApi.builder());
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public CompletableFuture<Task> submit(VideoRequest request) {
    return submitGenerated(
        GenerationRequest.builder()
            .userPrompt(request.prompt())
            .imageUrl(request.startFrame().map(Frame::asUrl).orElse(null))
            .imageEndUrl(request.endFrame().map(Frame::asUrl).orElse(null))
            .aspectRatio(request.aspectRatio().map(AspectRatio::of).orElse(null))
            .loop(request.loop().orElse(null))
            .expandPrompt(request.enhance().orElse(null))
            .notifyHook(request.webhook().map(URI::toString).orElse(null))
            .build());
  }

  @Override
  public CompletableFuture<Task> submitGenerated(Object request) {
    return api.createGenerationAsync(Adapter.as(GenerationRequest.class, request))
        .thenApply(answer -> Answers.bought(Provider.VAPI, answer.id(), answer));
  }

  @Override
  public CompletableFuture<Task> extend(Task parent, VideoRequest request) {
    return extendGenerated(
        parent,
        ExtendRequest.builder()
            .userPrompt(request.prompt())
            .imageUrl(request.startFrame().map(Frame::asUrl).orElse(null))
            .imageEndUrl(request.endFrame().map(Frame::asUrl).orElse(null))
            .expandPrompt(request.enhance().orElse(null))
            .notifyHook(request.webhook().map(URI::toString).orElse(null))
            .build());
  }

  @Override
  public CompletableFuture<Task> extendGenerated(Task parent, Object request) {
    return api.extendGenerationAsync(parent.id(), Adapter.as(ExtendRequest.class, request))
        .thenApply(answer -> Answers.bought(Provider.VAPI, answer.id(), answer));
  }

  @Override
  public CompletableFuture<TaskSnapshot> fetch(Task task) {
    return api.getGenerationAsync(task.id())
        .thenCompose(answer -> withVideo(task, snapshot(task, answer), answer));
  }

  private static TaskSnapshot.Builder snapshot(Task task, Generation answer) {
    String word = word(answer);
    return TaskSnapshot.of(task, TaskState.of(word), answer)
        .word(word)
        .failureReason(answer.failureReason());
  }

  private static @Nullable String word(@Nullable Generation answer) {
    return answer == null || answer.state() == null ? null : answer.state().value();
  }

  private CompletableFuture<TaskSnapshot> withVideo(
      Task task, TaskSnapshot.Builder snapshot, @Nullable Generation answer) {
    return links(task, answer).addTo(snapshot, () -> downloadUrl(task));
  }

  private static VideoLinks links(Task task, @Nullable Generation answer) {
    var video = answer == null ? null : answer.video();
    var thumbnail = answer == null ? null : answer.thumbnail();
    return new VideoLinks(
        task,
        video == null ? null : video.downloadUrl(),
        video == null ? null : video.url(),
        thumbnail == null ? null : thumbnail.url());
  }

  private CompletableFuture<String> downloadUrl(Task task) {
    return api.getDownloadUrlAsync(task.id()).thenApply(DownloadUrl::url);
  }

  @Override
  public CompletableFuture<List<TaskSnapshot>> fetchMany(List<Task> tasks) {
    List<String> ids = tasks.stream().map(Task::id).toList();
    return api.getTasksAsync(TasksRequest.builder().ids(ids).build())
        .thenCompose(
            answer ->
                Answers.inTurn(
                    found(tasks, answer),
                    found -> withVideo(found.task(), snapshot(found), found.answer().data())));
  }

  private record Found(Task task, BatchTask answer) {}

  private static List<Found> found(List<Task> tasks, TasksEnvelope answer) {
    return Answers.required(Provider.VAPI, "data", answer.data(), answer).stream()
        .flatMap(
            each -> Answers.find(tasks, each.taskId()).stream().map(task -> new Found(task, each)))
        .toList();
  }

  private static TaskSnapshot.Builder snapshot(Found found) {
    BatchTask answer = found.answer();
    Generation data = answer.data();
    String status = answer.status() == null ? null : answer.status().value();
    String word = Answers.word(status, word(data));
    return TaskSnapshot.of(found.task(), TaskState.of(word), answer)
        .word(word)
        .percent(answer.progress())
        .failureReason(answer.failReason(), data == null ? null : data.failureReason());
  }

  @Override
  public CompletableFuture<URI> freshAddress(Video video) {
    return VideoLinks.freshAddress(
        downloadUrl(video.task()), () -> Adapter.super.freshAddress(video));
  }

  /** Reads the body of a webhook, which is that of a read; only a read finds a late address. */
  static TaskSnapshot webhook(Adapters.BodyReader body) {
    Generation answer = body.read(Generation.class);
    String id = Answers.required(Provider.VAPI, "the id of a task", answer.id(), answer);
    Task task = Task.of(Provider.VAPI, id);
    return snapshot(task, answer).video(links(task, answer).cleanVideo()).build();
  }

  @Override
  public Refusal refusal(ServiceException answer) {
    return ErrorBody.of(answer).refusalOfNewApi(answer.statusCode());
  }

  @Override
  public void close() {
    api.close();
  }
}
