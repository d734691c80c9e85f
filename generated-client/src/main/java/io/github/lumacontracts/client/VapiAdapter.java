package io.github.lumacontracts.client;

import io.github.lumacontracts.client.Adapter.Refusal.Kind;
import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.client.vapi.VapiApi;
import io.github.lumacontracts.client.vapi.model.AspectRatio;
import io.github.lumacontracts.client.vapi.model.BatchTask;
import io.github.lumacontracts.client.vapi.model.DownloadUrl;
import io.github.lumacontracts.client.vapi.model.ErrorDetail;
import io.github.lumacontracts.client.vapi.model.ErrorEnvelope;
import io.github.lumacontracts.client.vapi.model.ExtendRequest;
import io.github.lumacontracts.client.vapi.model.Generation;
import io.github.lumacontracts.client.vapi.model.GenerationRequest;
import io.github.lumacontracts.client.vapi.model.TasksRequest;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * V-API: frames may be {@code data:} addresses, {@code video.url} may have a watermark, and the
 * address without one may come after completion.
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
        .thenApply(answer -> new Task(Provider.VAPI, answer.id(), answer));
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
        .thenApply(answer -> new Task(Provider.VAPI, answer.id(), answer));
  }

  @Override
  public CompletableFuture<TaskSnapshot> fetch(Task task) {
    return api.getGenerationAsync(task.id()).thenApply(answer -> snapshot(answer).build());
  }

  private static TaskSnapshot.Builder snapshot(Generation answer) {
    Task task = new Task(Provider.VAPI, answer.id(), null);
    String word = answer.state() == null ? null : answer.state().value();
    return TaskSnapshot.of(task, TaskState.of(word), answer)
        .word(word)
        .failureReason(answer.failureReason())
        .video(
            Video.at(
                task,
                address(answer),
                answer.thumbnail() == null ? null : answer.thumbnail().url()));
  }

  private static @Nullable String address(Generation answer) {
    if (answer.video() == null) {
      return null;
    }
    String clean = answer.video().downloadUrl();
    return clean == null || clean.isBlank() ? answer.video().url() : clean;
  }

  @Override
  public CompletableFuture<List<TaskSnapshot>> fetchMany(List<Task> tasks) {
    List<String> ids = tasks.stream().map(Task::id).toList();
    return api.getTasksAsync(TasksRequest.builder().ids(ids).build())
        .thenApply(answer -> answer.data().stream().map(VapiAdapter::snapshot).toList());
  }

  private static TaskSnapshot snapshot(BatchTask answer) {
    TaskSnapshot.Builder snapshot =
        answer.data() == null
            ? TaskSnapshot.of(
                new Task(Provider.VAPI, answer.taskId(), null),
                TaskState.of(answer.status().value()),
                answer)
            : snapshot(answer.data());
    return snapshot
        .word(answer.data() == null ? answer.status().value() : answer.data().state().value())
        .percent(answer.progress())
        .failureReason(answer.failReason())
        .build();
  }

  @Override
  public CompletableFuture<URI> freshAddress(Task task) {
    return api.getDownloadUrlAsync(task.id()).thenApply(DownloadUrl::url).thenApply(URI::create);
  }

  /** Reads the body of a webhook, which is that of a read. */
  static TaskSnapshot webhook(Adapters.BodyReader body) {
    return snapshot(body.read(Generation.class)).build();
  }

  @Override
  public Refusal refusal(ServiceException answer) {
    Optional<ErrorDetail> error = answer.error(ErrorEnvelope.class).map(ErrorEnvelope::error);
    Kind kind =
        switch (error.map(ErrorDetail::code).orElse("")) {
          case "insufficient_user_quota" -> Kind.NO_CREDITS;
          case "invalid_token" -> Kind.INVALID_KEY;
          case "task_not_found" -> Kind.NOT_FOUND;
          default -> Refusal.of(answer.statusCode());
        };
    return new Refusal(kind, error.map(ErrorDetail::message).stream().toList());
  }

  @Override
  public void close() {
    api.close();
  }
}
