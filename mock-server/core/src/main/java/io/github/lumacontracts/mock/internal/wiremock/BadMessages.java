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

/** Answers what is not HTTP with a problem instead of Jetty's page. */
final class BadMessages implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    String detail = message == null ? HttpStatus.getMessage(status) : message.toString();
    Problem problem =
        status < 500
            ? Problem.of(ProblemType.UNREADABLE_REQUEST, detail)
            : Problem.unknown(detail);
    StubResponse answer = problem.toResponse(status);
    for (Header header : answer.headers()) {
      response.getHeaders().put(header.name(), header.value());
    }
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
    return true;
  }
}
