package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.global.GlobalSettings;
import com.github.tomakehurst.wiremock.store.SettingsStore;
import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.SteeringApi;
import io.github.lumacontracts.mock.internal.callback.CallbackPlan;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;
import io.github.lumacontracts.mock.internal.http.Disturbance;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Gives the engine's answers without WireMock where WireMock would change nothing about them: no
 * stub of a user could match and no delay is set. WireMock's way to an answer costs several times
 * what the engine and Jetty cost together. Everything else takes that way; both fill one journal.
 */
final class DirectAnswers extends Handler.Wrapper {
  /** Larger bodies are read by WireMock, which does so in pieces. */
  private static final long LARGEST_BODY = 64 * 1024;

  private static final long LARGEST_QUICK_BODY = 8 * 1024;

  /** Part of the answer to a preflight: some browsers wait for a body without it. */
  private static final Header LENGTH_OF_NOTHING = new Header("Content-Length", "0");

  private final Supplier<Engine> engine;
  private final StubStore stubs;
  private final Journal journal;
  private final SettingsStore settings;
  private final Consumer<Exchange> listener;
  private final CallbackSender callbacks;
  private final SteeringApi steering;
  private final boolean neverWaits;
  private final HeaderFields fields = new HeaderFields();

  DirectAnswers(
      Handler wiremock,
      Supplier<Engine> engine,
      StubStore stubs,
      Journal journal,
      SettingsStore settings,
      Consumer<Exchange> listener,
      CallbackSender callbacks,
      SteeringApi steering,
      boolean neverWaits) {
    super(wiremock);
    this.engine = engine;
    this.stubs = stubs;
    this.journal = journal;
    this.settings = settings;
    this.listener = listener;
    this.callbacks = callbacks;
    this.steering = steering;
    this.neverWaits = neverWaits;
  }

  /** Without a wait on the way, the thread that reads requests may as well answer them. */
  @Override
  public InvocationType getInvocationType() {
    return neverWaits ? InvocationType.NON_BLOCKING : InvocationType.BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    if (path != null && SteeringApi.isBelow(path)) {
      own(request, response, callback, steering::answer);
      return true;
    }
    if ("/".equals(path) && isForPage(request)) {
      own(request, response, callback, steering::page);
      return true;
    }
    boolean plain = isPlain(request);
    boolean here = !neverWaits || (plain && isQuick(request));
    return here
        ? answer(plain, request, response, callback)
        : answerElsewhere(plain, request, response, callback);
  }

  /** Whether somebody asks for what nobody else has; at a document's own root only a browser. */
  private boolean isForPage(Request request) {
    Optional<String> accept = Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT));
    return steering.hasPageFor(request.getMethod(), accept, !engine.get().servesRoot())
        && !stubs.mayMatch("/")
        && !engine.get().claims("/");
  }

  /**
   * Answers what is the server's own, elsewhere, since the store of tasks may have to wait. It is
   * neither in the journal nor told to the listener, as all below WireMock's own admin path.
   */
  private void own(
      Request request,
      Response response,
      Callback callback,
      Function<StubRequest, StubResponse> answer) {
    request
        .getComponents()
        .getExecutor()
        .execute(
            () -> {
              try (InputStream in = Content.Source.asInputStream(request)) {
                byte[] body = in.readNBytes(SteeringApi.MAX_BODY_BYTES + 1);
                StubResponse content = answer.apply(new DirectRequest(request, body));
                response.setStatus(content.status());
                content
                    .headers()
                    .forEach(header -> response.getHeaders().add(header.name(), header.value()));
                response.write(true, ByteBuffer.wrap(content.body()), callback);
              } catch (IOException | RuntimeException e) {
                Response.writeError(request, response, callback, e);
              }
            });
  }

  /** Leaves it to another thread, so that this one can go on reading requests. */
  private boolean answerElsewhere(
      boolean plain, Request request, Response response, Callback callback) {
    request
        .getComponents()
        .getExecutor()
        .execute(
            () -> {
              try {
                if (!answer(plain, request, response, callback)) {
                  Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
              } catch (Exception | StackOverflowError e) {
                Response.writeError(request, response, callback, e);
              }
            });
    return true;
  }

  private boolean answer(boolean plain, Request request, Response response, Callback callback)
      throws Exception {
    if (!plain) {
      return super.handle(request, response, callback);
    }
    if (hasBody(request)) {
      Content.Source.asByteBuffer(
          request,
          Promise.from(
              body -> answer(request, BufferUtil.toArray(body), response, callback),
              failure -> Response.writeError(request, response, callback, failure)));
    } else {
      answer(request, DirectRequest.NO_BODY, response, callback);
    }
    return true;
  }

  /** Whether WireMock would do nothing but ask the engine, and the body is small and as it is. */
  private boolean isPlain(Request request) {
    @Nullable String path = request.getHttpURI().getPath();
    if (path == null || !path.startsWith("/") || path.startsWith("//") || isAdmin(path)) {
      return false;
    }
    HttpFields headers = request.getHeaders();
    @Nullable String type = headers.get(HttpHeader.CONTENT_TYPE);
    return request.getLength() <= LARGEST_BODY
        && !headers.contains(HttpHeader.TRANSFER_ENCODING)
        && !headers.contains(HttpHeader.CONTENT_ENCODING)
        && !headers.contains(HttpHeader.EXPECT)
        && (type == null || (!isForm(type) && isUtf8(type)))
        && !isDelayed()
        && !stubs.mayMatch(path);
  }

  /** Whether nothing has to be made up for it, and there is little to look at. */
  private static boolean isQuick(Request request) {
    @Nullable String query = request.getHttpURI().getQuery();
    return request.getLength() <= LARGEST_QUICK_BODY
        && !request.getHeaders().contains("Prefer")
        && (query == null || !query.contains("__"));
  }

  /** WireMock reads forms itself, so that stubs and verifications can speak of their fields. */
  private static boolean isForm(String type) {
    return type.regionMatches(true, 0, "multipart/", 0, 10)
        || type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33);
  }

  /** Any other charset needs a check, or WireMock could not show the journal. */
  private static boolean isUtf8(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    int charset = lower.indexOf("charset");
    return charset < 0 || lower.substring(charset).equals("charset=utf-8");
  }

  private static boolean isAdmin(String path) {
    return path.equals("/__admin") || path.startsWith("/__admin/");
  }

  private boolean isDelayed() {
    GlobalSettings global = settings.get();
    return global.getFixedDelay() != null || global.getDelayDistribution() != null;
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0;
  }

  private void answer(Request jetty, byte[] body, Response response, Callback callback) {
    try {
      DirectRequest request = new DirectRequest(jetty, body);
      Engine.Answer answer = engine.get().answer(request);
      journal.record(request, answer);
      listener.accept(
          new Exchange(
              request.method(),
              request.path(),
              answer.known() ? Optional.of(answer.name()) : Optional.empty(),
              answer.operation().isPresent(),
              answer.forwarded(),
              answer.response().status(),
              answer.violations(),
              answer.responseViolations(),
              request.header("Accept"),
              answer.response().header("Content-Type"),
              answer.problem().map(Problem::summary)));
      Callback sent =
          answer
              .callbacks()
              .map(plan -> thenCall(plan, answer, request, callback))
              .orElse(callback);
      if (answer.disturbance().isPresent()) {
        disturb(answer.disturbance().get(), () -> send(answer, response, sent), jetty, callback);
      } else {
        send(answer, response, sent);
      }
    } catch (RuntimeException e) {
      Response.writeError(jetty, response, callback, e);
    }
  }

  /** Nobody waits: the scheduler comes back when it is time. */
  private static void disturb(Disturbance how, Runnable send, Request request, Callback callback) {
    Runnable end =
        how.dropped()
            ? () -> {
              request.getConnectionMetaData().getConnection().getEndPoint().close();
              callback.failed(new EofException("Dropped, as the scenario wants it"));
            }
            : send;
    if (how.delay().isZero()) {
      end.run();
    } else {
      request
          .getComponents()
          .getScheduler()
          .schedule(
              () -> request.getComponents().getExecutor().execute(end),
              how.delay().toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private Callback thenCall(
      CallbackPlan plan, Engine.Answer answer, DirectRequest request, Callback sent) {
    return new Callback.Nested(sent) {
      @Override
      public void succeeded() {
        super.succeeded();
        callbacks.send(plan, request, answer.response());
      }
    };
  }

  private void send(Engine.Answer answer, Response response, Callback callback) {
    StubResponse content = answer.response();
    response.setStatus(content.status());
    HttpFields.Mutable headers = response.getHeaders();
    for (Header header : content.headers()) {
      headers.add(fields.of(header));
      if (header.equals(LENGTH_OF_NOTHING)) {
        // Jetty drops it from a 204, but not what looks like a header that it does not know.
        headers.add(new HttpField(null, header.name(), header.value()));
      }
    }
    if (answer.known()) {
      // As WireMock does for every stub.
      headers.add(fields.of("Matched-Stub-Id", answer.id()));
      headers.add(fields.of("Matched-Stub-Name", answer.name()));
    }
    response.write(true, ByteBuffer.wrap(content.body()), callback);
  }
}
