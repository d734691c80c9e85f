package io.github.lumacontracts.mock.internal.wiremock;

import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty itself refuses, such as a path with {@code %zz} in it, with a problem instead
 * of a page of HTML. Neither WireMock nor the engine gets to see such a request.
 */
final class ProblemErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (status == HttpStatus.RANGE_NOT_SATISFIABLE_416
        && MediaAnswers.refuseRange(request, response, callback)) {
      return true;
    }
    Problem problem =
        switch (status) {
          case HttpStatus.URI_TOO_LONG_414 ->
              Problem.of(
                  ProblemType.URI_TOO_LONG, "Path and query are longer than the server reads.");
          case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
              Problem.of(
                  ProblemType.REQUEST_HEADERS_TOO_LARGE,
                  "The headers are longer than the server reads.");
          case HttpStatus.INTERNAL_SERVER_ERROR_500 ->
              Problem.unknown("The server failed while it answered this request.");
          default ->
              Problem.of(
                  ProblemType.MALFORMED_REQUEST,
                  "This is not HTTP, or the path holds a % that is no %XX. Encode it as %25.");
        };
    StubResponse answer = problem.toResponse(status);
    response.reset();
    response.setStatus(status);
    for (Header header : answer.headers()) {
      response.getHeaders().add(header.name(), header.value());
    }
    response.getHeaders().put("Connection", "close");
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
    return true;
  }
}
