package io.github.lumacontracts.mock.internal.forwarder;

import io.github.lumacontracts.mock.internal.http.ContentCoding;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.LenientUri;
import io.github.lumacontracts.mock.internal.http.OutgoingClient;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Hands requests to one upstream server. Path, query and bodies go as they came; headers that are
 * only for the next hop do not. Safe for threads.
 */
public final class Forwarder {
  private static final int LONGEST_ANSWER = 100 * 1024 * 1024;

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "trailers",
          "transfer-encoding",
          "upgrade");

  /** What the client that calls the upstream server says itself. */
  private static final Set<String> OWN =
      Set.of("host", "content-length", "expect", "accept-encoding");

  private final String upstream;
  private final Duration timeout;
  private final OutgoingClient client;

  /**
   * Makes a forwarder.
   *
   * @param upstream whose path comes before that of each request
   * @param proxy on the way there
   */
  public Forwarder(URI upstream, Duration timeout, Optional<URI> proxy) {
    this.upstream = upstream.toString().replaceFirst("/+$", "");
    this.timeout = timeout;
    this.client = new OutgoingClient(timeout, LONGEST_ANSWER, proxy);
  }

  /**
   * Returns the upstream server's answer, its body still coded as it came.
   *
   * @throws ProblemException if there is none; the problem is what to answer then
   */
  public StubResponse forward(StubRequest request) throws ProblemException {
    try {
      return answer(client.send(toSend(request)));
    } catch (HttpTimeoutException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UPSTREAM_TIMEOUT,
              upstream
                  + " gave no complete answer to "
                  + request.method()
                  + " "
                  + request.path()
                  + " within "
                  + timeout.toMillis()
                  + " ms. Is it up, or does it need longer?"));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UPSTREAM_UNREACHABLE,
              upstream
                  + " gave no answer to "
                  + request.method()
                  + " "
                  + request.path()
                  + ": "
                  + reason(e)
                  + ". Is it up, and is the address right?"));
    }
  }

  private static String reason(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private HttpRequest toSend(StubRequest request) throws ProblemException {
    try {
      URI target =
          LenientUri.parse(upstream + request.target())
              .orElseThrow(() -> new IllegalArgumentException("the path cannot be sent on"));
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(target)
              .method(
                  request.method(),
                  request.body().length == 0
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(request.body()));
      Set<String> dropped = onlyForThisHop(request.headers());
      dropped.addAll(OWN);
      for (Header header : request.headers()) {
        if (!dropped.contains(lower(header.name()))) {
          builder.header(header.name(), header.value());
        }
      }
      acceptEncoding(request).ifPresent(value -> builder.setHeader("accept-encoding", value));
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.unknown("The request cannot be sent to " + upstream + ": " + e.getMessage()));
    }
  }

  /** Only what can be read again is asked for, or answers could not be checked. */
  private static Optional<String> acceptEncoding(StubRequest request) {
    List<String> sent = request.headers("accept-encoding");
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    String all = lower(String.join(",", sent));
    return Optional.of(
        all.contains("gzip") || all.contains("*") ? ContentCoding.READABLE : "identity");
  }

  private static StubResponse answer(HttpResponse<byte[]> answer) {
    List<Header> all = new ArrayList<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(value -> all.add(new Header(name, value))));
    Set<String> dropped = onlyForThisHop(all);
    // The server that answers writes these itself.
    dropped.add("content-length");
    dropped.add("date");
    return new StubResponse(
        answer.statusCode(),
        all.stream().filter(header -> !dropped.contains(lower(header.name()))).toList(),
        answer.body());
  }

  /** Returns the names of headers that end here, including those that {@code Connection} names. */
  private static Set<String> onlyForThisHop(List<Header> headers) {
    Set<String> names = new HashSet<>(HOP_BY_HOP);
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("connection")) {
        for (String name : header.value().split(",", -1)) {
          names.add(lower(name.trim()));
        }
      }
    }
    return names;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
