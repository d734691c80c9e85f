package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lumacontracts.client.LumaListener.Exchange;
import io.github.lumacontracts.client.Setback.Next;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One download: asks for a video until all of it has come. One thing is done at a time; only a
 * cancellation comes from the side.
 */
final class Download {
  /** How many attempts in a row may end with less than {@link #ENOUGH} new bytes. */
  static final int ATTEMPTS = 5;

  static final int ENOUGH = 64 * 1024;
  private static final long NANOS_BETWEEN_REPORTS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int EXCERPT = 4096;

  private final Downloads downloads;
  private final Settings settings;
  private final Steps<Path> result;
  private final Video video;
  private final Task task;
  private final Path asked;
  private final Path target;
  private final DownloadListener progress;

  private URI address;
  private boolean addressIsFresh;
  private int attempt;
  private int failures;
  private long furthest;
  private @Nullable String validator;
  private OptionalLong total = OptionalLong.empty();
  private long lastReport;
  private volatile @Nullable PartFile part; // also left by whoever cancels

  Download(
      Downloads downloads,
      Steps<Path> result,
      Video video,
      Path target,
      DownloadListener progress) {
    this.downloads = downloads;
    this.settings = downloads.settings();
    this.result = result;
    this.video = video;
    this.task = video.task();
    this.address = video.url();
    this.asked = target;
    this.target = target.toAbsolutePath();
    this.progress = progress;
    CompletableFuture<?> unused = result.whenComplete((path, failure) -> leave());
  }

  /** Looks at the target and begins. */
  void begin() {
    step(
        () -> {
          Path folder = target.getParent();
          if (folder == null || Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "is a folder, expected a file");
          }
          if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                folder.toString(), null, "no such folder; create it first");
          }
          PartFile left = PartFile.claim(target, task).orElse(null);
          if (left != null) {
            furthest = left.size();
            goOnWith(left);
          }
          ask();
        });
  }

  private void ask() {
    PartFile begun = part;
    if (begun != null && !begun.isResumable()) {
      startAgain();
    }
    attempt++;
    long start = System.nanoTime();
    result.then(
        downloads.http().sendAsync(request(), BodyHandlers.ofPublisher()),
        answer -> step(() -> receive(answer, start)),
        failure -> step(() -> recover(unanswered(failure), start)));
  }

  private HttpRequest request() {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
      throw new DownloadException(
          task, "The address of the video of " + task + " is none of http or https.", false, null);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(settings.timeout()) // until the headers have come
            .header("User-Agent", settings.userAgent())
            .header("Accept-Encoding", "identity");
    PartFile begun = part;
    if (begun != null) {
      request.header("Range", "bytes=" + begun.size() + "-");
      if (validator != null) {
        request.header("If-Range", validator);
      }
    }
    return request.build();
  }

  private Setback unanswered(Throwable failure) {
    return failure instanceof IOException e
        ? broken("does not answer", e)
        // No cause: its message may show the whole address.
        : new Setback(Next.GIVE_UP, "leads on to what is no address");
  }

  private void receive(HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer, long start)
      throws IOException {
    MediaAnswer media;
    try {
      media = MediaAnswer.of(answer, settings.clock());
      if (media.isVideo()) {
        prepare(media);
      }
    } catch (Setback setback) {
      receiver(answer, bytes -> false).cancel(true);
      recover(setback, start);
      return;
    } catch (IOException | RuntimeException e) {
      receiver(answer, bytes -> false).cancel(true);
      throw e;
    }
    if (!media.isVideo()) {
      refuse(answer, media.type(), start);
      return;
    }
    result.then(
        receiver(answer, this::write),
        received -> step(() -> received(start)),
        failure -> step(() -> failed(failure, start)));
  }

  private Receiver receiver(
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer, Receiver.Sink sink) {
    Receiver receiver = new Receiver(sink, settings.timeout(), settings.executor());
    answer.body().subscribe(receiver);
    return receiver;
  }

  /** Finds the place for the bytes of an answer. */
  private void prepare(MediaAnswer media) throws IOException {
    PartFile begun = part;
    boolean sameLength = total.isEmpty() || total.equals(media.total());
    if (begun == null || !sameLength || !media.continues(begun, validator)) {
      if (!media.isWhole()) {
        throw new Setback(Next.AFRESH, "sends another part than it was asked for");
      }
      startAgain();
      goOnWith(PartFile.create(target, task, media.validator()));
    }
    validator = media.validator().orElse(validator);
    total = media.total();
    report();
  }

  private void refuse(
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer, String type, long start) {
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    Receiver receiver =
        receiver(
            answer,
            bytes -> {
              byte[] more = new byte[Math.min(bytes.remaining(), EXCERPT - beginning.size())];
              bytes.get(more);
              beginning.writeBytes(more);
              return beginning.size() < EXCERPT;
            });
    Runnable refuse =
        () -> {
          String text = beginning.toString(UTF_8).replaceAll("[\\s\\p{Cntrl}]+", " ").trim();
          String clean = MediaAddress.hide(MediaAddress.hide(text, address), answer.uri());
          String shown = clean.substring(0, Math.min(clean.length(), 200));
          recover(
              new Setback(
                  Next.GIVE_UP, "sends " + type + ", expected a video. It begins: " + shown),
              start);
        };
    result.then(receiver, all -> step(refuse::run), broken -> step(refuse::run));
  }

  private boolean write(ByteBuffer bytes) {
    PartFile begun = Objects.requireNonNull(part);
    if (begun.size() + bytes.remaining() > total.orElse(Long.MAX_VALUE)) {
      throw new Setback(Next.AFRESH, "sends more than the " + total.orElse(0) + " bytes it has");
    }
    try {
      begun.write(bytes);
    } catch (IOException e) {
      throw unwritable(e);
    }
    if (System.nanoTime() - lastReport > NANOS_BETWEEN_REPORTS) {
      report();
    }
    return true;
  }

  private void failed(Throwable failure, long start) {
    if (failure instanceof Setback setback) {
      recover(setback, start);
    } else if (failure instanceof IOException e) {
      recover(broken("breaks off after " + size() + " bytes", e), start);
    } else {
      fail(failure); // of the disk or of the listener
    }
  }

  private void received(long start) throws IOException {
    long size = size();
    if (size < total.orElse(size)) {
      recover(new Setback(Next.AGAIN, "ends after " + size + " bytes"), start);
    } else if (size == 0) {
      recover(new Setback(Next.GIVE_UP, "sends nothing"), start);
    } else {
      report();
      Objects.requireNonNull(part).moveTo(target);
      PartFile.sweep(target);
      tell(start, null);
      result.complete(asked);
    }
  }

  private Setback broken(String what, IOException e) {
    String text = e.toString();
    String clean = MediaAddress.hide(text, address);
    return new Setback(
        Next.AGAIN, what + " (" + clean + ")", Duration.ZERO, clean.equals(text) ? e : null);
  }

  private void recover(Setback setback, long start) {
    DownloadException failure =
        new DownloadException(
            task, describe(setback), setback.next() == Next.EXPIRED, setback.getCause());
    tell(start, failure);
    switch (setback.next()) {
      case AGAIN -> retry(setback, failure);
      case AFRESH -> {
        startAgain();
        retry(setback, failure);
      }
      case EXPIRED -> {
        if (addressIsFresh) {
          fail(failure);
        } else {
          refresh(setback);
        }
      }
      case GIVE_UP -> fail(failure);
    }
  }

  private void retry(Setback setback, DownloadException failure) {
    long size = size();
    if (size >= furthest + ENOUGH) {
      failures = 0;
    }
    furthest = Math.max(furthest, size);
    failures++;
    if (failures == ATTEMPTS) {
      fail(failure);
      return;
    }
    Duration pause = downloads.backoff().pause(failures - 1, ThreadLocalRandom.current());
    Duration least = setback.leastPause();
    result.pause(pause.compareTo(least) > 0 ? pause : least, () -> step(this::ask));
  }

  private void refresh(Setback setback) {
    addressIsFresh = true;
    result.then(
        fresh(),
        found ->
            step(
                () -> {
                  address = found;
                  ask();
                }),
        failure -> step(() -> fail(withoutFreshAddress(setback, failure))));
  }

  private CompletableFuture<URI> fresh() {
    try {
      return downloads.freshAddress(video);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private DownloadException withoutFreshAddress(Setback setback, Throwable cause) {
    if (cause instanceof DownloadException already) {
      return already;
    }
    return new DownloadException(
        task,
        describe(setback) + " The provider was asked for a fresh address, and gave none.",
        true,
        cause);
  }

  private String describe(Setback setback) {
    PartFile begun = part;
    String kept =
        begun != null && begun.isResumable()
            ? " " + begun.size() + " bytes are kept; download to the same target to go on."
            : "";
    return "The video of %s did not come: %s %s.%s"
        .formatted(task, MediaAddress.shown(address), setback.problem(), kept);
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private void tell(long start, @Nullable DownloadException failure) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    try {
      settings
          .listener()
          .exchanged(
              new Exchange(
                  task.provider(), "download", attempt, took, Optional.ofNullable(failure)));
    } catch (RuntimeException ofTheListener) {
      // What a listener does wrong must not cost a video.
    }
  }

  private void report() {
    lastReport = System.nanoTime();
    progress.progress(size(), total);
  }

  private long size() {
    PartFile begun = part;
    return begun == null ? 0 : begun.size();
  }

  private void goOnWith(PartFile next) {
    part = next;
    if (result.isDone()) {
      next.leave();
    }
  }

  private void startAgain() {
    PartFile begun = part;
    part = null;
    validator = null;
    total = OptionalLong.empty();
    if (begun != null) {
      begun.discard();
    }
  }

  private void leave() {
    PartFile begun = part;
    if (begun != null) {
      begun.leave();
    }
  }

  private void fail(Throwable failure) {
    leave(); // First, so that who sees the failure can go on at once.
    result.completeExceptionally(failure);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void step(Step step) {
    try {
      if (!result.isDone()) {
        step.run();
      }
    } catch (IOException e) {
      fail(unwritable(e));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private UncheckedIOException unwritable(IOException e) {
    boolean isClear = e instanceof FileSystemException file && file.getReason() != null;
    return new UncheckedIOException(
        target + " cannot be written: " + (isClear ? e.getMessage() : e.toString()), e);
  }
}
