package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.client.rixapi.RixapiApi;
import io.github.lumacontracts.client.rixapi.model.BatchTask;
import io.github.lumacontracts.client.rixapi.model.DownloadUrl;
import io.github.lumacontracts.client.rixapi.model.ExtendRequest;
import io.github.lumacontracts.client.rixapi.model.Generation;
import io.github.lumacontracts.client.rixapi.model.GenerationRequest;
import io.github.lumacontracts.client.rixapi.model.OfficialGeneration;
import io.github.lumacontracts.client.rixapi.model.OfficialGenerationRequest;
import io.github.lumacontracts.client.rixapi.model.TasksEnvelope;
import io.github.lumacontracts.client.rixapi.model.TasksRequest;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * RixAPI: wants an aspect ratio and whether to loop, so {@code 16:9} and {@code false} are sent if
 * the request says neither; frames may be {@code data:} addresses; the address of the video without
 * watermark may come after completion, see {@link VideoLinks}.
 *
 * <p>The gateway has a second format, that of official Luma, with a read of its own. Tasks of it
 * come from its own request only, and have ids that begin with {@code official/} here, so that they
 * are read the right way in another process too; they cannot be extended or read several at once.
 */
final class RixapiAdapter implements Adapter {
  static final Capabilities CAPABILITIES =
      Capabilities.of(Provider.RIXAPI)
          .submit(Feature.START_FRAME, Feature.END_FRAME, Feature.FRAME_UPLOAD)
          .submit(Feature.ASPECT_RATIO, Feature.LOOP, Feature.ENHANCE)
          .submit(Feature.DURATION, Feature.RESOLUTION, Feature.WEBHOOK)
          .extend(Feature.START_FRAME, Feature.END_FRAME, Feature.FRAME_UPLOAD)
          .extend(Feature.ENHANCE, Feature.WEBHOOK)
          .durations("5s", "10s")
          .resolutions("720p", "1080p")
          .batch(1, 50) // no limit is documented
          .refundsFailures()
          .build();

  private static final String OFFICIAL = "official/";

  private final RixapiApi api;

  RixapiAdapter(Adapters.Settings settings) {
    api = settings.client(RixapiApi.builder());
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
            .aspectRatio(request.aspectRatio().orElse("16:9"))
            .loop(request.loop().orElse(false))
            .expandPrompt(request.enhance().orElse(null))
            .duration(request.duration().orElse(null))
            .resolution(request.resolution().orElse(null))
            .notifyHook(request.webhook().map(URI::toString).orElse(null))
            .build());
  }

  @Override
  public CompletableFuture<Task> submitGenerated(Object request) {
    if (request instanceof OfficialGenerationRequest official) {
      return api.createOfficialGenerationAsync(official)
          .thenApply(answer -> Answers.bought(Provider.RIXAPI, officialId(answer), answer));
    }
    return api.createGenerationAsync(Adapter.as(GenerationRequest.class, request))
        .thenApply(answer -> Answers.bought(Provider.RIXAPI, answer.id(), answer));
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
    requireOwnFormat(parent, Feature.EXTEND);
    return api.extendGenerationAsync(parent.id(), Adapter.as(ExtendRequest.class, request))
        .thenApply(answer -> Answers.bought(Provider.RIXAPI, answer.id(), answer));
  }

  private static void requireOwnFormat(Task task, Feature feature) {
    if (isOfficial(task)) {
      throw new UnsupportedFeatureException(
          Provider.RIXAPI, feature, " of tasks in the official format");
    }
  }

  @Override
  public CompletableFuture<TaskSnapshot> fetch(Task task) {
    return isOfficial(task)
        ? api.getOfficialGenerationAsync(wireId(task))
            .thenCompose(answer -> withVideo(snapshot(task, answer), officialLinks(task, answer)))
        : api.getGenerationAsync(wireId(task))
            .thenCompose(answer -> withVideo(snapshot(task, answer), links(task, answer)));
  }

  private static boolean isOfficial(Task task) {
    return task.id().startsWith(OFFICIAL);
  }

  private static String wireId(Task task) {
    return isOfficial(task) ? task.id().substring(OFFICIAL.length()) : task.id();
  }

  private static @Nullable String officialId(OfficialGeneration answer) {
    return answer.id() == null || answer.id().isBlank() ? null : OFFICIAL + answer.id();
  }

  private static TaskSnapshot.Builder snapshot(Task task, Generation answer) {
    String word = word(answer);
    return TaskSnapshot.of(task, TaskState.of(word), answer)
        .word(word)
        .failureReason(answer.failureReason());
  }

  private static TaskSnapshot.Builder snapshot(Task task, OfficialGeneration answer) {
    String word = answer.state() == null ? null : answer.state().value();
    return TaskSnapshot.of(task, TaskState.of(word), answer)
        .word(word)
        .failureReason(answer.failureReason());
  }

  private static @Nullable String word(@Nullable Generation answer) {
    return answer == null || answer.state() == null ? null : answer.state().value();
  }

  private CompletableFuture<TaskSnapshot> withVideo(
      TaskSnapshot.Builder snapshot, VideoLinks links) {
    return links.addTo(snapshot, () -> downloadUrl(links.task()));
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

  /** The documented answer is a copy of the gateway's own format, official Luma has assets. */
  private static VideoLinks officialLinks(Task task, OfficialGeneration answer) {
    var video = answer.video();
    var assets = answer.assets();
    String clean = video == null ? null : video.downloadUrl();
    return new VideoLinks(
        task,
        clean == null && assets != null ? assets.video() : clean,
        video == null ? null : video.url(),
        assets == null ? null : assets.image());
  }

  private CompletableFuture<String> downloadUrl(Task task) {
    return api.getDownloadUrlAsync(wireId(task)).thenApply(DownloadUrl::url);
  }

  @Override
  public CompletableFuture<List<TaskSnapshot>> fetchMany(List<Task> tasks) {
    tasks.forEach(task -> requireOwnFormat(task, Feature.BATCH));
    List<String> ids = tasks.stream().map(Task::id).toList();
    return api.getTasksAsync(TasksRequest.builder().ids(ids).build())
        .thenCompose(
            answer ->
                Answers.inTurn(
                    found(tasks, answer),
                    found ->
                        withVideo(snapshot(found), links(found.task(), found.answer().data()))));
  }

  private record Found(Task task, BatchTask answer) {}

  private static List<Found> found(List<Task> tasks, TasksEnvelope answer) {
    return Answers.required(Provider.RIXAPI, "data", answer.data(), answer).stream()
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
    String id = Answers.required(Provider.RIXAPI, "the id of a task", answer.id(), answer);
    if (isOfficial(answer)) {
      Task task = Task.of(Provider.RIXAPI, OFFICIAL + id);
      OfficialGeneration official = body.read(OfficialGeneration.class);
      return snapshot(task, official).video(officialLinks(task, official).cleanVideo()).build();
    }
    Task task = Task.of(Provider.RIXAPI, id);
    return snapshot(task, answer).video(links(task, answer).cleanVideo()).build();
  }

  /** Whether there is what official Luma alone has; its other webhooks look like the usual ones. */
  private static boolean isOfficial(Generation answer) {
    String word = String.valueOf(word(answer));
    return answer.additionalProperties().containsKey("assets")
        || word.equals("queued")
        || word.equals("dreaming");
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
