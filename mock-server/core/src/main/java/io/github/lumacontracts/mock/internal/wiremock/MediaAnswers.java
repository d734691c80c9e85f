package io.github.lumacontracts.mock.internal.wiremock;

import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import io.github.lumacontracts.mock.internal.task.MediaShelf;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Gives the videos and thumbnails of tasks, whole or in ranges. They fill no journal: a player asks
 * many times for what a test has asked for once. No part of a path is ever the name of a file.
 */
final class MediaAnswers extends Handler.Wrapper {
  private final MediaShelf shelf;
  private final boolean cors;
  private final Consumer<Exchange> listener;
  private final MediaFiles files = new MediaFiles();
  private final ResourceService service = new Service();

  MediaAnswers(Handler others, MediaShelf shelf, boolean cors, Consumer<Exchange> listener) {
    super(others);
    this.shelf = shelf;
    this.cors = cors;
    this.listener = listener;
    service.setEtags(true);
    service.setAcceptRanges(true);
    // Whoever keeps a copy has to ask whether the link is still good.
    service.setCacheControl("no-cache");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    @Nullable String path = request.getHttpURI().getPath();
    if (path == null || !MediaAddresses.isMedia(path) || request.getMethod().equals("OPTIONS")) {
      return super.handle(request, response, callback);
    }
    // Tasks may be kept on another machine: the thread that reads requests does not wait for that.
    request
        .getComponents()
        .getExecutor()
        .execute(
            () -> {
              try {
                answer(path, request, response, callback);
              } catch (RuntimeException e) {
                Response.writeError(request, response, callback, e);
              }
            });
    return true;
  }

  private void answer(String path, Request request, Response response, Callback callback) {
    if (cors) {
      add(Engine.corsHeaders(new DirectRequest(request, DirectRequest.NO_BODY)), response);
    }
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, OPTIONS");
      refuse(Problem.noMethod(request.getMethod(), path), request, response, callback);
      return;
    }
    @Nullable String query = request.getHttpURI().getQuery();
    Optional<MediaAddresses.Asked> asked = MediaAddresses.read(path, query == null ? "" : query);
    Optional<MediaShelf.Media> found = asked.flatMap(shelf::find);
    if (found.isEmpty()) {
      refuse(notFound("There is no task with this video."), request, response, callback);
    } else if (!found.get().finished()) {
      refuse(
          notFound("The task has no video yet. Ask again when it is finished."),
          request,
          response,
          callback);
    } else if (found.get().expired()) {
      refuse(
          Problem.of(
              ProblemType.LINK_EXPIRED,
              "The video could be fetched for some time after the task was finished, and that is"
                  + " over."),
          request,
          response,
          callback);
    } else {
      HttpContent content = files.get(found.get().ratio(), asked.orElseThrow().file());
      service.doGet(
          new FileRequest(request, content),
          response,
          reporting(Optional.empty(), request, response, callback),
          content);
    }
  }

  private static Problem notFound(String detail) {
    return Problem.of(ProblemType.NOT_FOUND, detail);
  }

  /** A request with the file that it asks for. */
  private static final class FileRequest extends Request.Wrapper {
    private final HttpContent content;
    private final HttpFields headers;

    FileRequest(Request request, HttpContent content) {
      super(request);
      this.content = content;
      @Nullable String condition = request.getHeaders().get(HttpHeader.IF_RANGE);
      // Jetty does not look at If-Range: a part of a file is of no use with parts of another.
      this.headers =
          condition == null || condition.equals(content.getETagValue())
              ? request.getHeaders()
              : HttpFields.build(request.getHeaders()).remove(HttpHeader.RANGE);
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  /**
   * Answers a request for bytes that the file does not have, which Jetty has its error handler do.
   *
   * @return whether it was a request for a file
   */
  static boolean refuseRange(Request request, Response response, Callback callback) {
    @Nullable FileRequest file = Request.as(request, FileRequest.class);
    if (file == null) {
      return false;
    }
    long length = file.content.getContentLengthValue();
    response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + length);
    write(
        Problem.of(
            ProblemType.RANGE_NOT_SATISFIABLE,
            "The file has no bytes in the range "
                + file.headers.get(HttpHeader.RANGE)
                + ". It is "
                + length
                + " bytes long."),
        response,
        callback);
    return true;
  }

  private void refuse(Problem problem, Request request, Response response, Callback callback) {
    write(problem, response, reporting(Optional.of(problem), request, response, callback));
  }

  private static void write(Problem problem, Response response, Callback callback) {
    StubResponse answer = problem.toResponse();
    response.setStatus(answer.status());
    // Jetty may have said more about the file than holds for the problem.
    response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
    response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
    add(answer.headers(), response);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }

  private static void add(List<Header> headers, Response response) {
    headers.forEach(header -> response.getHeaders().add(header.name(), header.value()));
  }

  private Callback reporting(
      Optional<Problem> problem, Request request, Response response, Callback callback) {
    return new Callback.Nested(callback) {
      @Override
      public void succeeded() {
        listener.accept(
            new Exchange(
                request.getMethod(),
                request.getHttpURI().getPath(),
                Optional.of("server"),
                false,
                false,
                response.getStatus(),
                List.of(),
                List.of(),
                Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT)),
                Optional.ofNullable(response.getHeaders().get(HttpHeader.CONTENT_TYPE)),
                problem.map(Problem::summary)));
        super.succeeded();
      }
    };
  }

  /** Says as a problem what Jetty would say as a page of HTML, and keeps the headers. */
  private static final class Service extends ResourceService {
    @Override
    protected void writeHttpError(
        Request request, Response response, Callback callback, int status) {
      @Nullable FileRequest file = Request.as(request, FileRequest.class);
      if (file == null) {
        super.writeHttpError(request, response, callback, status);
        return;
      }
      switch (status) {
        case HttpStatus.NOT_MODIFIED_304 -> {
          response.setStatus(status);
          response.getHeaders().put(file.content.getETag());
          response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
        case HttpStatus.PRECONDITION_FAILED_412 ->
            write(
                Problem.of(
                    ProblemType.PRECONDITION_FAILED,
                    "The file is another one than If-Match names."),
                response,
                callback);
        default -> super.writeHttpError(request, response, callback, status);
      }
    }
  }
}
