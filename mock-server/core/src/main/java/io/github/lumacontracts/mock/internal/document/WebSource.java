package io.github.lumacontracts.mock.internal.document;

import io.github.lumacontracts.mock.MockServerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLException;

/** A file fetched from the web. */
final class WebSource {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration WHOLE_TIME = Duration.ofSeconds(60);
  private static final int MAX_BYTES = 64 * 1024 * 1024;
  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final URL url;
  private final byte[] bytes;

  private WebSource(URL url, byte[] bytes) {
    this.url = url;
    this.bytes = bytes;
  }

  /** Returns where it was found in the end; references in it are relative to that. */
  URL url() {
    return url;
  }

  byte[] bytes() {
    return bytes;
  }

  static boolean isOnTheWeb(URL url) {
    return url.getProtocol().equals("http") || url.getProtocol().equals("https");
  }

  /**
   * Fetches a file.
   *
   * @throws MockServerException naming the file and the reason
   */
  static WebSource fetch(String name, URL address) {
    Instant deadline = Instant.now().plus(WHOLE_TIME);
    URL url = address;
    try {
      for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        try {
          connection.setConnectTimeout((int) PATIENCE.toMillis());
          connection.setReadTimeout((int) PATIENCE.toMillis());
          connection.setInstanceFollowRedirects(false); // it would stop between http and https
          connection.setUseCaches(false);
          connection.setRequestProperty("User-Agent", "luma-mock");
          connection.setRequestProperty(
              "Accept", "application/yaml, application/json, text/plain;q=0.9, */*;q=0.5");
          int status = connection.getResponseCode();
          String location = connection.getHeaderField("Location");
          if (REDIRECTS.contains(status) && location != null) {
            url = new URL(url, location);
            if (!isOnTheWeb(url)) {
              throw failure(name, "the server redirects to " + url + ", which is not on the web");
            }
            continue;
          }
          if (status != 200) {
            throw failure(name, "the server answers " + status + ", expected 200");
          }
          try (InputStream in = connection.getInputStream()) {
            return new WebSource(url, read(name, in, deadline));
          }
        } finally {
          connection.disconnect();
        }
      }
    } catch (IOException e) {
      throw new MockServerException(
          name + ": cannot be fetched: " + reason(url, e) + ". Check the address.", e);
    } catch (IllegalArgumentException e) {
      throw malformed(name, e);
    } catch (RuntimeException e) {
      // Java wraps what it thinks of an address such as http://a:99999/ when asked a second time.
      if (e.getCause() instanceof IllegalArgumentException) {
        throw malformed(name, e);
      }
      throw e;
    }
    throw failure(name, "more than " + MAX_REDIRECTS + " redirects");
  }

  private static MockServerException malformed(String name, RuntimeException e) {
    return new MockServerException(
        name + ": cannot be fetched: the address is malformed. Correct it.", e);
  }

  private static byte[] read(String name, InputStream in, Instant deadline) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    int count;
    while ((count = in.read(buffer)) >= 0) {
      out.write(buffer, 0, count);
      if (out.size() > MAX_BYTES) {
        throw failure(name, "it is longer than " + MAX_BYTES + " bytes");
      }
      if (Instant.now().isAfter(deadline)) {
        throw failure(name, "it did not arrive within " + WHOLE_TIME.toSeconds() + " seconds");
      }
    }
    return out.toByteArray();
  }

  private static String reason(URL url, IOException e) {
    if (e instanceof UnknownHostException) {
      return "no host of the name " + url.getHost() + " is known";
    }
    String place = url.getHost() + ":" + (url.getPort() < 0 ? url.getDefaultPort() : url.getPort());
    if (e instanceof ConnectException) {
      return place
          + ": "
          + (String.valueOf(e.getMessage()).contains("refused")
              ? "connection refused"
              : e.getMessage());
    }
    if (e instanceof SocketTimeoutException) {
      return place + " did not answer within " + PATIENCE.toSeconds() + " seconds";
    }
    return e instanceof SSLException
        ? place + " cannot be trusted: " + e.getMessage()
        : place + ": " + e.getMessage();
  }

  private static MockServerException failure(String name, String reason) {
    return new MockServerException(
        name + ": cannot be fetched: " + reason + ". Check the address.");
  }
}
