package io.github.lumacontracts.mock.internal.wiremock;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The reason phrases that Prism sends, where Jetty has other words. Users compare status lines, and
 * a status without a phrase looks broken to some clients.
 */
final class ReasonPhrases {
  private static final String UNKNOWN = "unknown";

  private static final Map<Integer, String> DIFFERENT =
      Map.of(
          203, "Non-Authoritative Information",
          226, "IM Used",
          500, "Internal Server Error",
          509, "Bandwidth Limit Exceeded");

  private ReasonPhrases() {}

  /** Returns the phrase if it is not Jetty's. */
  static @Nullable String of(int status) {
    String different = DIFFERENT.get(status);
    return different == null && HttpStatus.getCode(status) == null ? UNKNOWN : different;
  }

  /** Has the answer to a request carry its phrase, whatever its status will be. */
  static void addTo(Request request) {
    request.addHttpStreamWrapper(Phrased::new);
  }

  private static final class Phrased extends HttpStream.Wrapper {
    Phrased(HttpStream wrapped) {
      super(wrapped);
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.@Nullable Response response,
        boolean last,
        @Nullable ByteBuffer content,
        Callback callback) {
      super.send(request, response == null ? null : phrased(response), last, content, callback);
    }

    private static MetaData.Response phrased(MetaData.Response response) {
      @Nullable String phrase = of(response.getStatus());
      return phrase == null
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
