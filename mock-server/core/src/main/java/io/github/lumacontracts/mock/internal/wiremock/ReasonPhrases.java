package io.github.lumacontracts.mock.internal.wiremock;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Sends the registered phrase with a status where Jetty has another or none. */
final class ReasonPhrases extends Handler.Wrapper {
  private static final Map<Integer, String> PHRASES =
      Map.of(
          203, "Non-Authoritative Information",
          208, "Already Reported",
          226, "IM Used",
          425, "Too Early",
          451, "Unavailable For Legal Reasons",
          500, "Internal Server Error",
          506, "Variant Also Negotiates",
          509, "Bandwidth Limit Exceeded");

  /** What Prism sends with a status that nobody has registered. */
  private static final String UNREGISTERED = "unknown";

  ReasonPhrases(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    request.addHttpStreamWrapper(Stream::new);
    return super.handle(request, response, callback);
  }

  private static final class Stream extends HttpStream.Wrapper {
    Stream(HttpStream wrapped) {
      super(wrapped);
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.@Nullable Response response,
        boolean last,
        @Nullable ByteBuffer content,
        Callback callback) {
      super.send(request, response == null ? null : named(response), last, content, callback);
    }

    private static @Nullable String phrase(int status) {
      String phrase = PHRASES.get(status);
      return phrase == null && HttpStatus.getCode(status) == null ? UNREGISTERED : phrase;
    }

    private static MetaData.Response named(MetaData.Response response) {
      @Nullable String phrase = phrase(response.getStatus());
      return phrase == null || response.getReason() != null
          ? response
          : new MetaData.Response(
              response.getStatus(),
              phrase,
              response.getHttpVersion(),
              response.getHttpFields(),
              response.getContentLength(),
              response.getTrailersSupplier());
    }
  }
}
