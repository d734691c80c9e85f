package io.github.lumacontracts.mock.internal.wiremock;

import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import io.github.lumacontracts.mock.internal.validator.Multipart;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.fileupload.FileUploadException;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that WireMock cannot read, such as a multipart body without an end, with a
 * problem instead of a stack trace. WireMock reads them before any of its extensions sees them.
 */
final class UnreadableRequests extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final Problem PROXY_LOOP =
      Problem.of(
          ProblemType.PROXY_LOOP, "The target of a proxying stub or recording is this server.");

  private final transient Consumer<Exchange> listener;
  private final transient ProxyLoop loop;

  UnreadableRequests(Consumer<Exchange> listener, ProxyLoop loop) {
    this.listener = listener;
    this.loop = loop;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (loop.closes(request)) {
      answer(request, response, PROXY_LOOP, List.of());
      return;
    }
    try {
      chain.doFilter(BufferedRequest.of(request), response);
    } catch (ProblemException e) {
      answer(request, response, e.problem(), List.of());
    } catch (IOException e) {
      throw e; // the client has gone
    } catch (Exception e) { // WireMock lets checked exceptions out undeclared
      if (response.isCommitted()) {
        throw e;
      }
      boolean multipart = isCausedByMultipart(e);
      Problem problem = multipart ? multipart(request) : Problem.unknown(e.toString());
      answer(request, response, problem, multipart ? List.of(Multipart.BROKEN) : List.of());
    }
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      Problem problem,
      List<Violation> violations)
      throws IOException {
    send(problem.toResponse(), response);
    listener.accept(
        new Exchange(
            request.getMethod(),
            request.getRequestURI(),
            Optional.empty(),
            false,
            false,
            response.getStatus(),
            violations,
            List.of(),
            Optional.ofNullable(request.getHeader("Accept")),
            Optional.ofNullable(response.getContentType()),
            Optional.of(problem.summary())));
  }

  private static Problem multipart(HttpServletRequest request) {
    return String.valueOf(request.getContentType()).contains("boundary=")
        ? Problem.invalidRequest(List.of(Multipart.BROKEN))
        : Problem.of(ProblemType.INVALID_CONTENT_TYPE, Multipart.NO_BOUNDARY);
  }

  private static boolean isCausedByMultipart(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileUploadException) {
        return true;
      }
    }
    return false;
  }

  private static void send(StubResponse answer, HttpServletResponse response) throws IOException {
    response.reset();
    response.setStatus(answer.status());
    for (Header header : answer.headers()) {
      response.addHeader(header.name(), header.value());
    }
    response.getOutputStream().write(answer.body());
  }
}
