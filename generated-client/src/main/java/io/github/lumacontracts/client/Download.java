package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lumacontracts.client.LumaListener.Exchange;
import io.github.lumacontracts.client.Setback.Next;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
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
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One download: asks for a video until all of it has come. One thing is done at a time; only a
 * cancellation comes from the side.
 */
final class Download {
  /** How many attempts in a row may end with less than {@link #ENOUGH} new bytes. */
  static final int ATTEMPTS = 5;

  static final int ENOUGH = 64 * 1024;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final long NANOS_BETWEEN_REPORTS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int EXCERPT = 4096;

  private final HttpClient http;
  private final Downloads.Settings settings;
  private final Function<Task, CompletableFuture<URI>> freshAddress;
  private final Task task;
  private final Path target;
  private final Path file;
  private final DownloadListener progress;
  private final CompletableFuture<Path> result = new CompletableFuture<>();

  private URI address;
  private boolean addressIsFresh;
  private int attempt;
  private int failures;
  private long furthest;
  private @Nullable String validator;
  private OptionalLong total = OptionalLong.empty();
  private long lastReport;

  // Also used by whoever cancels.
  private volatile Runnable stop = () -> {};
  private volatile @Nullable PartFile part;

  Download(
      HttpClient http,
      Downloads.Settings settings,
      Function<Task, CompletableFuture<URI>> freshAddress,
      Video video,
      Path target,
      DownloadListener progress) {
    this.http = http;
    this.settings = settings;
    this.freshAddress = freshAddress;
    this.task = video.task();
    this.address = video.url();
    this.target = target;
    this.file = target.toAbsolutePath();
    this.progress = progress;
    CompletableFuture<?> unused = result.whenComplete((path, failure) -> end());
  }

  /** Returns what ends with the target. To cancel it ends the download. */
  CompletableFuture<Path> result() {
    return result;
  }

  /** Looks at the target and begins. */
  void begin() {
    step(
        () -> {
          Path folder = file.getParent();
          if (folder == null || Files.isDirectory(file)) {
            throw new FileSystemException(target.toString(), null, "is a folder, expected a file");
          }
          if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                folder.toString(), null, "no such folder; create it first");
          }
          PartFile left = PartFile.claim(file, task).orElse(null);
          if (left != null) {
            furthest = left.size();
            write(left);
          }
          ask();
        });
  }

  private void ask() {
    if (result.isDone()) {
      return;
    }
    PartFile begun = part;
    if (begun != null && !begun.isResumable()) {
      startAgain();
    }
    attempt++;
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
        http.sendAsync(request(), BodyHandlers.ofPublisher());
    stopWith(() -> answer.cancel(true));
    CompletableFuture<?> unused =
        answer
            .handle(this::answered)
            .thenCompose(this::receive)
            .whenComplete(
                (received, failure) ->
                    step(() -> after(failure, Duration.ofNanos(System.nanoTime() - start))));
  }

  private HttpRequest request() {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
      throw new DownloadException(
          task, "The address of the video of " + task + " is none of http or https.", false, null);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(settings.idle()) // until the headers have come
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

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> answered(
      @Nullable HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer,
      @Nullable Throwable failure) {
    if (answer != null) {
      return answer;
    }
    Throwable cause = unwrap(failure);
    if (cause instanceof IOException e) {
      throw broken("does not answer", e);
    }
    // No cause: its message may show the whole address.
    throw new Setback(Next.GIVE_UP, "leads on to what is no address");
  }

  private CompletableFuture<@Nullable Void> receive(
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer) {
    MediaAnswer media;
    try {
      media = MediaAnswer.of(answer);
      if (!media.isVideo()) {
        return refuse(answer, media.type());
      }
      prepare(media);
    } catch (RuntimeException e) {
      receive(answer, bytes -> false).stop();
      throw e;
    }
    return receive(answer, this::write).done();
  }

  /** Finds the place for the bytes of an answer. */
  private void prepare(MediaAnswer media) {
    PartFile begun = part;
    boolean sameLength = total.isEmpty() || total.equals(media.total());
    if (begun == null || !sameLength || !media.continues(begun, validator)) {
      if (!media.isWhole()) {
        throw new Setback(Next.AFRESH, "sends another part than it was asked for");
      }
      startAgain();
      try {
        write(PartFile.create(file, task, media.validator()));
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
    validator = media.validator().orElse(validator);
    total = media.total();
    report();
  }

  private Receiver receive(
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer, Receiver.Sink sink) {
    Receiver receiver = new Receiver(sink, settings.idle(), settings.executor());
    stopWith(receiver::stop);
    answer.body().subscribe(receiver);
    return receiver;
  }

  private CompletableFuture<@Nullable Void> refuse(
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer, String type) {
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    Receiver receiver =
        receive(
            answer,
            bytes -> {
              byte[] more = new byte[Math.min(bytes.remaining(), EXCERPT - beginning.size())];
              bytes.get(more);
              beginning.writeBytes(more);
              return beginning.size() < EXCERPT;
            });
    return receiver
        .done()
        .handle(
            (nothing, broken) -> {
              String text = beginning.toString(UTF_8).replaceAll("[\\s\\p{Cntrl}]+", " ").trim();
              String clean = MediaAddress.hide(MediaAddress.hide(text, address), answer.uri());
              throw new Setback(
                  Next.GIVE_UP,
                  "sends "
                      + type
                      + ", expected a video. It begins: "
                      + clean.substring(0, Math.min(clean.length(), 200)));
            });
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

  private void after(@Nullable Throwable failure, Duration took) throws IOException {
    Throwable cause = unwrap(failure);
    Setback setback = setback(cause);
    if (setback != null) {
      tell(took, exception(setback));
      recover(setback);
    } else if (cause == null) {
      finish(took);
    } else {
      fail(cause);
    }
  }

  /** Returns what was wrong with an attempt; nothing if all is there, or if it was our fault. */
  private @Nullable Setback setback(@Nullable Throwable cause) {
    if (cause instanceof Setback setback) {
      return setback;
    }
    long size = size();
    if (cause instanceof IOException e) {
      return broken("breaks off after " + size + " bytes", e);
    }
    if (cause == null && size < total.orElse(size)) {
      return new Setback(Next.AGAIN, "ends after " + size + " bytes");
    }
    return cause == null && size == 0 ? new Setback(Next.GIVE_UP, "sends nothing") : null;
  }

  private Setback broken(String what, IOException e) {
    String text = e.toString();
    String clean = MediaAddress.hide(text, address);
    return new Setback(
        Next.AGAIN, what + " (" + clean + ")", Duration.ZERO, clean.equals(text) ? e : null);
  }

  private void finish(Duration took) throws IOException {
    report();
    PartFile complete = Objects.requireNonNull(part);
    if (result.isDone()) {
      return;
    }
    complete.moveTo(file);
    PartFile.sweep(file);
    tell(took, null);
    result.complete(target);
  }

  private void recover(Setback setback) {
    switch (setback.next()) {
      case AGAIN -> retry(setback);
      case AFRESH -> {
        startAgain();
        retry(setback);
      }
      case EXPIRED -> {
        if (addressIsFresh) {
          fail(exception(setback));
        } else {
          refresh(setback);
        }
      }
      case GIVE_UP -> fail(exception(setback));
    }
  }

  private void retry(Setback setback) {
    long size = size();
    if (size >= furthest + ENOUGH) {
      failures = 0;
    }
    furthest = Math.max(furthest, size);
    failures++;
    if (failures == ATTEMPTS) {
      fail(exception(setback));
      return;
    }
    double pause =
        Math.min(settings.pause().toMillis() << (failures - 1), LONGEST_PAUSE_MILLIS)
            * ThreadLocalRandom.current().nextDouble(0.8, 1.2);
    long millis = Math.max((long) pause, setback.leastPause().toMillis());
    Executor later =
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, settings.executor());
    later.execute(() -> step(this::ask));
  }

  private void refresh(Setback setback) {
    addressIsFresh = true;
    CompletableFuture<URI> fresh = fresh();
    stopWith(() -> fresh.cancel(true));
    CompletableFuture<?> unused =
        fresh.whenComplete(
            (found, failure) ->
                step(
                    () -> {
                      if (found != null) {
                        address = found;
                        ask();
                      } else {
                        fail(withoutFreshAddress(setback, unwrap(failure)));
                      }
                    }));
  }

  private CompletableFuture<URI> fresh() {
    try {
      return freshAddress.apply(task);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private DownloadException withoutFreshAddress(Setback setback, @Nullable Throwable cause) {
    if (cause instanceof DownloadException already) {
      return already;
    }
    return new DownloadException(
        task,
        describe(setback) + " The provider was asked for a fresh address, and gave none.",
        true,
        cause);
  }

  private DownloadException exception(Setback setback) {
    return new DownloadException(
        task, describe(setback), setback.next() == Next.EXPIRED, setback.getCause());
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

  private void tell(Duration took, @Nullable DownloadException failure) {
    try {
      settings
          .listener()
          .exchanged(
              new Exchange(
                  task.provider(), "download", attempt, took, Optional.ofNullable(failure)));
    } catch (RuntimeException e) {
      // Whoever counts must not end what is counted.
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

  private void write(PartFile next) {
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

  private void stopWith(Runnable next) {
    stop = next;
    if (result.isDone()) {
      next.run();
    }
  }

  private void end() {
    stop.run();
    PartFile begun = part;
    if (begun != null) {
      begun.leave();
    }
  }

  private void fail(Throwable failure) {
    PartFile begun = part;
    if (begun != null) {
      begun.leave(); // First, so that who sees the failure can go on at once.
    }
    result.completeExceptionally(failure);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void step(Step step) {
    try {
      step.run();
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

  private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
