package io.github.lumacontracts.contract.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lumacontracts.client.Capabilities;
import io.github.lumacontracts.client.ConnectionException;
import io.github.lumacontracts.client.DownloadException;
import io.github.lumacontracts.client.Feature;
import io.github.lumacontracts.client.Frame;
import io.github.lumacontracts.client.InvalidKeyException;
import io.github.lumacontracts.client.InvalidRequestException;
import io.github.lumacontracts.client.LumaClient;
import io.github.lumacontracts.client.LumaException;
import io.github.lumacontracts.client.ModerationException;
import io.github.lumacontracts.client.NoCreditsException;
import io.github.lumacontracts.client.NotFoundException;
import io.github.lumacontracts.client.RateLimitedException;
import io.github.lumacontracts.client.RefusedException;
import io.github.lumacontracts.client.StillRunningException;
import io.github.lumacontracts.client.Task;
import io.github.lumacontracts.client.TaskFailedException;
import io.github.lumacontracts.client.TaskSnapshot;
import io.github.lumacontracts.client.TaskState;
import io.github.lumacontracts.client.UnsupportedFeatureException;
import io.github.lumacontracts.client.Video;
import io.github.lumacontracts.client.VideoRequest;
import io.github.lumacontracts.client.WebhookReceiver;
import io.github.lumacontracts.contract.Stub;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that an application does with {@link LumaClient}, word for word the same for each provider.
 * What one of them cannot do is refused before anything is sent.
 */
@ExtendWith(Stub.class)
@Execution(ExecutionMode.CONCURRENT)
class LumaClientTest {
  private static final String PROMPT = "a paper boat no. 4711";
  private static final VideoRequest BOAT = VideoRequest.of(PROMPT);
  private static final String SECRET = "abc123";
  private static final URI PICTURE = URI.create("https://example.com/first.png");
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  /** A task of the stub, and a twentieth of it. */
  private static final Duration LENGTH = Duration.ofSeconds(10);

  private static final Duration STEP = LENGTH.dividedBy(20);

  /** More than any test waits, and less. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir private Path folder;

  /** The others refuse it, which other tests here show. */
  private static Stream<Provider> having(Feature feature) {
    return Arrays.stream(Provider.values())
        .filter(provider -> LumaClient.create(provider, "key").capabilities().supports(feature));
  }

  static Stream<Provider> withBatches() {
    return having(Feature.BATCH);
  }

  static Stream<Provider> withBalance() {
    return having(Feature.BALANCE);
  }

  static Stream<Provider> withWebhooks() {
    return having(Feature.WEBHOOK);
  }

  static Stream<Provider> withSecrets() {
    return having(Feature.WEBHOOK_SECRET);
  }

  /** Returns a request with one feature more. */
  private static VideoRequest with(VideoRequest request, Feature feature, Capabilities can) {
    return switch (feature) {
      case START_FRAME -> request.startFrame(Frame.ofUrl(PICTURE));
      case END_FRAME -> request.endFrame(Frame.ofUrl(PICTURE));
      case FRAME_UPLOAD -> request.startFrame(Frame.ofBytes(PNG, "image/png"));
      case ASPECT_RATIO -> request.aspectRatio("9:16");
      case LOOP -> request.loop(true);
      case ENHANCE -> request.enhance(true);
      case DURATION -> request.duration(can.durations().stream().findFirst().orElse("5s"));
      case RESOLUTION -> request.resolution(can.resolutions().stream().findFirst().orElse("720p"));
      case WEBHOOK -> request.webhook(URI.create("http://127.0.0.1:9/hook"));
      case WEBHOOK_SECRET -> request.webhook(URI.create("http://127.0.0.1:9/hook"), SECRET);
      case EXTEND, BATCH, BALANCE -> request;
    };
  }

  private static boolean isOfRequest(Feature feature) {
    return with(BOAT, feature, LumaClient.create(Provider.VAPI, "key").capabilities()) != BOAT;
  }

  private static VideoRequest everything(Capabilities can) {
    VideoRequest request = BOAT;
    for (Feature feature : Feature.values()) {
      boolean webhook = feature == Feature.WEBHOOK || feature == Feature.WEBHOOK_SECRET;
      if (can.supports(feature) && !webhook) {
        request = with(request, feature, can);
      }
    }
    return request;
  }

  private static VideoRequest everythingInExtension(Capabilities can) {
    VideoRequest request = BOAT;
    for (Feature feature : Feature.values()) {
      boolean webhook = feature == Feature.WEBHOOK || feature == Feature.WEBHOOK_SECRET;
      if (can.supportsInExtension(feature) && !webhook) {
        request = with(request, feature, can);
      }
    }
    return request;
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void buys_awaits_and_downloads_a_video(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    List<TaskSnapshot> way = new CopyOnWriteArrayList<>();
    List<Long> bytes = new CopyOnWriteArrayList<>();
    try (LumaClient luma = world.luma(provider)) {
      Task task = luma.submit(everything(luma.capabilities()));
      Video video =
          luma.await(
              task,
              LONG,
              seen -> {
                way.add(seen);
                world.advance(STEP);
              });
      Path boat =
          luma.download(video, folder.resolve("boat.mp4"), (loaded, total) -> bytes.add(loaded));

      assertThat(way).extracting(TaskSnapshot::task).containsOnly(task);
      assertThat(way.stream().map(TaskSnapshot::state).distinct())
          .containsExactly(TaskState.QUEUED, TaskState.RUNNING, TaskState.COMPLETED);
      assertThat(way.stream().limit(way.size() - 1)).allMatch(seen -> seen.word().isPresent());
      assertThat(way.stream().flatMap(seen -> seen.progress().stream().boxed()))
          .isSorted()
          .allMatch(share -> share >= 0 && share <= 1);
      assertThat(way).allMatch(seen -> seen.raw(Object.class).isPresent());
      assertThat(task.raw(Object.class)).isPresent();
      assertThat(video.task()).isEqualTo(task);
      assertThat(Mp4.ratio(Files.readAllBytes(boat)))
          .isEqualTo(luma.capabilities().supports(Feature.ASPECT_RATIO) ? "9:16" : "16:9");
      assertThat(bytes).isSorted().endsWith(Files.size(boat));
      assertThat(world.stub().tasks().get(task.id()).prompt()).hasValue(PROMPT);
    }
    assertThat(world.bought()).isEqualTo(1);
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void does_the_same_without_a_thread_that_waits(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      Path boat =
          luma.submitAsync(BOAT)
              .thenCompose(task -> luma.awaitAsync(task, LONG, seen -> world.advance(STEP)))
              .thenCompose(video -> luma.downloadAsync(video, folder.resolve("boat.mp4")))
              .get(LONG.toSeconds(), TimeUnit.SECONDS);

      assertThat(Files.readAllBytes(boat)).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void takes_frames_as_addresses_files_and_bytes(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    Path file = Files.write(folder.resolve("first.png"), PNG);
    List<Frame> frames =
        List.of(Frame.ofUrl(PICTURE), Frame.ofFile(file), Frame.ofBytes(PNG, "image/png"));
    try (LumaClient luma = world.luma(provider)) {
      int sent = 0;
      for (Frame frame : frames) {
        if (frame.url().isPresent() || luma.capabilities().supports(Feature.FRAME_UPLOAD)) {
          luma.submit(VideoRequest.of("boat " + sent).startFrame(frame).endFrame(frame));
          sent++;
        } else {
          assertThatThrownBy(() -> luma.submit(BOAT.startFrame(frame)))
              .isInstanceOf(UnsupportedFeatureException.class)
              .hasMessageContaining("FRAME_UPLOAD");
        }
      }

      assertThat(world.bought()).isEqualTo(sent);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void extends_a_completed_video(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      Task parent = luma.submit(BOAT);
      luma.await(parent, LONG, seen -> world.advance(STEP));

      Task longer = luma.extend(parent, everythingInExtension(luma.capabilities()));
      Video video = luma.await(longer, LONG, seen -> world.advance(STEP));

      assertThat(longer).isNotEqualTo(parent);
      assertThat(world.stub().tasks().get(longer.id()).parent()).hasValue(parent.id());
      assertThat(luma.download(video, folder.resolve("longer.mp4"))).isNotEmptyFile();
    }
    assertThat(world.bought()).isEqualTo(2);
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void says_what_is_wrong_with_a_task(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      Task unfinished = luma.submit(BOAT);
      Task unknown = Task.of(provider, UUID.randomUUID().toString());

      assertNotPaid(InvalidRequestException.class, () -> luma.extend(unfinished, BOAT));
      assertNotPaid(NotFoundException.class, () -> luma.extend(unknown, BOAT));
      assertNotPaid(NotFoundException.class, () -> luma.fetch(unknown));
      assertNotPaid(NotFoundException.class, () -> luma.await(unknown, LONG));
    }
    assertThat(world.bought()).isEqualTo(1);
  }

  private static void assertNotPaid(Class<? extends LumaException> type, Runnable call) {
    LumaException refused = catchThrowableOfType(LumaException.class, call::run);
    assertThat(refused).isInstanceOf(type);
    assertThat(refused.mayBePaid()).isFalse();
    assertThat(refused).hasMessageNotContaining("test-key");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withBatches")
  void reads_many_tasks_at_once(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      List<Task> tasks = new ArrayList<>();
      tasks.add(luma.submit(BOAT));
      world.advance(LENGTH);
      for (int i = 1; i < 51; i++) { // more than any provider takes at a time, and one that is left
        tasks.add(luma.submit(VideoRequest.of("boat " + i)));
      }
      List<Task> asked = new ArrayList<>(tasks);
      asked.add(25, Task.of(provider, UUID.randomUUID().toString()));

      List<TaskSnapshot> seen = luma.fetchMany(asked);

      assertThat(seen).extracting(TaskSnapshot::task).containsExactlyElementsOf(tasks);
      assertThat(seen.get(0).video()).isPresent();
      assertThat(seen.get(1).state()).isEqualTo(TaskState.QUEUED);
      assertThat(luma.fetchMany(List.of(tasks.get(0)))).hasSize(1);
      assertThat(luma.fetchMany(List.of())).isEmpty();
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withBalance")
  void tells_what_is_left_of_the_money(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      BigDecimal before = luma.balance().amount();
      luma.submit(BOAT);

      assertThat(before.subtract(luma.balance().amount()))
          .isEqualByComparingTo(world.stub().ledger().entries().get(0).amount());
      assertThat(luma.balance().unit()).isEqualTo(world.stub().ledger().entries().get(0).unit());
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  static Stream<Arguments> unsupported() {
    return Arrays.stream(Provider.values())
        .flatMap(
            provider -> {
              Capabilities can = LumaClient.create(provider, "key").capabilities();
              return Arrays.stream(Feature.values())
                  .filter(feature -> !can.supports(feature))
                  .filter(
                      feature -> feature != Feature.WEBHOOK_SECRET || can.supports(Feature.WEBHOOK))
                  .map(feature -> Arguments.of(provider, feature));
            });
  }

  @ParameterizedTest(name = "{0} · {1}")
  @MethodSource("unsupported")
  void refuses_by_name_what_the_provider_does_not_have(
      Provider provider, Feature feature, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      Task task = Task.of(provider, UUID.randomUUID().toString());

      assertUnsupported(
          provider,
          feature,
          () -> {
            switch (feature) {
              case EXTEND -> luma.extend(task, BOAT);
              case BATCH -> luma.fetchMany(List.of(task, task));
              case BALANCE -> luma.balance();
              default -> luma.submit(with(BOAT, feature, luma.capabilities()));
            }
          });
      if (feature == Feature.WEBHOOK) {
        assertUnsupported(provider, feature, () -> WebhookReceiver.of(provider));
      }
      if (feature == Feature.WEBHOOK_SECRET) {
        assertUnsupported(provider, feature, () -> WebhookReceiver.of(provider, SECRET));
      }
    }
    assertThat(world.requests()).isZero();
  }

  static Stream<Arguments> unsupportedInExtensions() {
    return Arrays.stream(Provider.values())
        .flatMap(
            provider -> {
              Capabilities can = LumaClient.create(provider, "key").capabilities();
              return Arrays.stream(Feature.values())
                  .filter(LumaClientTest::isOfRequest)
                  .filter(feature -> !can.supportsInExtension(feature))
                  .filter(
                      feature ->
                          feature != Feature.WEBHOOK_SECRET
                              || can.supportsInExtension(Feature.WEBHOOK))
                  .map(feature -> Arguments.of(provider, feature));
            });
  }

  @ParameterizedTest(name = "{0} · {1}")
  @MethodSource("unsupportedInExtensions")
  void refuses_by_name_what_extensions_do_not_have(
      Provider provider, Feature feature, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      Task task = Task.of(provider, UUID.randomUUID().toString());

      assertUnsupported(
          provider, feature, () -> luma.extend(task, with(BOAT, feature, luma.capabilities())));
    }
    assertThat(world.requests()).isZero();
  }

  private static void assertUnsupported(Provider provider, Feature feature, Runnable call) {
    UnsupportedFeatureException refused =
        catchThrowableOfType(UnsupportedFeatureException.class, call::run);
    assertThat(refused).isNotNull();
    assertThat(refused.feature()).isEqualTo(feature);
    assertThat(refused).hasMessageContaining(provider + " has no " + feature);
    assertThat(refused.mayBePaid()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withWebhooks")
  void is_told_by_webhooks(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      try (Hooks hooks = hooks(luma)) {
        Task task = luma.submit(toldTo(hooks, luma));
        world.advance(LENGTH);
        TaskSnapshot news = untilFinal(hooks);

        assertThat(news.task()).isEqualTo(task);
        assertThat(news.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(luma.download(news.video().orElseThrow(), folder.resolve("boat.mp4")))
            .isNotEmptyFile();

        Task failed = luma.submit(toldTo(hooks, luma, "[scenario:failed]"));
        world.advance(LENGTH);
        TaskSnapshot failure = untilFinal(hooks);

        assertThat(failure.task()).isEqualTo(failed);
        assertThat(failure.state()).isEqualTo(TaskState.FAILED);
        assertThat(failure.failureReason()).isPresent();
        assertThat(hooks.refused()).isZero();
      }
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0} · {1}")
  @MethodSource("disordered")
  void is_told_each_thing_once_whatever_becomes_of_webhooks(
      Provider provider, String scenario, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider, scenario);
        Hooks hooks = hooks(luma)) {
      Task task = luma.submit(toldTo(hooks, luma));
      world.advance(LENGTH);
      world.advance(Duration.ofSeconds(30));

      List<TaskSnapshot> news = new ArrayList<>(List.of(hooks.next()));
      while (world.stub().webhooks().deliveries().stream()
          .anyMatch(delivery -> delivery.state().name().equals("WAITING"))) {
        Thread.sleep(10);
      }
      for (int left = hooks.newsAfter(1); left > 0; left--) {
        news.add(hooks.next());
      }

      assertThat(news).extracting(TaskSnapshot::task).containsOnly(task);
      assertThat(news)
          .extracting(seen -> seen.word().orElse("") + seen.video().isPresent())
          .doesNotHaveDuplicates();
      assertThat(news.stream().filter(seen -> seen.state() == TaskState.COMPLETED)).hasSize(1);
      if (scenario.equals("webhook-duplicated")) {
        assertThat(hooks.requests()).isEqualTo(2 * news.size());
      }
    }
  }

  static Stream<Arguments> disordered() {
    return withWebhooks()
        .flatMap(
            provider ->
                Stream.of("webhook-duplicated", "webhook-late", "webhook-unordered")
                    .map(scenario -> Arguments.of(provider, scenario)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withSecrets")
  void believes_no_webhook_with_another_secret(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      try (Hooks hooks = hooks(luma)) {
        luma.submit(BOAT.webhook(hooks.address(), "another"));
        world.advance(LENGTH);

        assertThat(hooks.newsAfter(1)).isZero();
        assertThat(hooks.refused()).isPositive();
      }
    }
  }

  private static Hooks hooks(LumaClient luma) throws IOException {
    return new Hooks(
        luma.capabilities().supports(Feature.WEBHOOK_SECRET)
            ? WebhookReceiver.of(luma.provider(), SECRET)
            : WebhookReceiver.of(luma.provider()));
  }

  private static VideoRequest toldTo(Hooks hooks, LumaClient luma) {
    return toldTo(hooks, luma, PROMPT);
  }

  private static VideoRequest toldTo(Hooks hooks, LumaClient luma, String prompt) {
    VideoRequest request = VideoRequest.of(prompt);
    return luma.capabilities().supports(Feature.WEBHOOK_SECRET)
        ? request.webhook(hooks.address(), SECRET)
        : request.webhook(hooks.address());
  }

  private static TaskSnapshot untilFinal(Hooks hooks) throws InterruptedException {
    TaskSnapshot news = hooks.next();
    while (!news.state().isFinal()) {
      news = hooks.next();
    }
    return news;
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void says_that_a_task_has_failed(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider, "failed")) {
      Task task = luma.submit(BOAT);

      TaskFailedException failed =
          catchThrowableOfType(
              TaskFailedException.class, () -> luma.await(task, LONG, seen -> world.advance(STEP)));

      assertThat(failed.task()).hasValue(task);
      assertThat(failed.snapshot().state()).isEqualTo(TaskState.FAILED);
      assertThat(failed.reason().isPresent()).isEqualTo(provider != Provider.AIMLAPI); // has none
      assertThat(failed.refundable()).isEqualTo(luma.capabilities().refundsFailures());
      assertThat(failed.mayBePaid()).isFalse();
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void says_that_a_task_was_moderated(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider, "moderated")) {
      Task task = luma.submit(BOAT);

      LumaException failed =
          catchThrowableOfType(
              LumaException.class, () -> luma.await(task, LONG, seen -> world.advance(STEP)));

      // The others only say that it has failed.
      assertThat(failed)
          .isInstanceOf(
              List.of(Provider.RIXAPI, Provider.VAPI).contains(provider)
                  ? ModerationException.class
                  : TaskFailedException.class);
      assertThat(failed.task()).hasValue(task);
    }
  }

  @ParameterizedTest(name = "{0} · {1}")
  @MethodSource("neverending")
  void ends_a_wait_in_time_and_goes_on_in_another_process(
      Provider provider, String scenario, MockServer server) throws Exception {
    World world = World.frozen(server);
    String kept;
    try (LumaClient luma = world.luma(provider, scenario)) {
      Task task = luma.submit(BOAT);
      world.advance(LENGTH);

      StillRunningException late =
          catchThrowableOfType(StillRunningException.class, () -> luma.await(task, SHORT));

      assertThat(late.task()).hasValue(task);
      assertThat(late.last().orElseThrow().state()).isNotEqualTo(TaskState.FAILED);
      assertThat(late.last().orElseThrow().video()).isEmpty();
      assertThat(late).hasMessageContaining(task.toString());
      assertThat(late.mayBePaid()).isFalse();
      kept = late.task().orElseThrow().toString();
    }
    if (scenario.equals("slow")) {
      try (LumaClient another = world.luma(provider)) {
        Video video = another.await(Task.parse(kept), LONG, seen -> world.advance(LENGTH));

        assertThat(another.download(video, folder.resolve("boat.mp4"))).isNotEmptyFile();
      }
    }
    assertThat(world.bought()).isEqualTo(1);
  }

  static Stream<Arguments> neverending() {
    return Arrays.stream(Provider.values())
        .flatMap(
            provider ->
                Stream.of("slow", "stuck").map(scenario -> Arguments.of(provider, scenario)));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void takes_an_unknown_word_for_a_task_under_way(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider, "unknown-status")) {
      Task task = luma.submit(BOAT);
      world.advance(LENGTH.dividedBy(2));

      StillRunningException late =
          catchThrowableOfType(StillRunningException.class, () -> luma.await(task, SHORT));

      assertThat(late.last().orElseThrow().word()).hasValue("paused");
      assertThat(late.last().orElseThrow().state()).isEqualTo(TaskState.RUNNING);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void does_not_take_a_task_without_an_address_for_done(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider, "done-without-url")) {
      Task task = luma.submit(BOAT);
      world.advance(LENGTH);

      if (List.of(Provider.RIXAPI, Provider.VAPI).contains(provider)) {
        Video video = luma.await(task, LONG); // from the operation that has nothing but the link
        assertThat(luma.download(video, folder.resolve("boat.mp4"))).isNotEmptyFile();
      } else {
        StillRunningException late =
            catchThrowableOfType(StillRunningException.class, () -> luma.await(task, SHORT));
        TaskSnapshot last = late.last().orElseThrow();
        assertThat(last.video()).isEmpty();
        assertThat(last.state()) // of Apiframe nothing but the address tells the end
            .isEqualTo(provider == Provider.APIFRAME ? TaskState.RUNNING : TaskState.COMPLETED);
      }
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void says_that_an_address_has_expired(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider, "expired-url")) {
      Task task = luma.submit(BOAT);
      Video video = luma.await(task, LONG, seen -> world.advance(STEP));

      DownloadException expired =
          catchThrowableOfType(
              DownloadException.class, () -> luma.download(video, folder.resolve("boat.mp4")));

      assertThat(expired.expired()).isTrue();
      assertThat(expired.task()).hasValue(task);
      assertThat(folder).isEmptyDirectory();
    }
  }

  /** Where links last for an hour, the first one is refused, and the provider has another one. */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void downloads_long_after_the_end(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      Video video = luma.await(luma.submit(BOAT), LONG, seen -> world.advance(STEP));
      world.advance(Duration.ofHours(2));

      assertThat(luma.download(video, folder.resolve("boat.mp4"))).isNotEmptyFile();
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  /** A scenario of one answer, what a submit throws then, and whether it may have been paid. */
  private enum Refused {
    UNAUTHORIZED(InvalidKeyException.class, false, 0),
    NO_CREDITS(NoCreditsException.class, false, 0),
    RATE_LIMITED(RateLimitedException.class, false, 0),
    SERVER_ERROR(RefusedException.class, true, 0),
    DROPPED(ConnectionException.class, true, 1),
    TIMEOUT(ConnectionException.class, true, 1);

    private final Class<? extends LumaException> type;
    private final boolean inDoubt;
    private final int bought;

    Refused(Class<? extends LumaException> type, boolean inDoubt, int bought) {
      this.type = type;
      this.inDoubt = inDoubt;
      this.bought = bought;
    }

    String scenario() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  static Stream<Arguments> refusals() {
    return Arrays.stream(Provider.values())
        .flatMap(
            provider ->
                Arrays.stream(Refused.values()).map(refused -> Arguments.of(provider, refused)));
  }

  @ParameterizedTest(name = "{0} · {1}")
  @MethodSource("refusals")
  void tells_apart_why_there_is_no_task_and_sends_no_other_request(
      Provider provider, Refused refused, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma =
        world.builder(provider, "-" + refused.scenario()).timeout(Duration.ofSeconds(2)).build()) {
      LumaException failure = catchThrowableOfType(LumaException.class, () -> luma.submit(BOAT));

      assertThat(failure).isExactlyInstanceOf(refused.type);
      assertThat(failure.mayBePaid()).isEqualTo(refused.inDoubt);
      assertThat(failure).hasMessageNotContaining("test-key");
      if (failure instanceof RateLimitedException limited) {
        assertThat(limited.retryAfter()).hasValue(Duration.ofSeconds(1));
      }
    }
    assertThat(world.bought()).isEqualTo(refused.bought);
    assertThat(world.requests()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void waits_on_although_single_answers_fail(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (LumaClient luma = world.luma(provider)) {
      Task task = luma.submit(BOAT);
      List.of("server-error", "dropped", "server-error").forEach(world.stub().scenarios()::next);

      Video video = luma.await(task, LONG, seen -> world.advance(STEP));

      assertThat(video.task()).isEqualTo(task);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void waits_before_it_reads_again_as_long_as_the_provider_asks(
      Provider provider, MockServer server) throws Exception {
    World world = World.fast(server);
    try (LumaClient luma = world.luma(provider)) {
      Task task = luma.submit(BOAT);
      world.stub().scenarios().next("rate-limited");

      long start = System.nanoTime();
      assertThat(luma.fetch(task).task()).isEqualTo(task);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
      assertThat(world.requests()).isEqualTo(3);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void waits_within_the_limits_of_the_provider(Provider provider, MockServer server)
      throws Exception {
    World world = World.fast(server);
    try (LumaClient luma = world.luma(provider, "rate-window")) {
      Task task = luma.submit(BOAT);

      Video video = luma.await(task, LONG);

      assertThat(video.task()).isEqualTo(task);
      assertThat(world.requests()).isLessThan(20);
    }
  }
}
