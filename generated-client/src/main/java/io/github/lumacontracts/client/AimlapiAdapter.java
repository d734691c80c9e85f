package io.github.lumacontracts.client;

import io.github.lumacontracts.client.Adapter.Refusal.Kind;
import io.github.lumacontracts.client.aimlapi.AimlapiApi;
import io.github.lumacontracts.client.aimlapi.model.FileUploadRequest;
import io.github.lumacontracts.client.aimlapi.model.Generation;
import io.github.lumacontracts.client.aimlapi.model.GenerationRequest;
import io.github.lumacontracts.client.aimlapi.model.UploadedFile;
import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * AI/ML API: some of its editions require an aspect ratio, so {@code 16:9} is sent if the request
 * says none; a read takes ids and is answered with a list; 403 means that the credits are used up.
 *
 * <p>Local frames are uploaded before the submit. The document says only that the body of the
 * upload names the address of the image; that a {@code data:} address will do is inferred.
 */
final class AimlapiAdapter implements Adapter {
  static final Capabilities CAPABILITIES =
      Capabilities.of(Provider.AIMLAPI)
          .submit(Feature.START_FRAME, Feature.END_FRAME, Feature.FRAME_UPLOAD)
          .submit(Feature.ASPECT_RATIO, Feature.ENHANCE)
          .extend(Feature.START_FRAME, Feature.END_FRAME, Feature.FRAME_UPLOAD)
          .extend(Feature.ASPECT_RATIO, Feature.ENHANCE)
          .batch(1, 50) // no limit is documented
          .build();

  private final AimlapiApi api;

  AimlapiAdapter(Adapters.Settings settings) {
    api = settings.client(AimlapiApi.builder());
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean isPrepared(VideoRequest request) {
    return !request.features().contains(Feature.FRAME_UPLOAD);
  }

  @Override
  public CompletableFuture<VideoRequest> prepare(VideoRequest request) {
    CompletableFuture<Optional<Frame>> start = uploaded(request.startFrame());
    CompletableFuture<Optional<Frame>> end = uploaded(request.endFrame());
    return start.thenCombine(
        end,
        (startFrame, endFrame) -> {
          VideoRequest first = startFrame.map(request::startFrame).orElse(request);
          return endFrame.map(first::endFrame).orElse(first);
        });
  }

  private CompletableFuture<Optional<Frame>> uploaded(Optional<Frame> frame) {
    if (frame.isEmpty() || frame.get().url().isPresent()) {
      return CompletableFuture.completedFuture(frame);
    }
    return api.uploadFileAsync(FileUploadRequest.builder().url(frame.get().asUrl()).build())
        .thenApply(
            answer -> {
              URI url =
                  answer.stream()
                      .map(UploadedFile::publicUrl)
                      .map(Video::address)
                      .findFirst()
                      .orElse(null);
              String what = "the public address of the frame";
              return Optional.of(
                  Frame.ofUrl(Answers.required(Provider.AIMLAPI, what, url, answer)));
            });
  }

  @Override
  public CompletableFuture<Task> submit(VideoRequest request) {
    return submitGenerated(generated(request));
  }

  @Override
  public CompletableFuture<Task> submitGenerated(Object request) {
    return api.createGenerationAsync(Adapter.as(GenerationRequest.class, request))
        .thenApply(answer -> Answers.bought(Provider.AIMLAPI, answer.id(), answer));
  }

  @Override
  public CompletableFuture<Task> extend(Task parent, VideoRequest request) {
    return extendGenerated(parent, generated(request));
  }

  @Override
  public CompletableFuture<Task> extendGenerated(Task parent, Object request) {
    return api.extendGenerationAsync(parent.id(), Adapter.as(GenerationRequest.class, request))
        .thenApply(answer -> Answers.bought(Provider.AIMLAPI, answer.id(), answer));
  }

  private static GenerationRequest generated(VideoRequest request) {
    return GenerationRequest.builder()
        .userPrompt(request.prompt())
        .imageUrl(request.startFrame().map(Frame::asUrl).orElse(null))
        .imageEndUrl(request.endFrame().map(Frame::asUrl).orElse(null))
        .aspectRatio(request.aspectRatio().orElse("16:9"))
        .expandPrompt(request.enhance().orElse(null))
        .build();
  }

  @Override
  public CompletableFuture<TaskSnapshot> fetch(Task task) {
    return api.getGenerationsWithResponseAsync(List.of(task.id()))
        .thenApply(
            answer ->
                snapshots(List.of(task), answer.body()).stream()
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new NotFoundException(
                                "AI/ML API has no task " + task.id() + ": its answer is without.",
                                answer.statusCode())));
  }

  @Override
  public CompletableFuture<List<TaskSnapshot>> fetchMany(List<Task> tasks) {
    return api.getGenerationsAsync(tasks.stream().map(Task::id).toList())
        .thenApply(answer -> snapshots(tasks, answer));
  }

  private static List<TaskSnapshot> snapshots(List<Task> tasks, List<Generation> answer) {
    return answer.stream()
        .flatMap(
            found -> Answers.find(tasks, found.id()).stream().map(task -> snapshot(task, found)))
        .toList();
  }

  private static TaskSnapshot snapshot(Task task, Generation answer) {
    String word = answer.state() == null ? null : answer.state().value();
    var video = answer.video();
    return TaskSnapshot.of(task, TaskState.of(word), answer)
        .word(word)
        .video(video == null ? null : Video.at(task, video.url(), video.thumbnail()))
        .build();
  }

  @Override
  public Refusal refusal(ServiceException answer) {
    boolean noCredits = answer.statusCode() == 403;
    return ErrorBody.of(answer)
        .refusal(noCredits ? Kind.NO_CREDITS : Refusal.of(answer.statusCode()));
  }

  @Override
  public void close() {
    api.close();
  }
}
