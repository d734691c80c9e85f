package io.github.lumacontracts.client;

import io.github.lumacontracts.client.Adapter.Refusal.Kind;
import io.github.lumacontracts.client.ai302.Ai302Api;
import io.github.lumacontracts.client.ai302.Ai302Api.CreateGenerationForm;
import io.github.lumacontracts.client.ai302.Ai302Api.ExtendGenerationForm;
import io.github.lumacontracts.client.http.Part;
import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.spec.Provider;
import java.util.concurrent.CompletableFuture;

/**
 * 302.AI: a request is a form whose frames are files or addresses, the video of a task is a plain
 * address, and codes tell more than statuses do. Every video is five seconds long.
 */
final class Ai302Adapter implements Adapter {
  static final Capabilities CAPABILITIES =
      Capabilities.of(Provider.AI302)
          .submit(Feature.START_FRAME, Feature.END_FRAME, Feature.FRAME_UPLOAD, Feature.LOOP)
          .extend(Feature.START_FRAME, Feature.END_FRAME, Feature.FRAME_UPLOAD)
          .build();

  private final Ai302Api api;

  Ai302Adapter(Adapters.Settings settings) {
    api = settings.client(Ai302Api.builder());
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public CompletableFuture<Task> submit(VideoRequest request) {
    return submitGenerated(
        CreateGenerationForm.builder()
            .userPrompt(request.prompt())
            .imageUrl(request.startFrame().map(Ai302Adapter::part).orElse(null))
            .imageEndUrl(request.endFrame().map(Ai302Adapter::part).orElse(null))
            .loop(request.loop().orElse(null))
            .build());
  }

  @Override
  public CompletableFuture<Task> submitGenerated(Object request) {
    return api.createGenerationAsync(Adapter.as(CreateGenerationForm.class, request))
        .thenApply(answer -> Answers.bought(Provider.AI302, answer.id(), answer));
  }

  @Override
  public CompletableFuture<Task> extend(Task parent, VideoRequest request) {
    return extendGenerated(
        parent,
        ExtendGenerationForm.builder()
            .userPrompt(request.prompt())
            .imageUrl(request.startFrame().map(Ai302Adapter::part).orElse(null))
            .imageEndUrl(request.endFrame().map(Ai302Adapter::part).orElse(null))
            .build());
  }

  @Override
  public CompletableFuture<Task> extendGenerated(Task parent, Object request) {
    return api.extendGenerationAsync(parent.id(), Adapter.as(ExtendGenerationForm.class, request))
        .thenApply(answer -> Answers.bought(Provider.AI302, answer.id(), answer));
  }

  private static Part part(Frame frame) {
    return frame
        .url()
        .map(url -> Part.ofText(url.toString()))
        .orElseGet(() -> Part.ofBytes(frame.fileName(), frame.content(), frame.mediaType()));
  }

  @Override
  public CompletableFuture<TaskSnapshot> fetch(Task task) {
    return api.getTaskAsync(task.id()).thenApply(answer -> snapshot(task, answer));
  }

  private static TaskSnapshot snapshot(
      Task task, io.github.lumacontracts.client.ai302.model.Task answer) {
    String word = answer.state() == null ? null : answer.state().value();
    return TaskSnapshot.of(task, TaskState.of(word), answer)
        .word(word)
        .video(Video.at(task, answer.video(), null))
        .failureReason(answer.error())
        .build();
  }

  /** Goes by the code, since which status comes with which code is documented nowhere. */
  @Override
  public Refusal refusal(ServiceException answer) {
    ErrorBody body = ErrorBody.of(answer);
    return body.refusal(
        switch (body.code()) {
          case "-10001", "-10002", "-10005" -> Kind.INVALID_KEY; // missing, disabled, expired
          case "-10004" -> Kind.NO_CREDITS;
          case "-10006", "-10007", "-10018" -> Kind.NO_CREDITS; // quota: total, of day, of month
          case "-10009", "-10011" -> Kind.INVALID_REQUEST; // not supported, invalid
          case "-10010" -> Kind.NOT_FOUND;
          case "-10012" -> Kind.RATE_LIMITED;
          case "-10003", "-10008", "-1024" -> Kind.OTHER; // internal, no channel, upstream timeout
          default -> Refusal.of(answer.statusCode());
        });
  }

  @Override
  public void close() {
    api.close();
  }
}
