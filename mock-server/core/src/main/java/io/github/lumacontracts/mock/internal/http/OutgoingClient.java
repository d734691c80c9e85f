package io.github.lumacontracts.mock.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls other servers: HTTP/1.1, redirects are handed back and not followed, each call is bounded
 * in time and in size. Safe for threads.
 */
public final class OutgoingClient {
  /** Tells a stub server that the request is a callback, which starts no further ones. */
  public static final String CALLBACK_AGENT = "luma-mock-callback";

  private final HttpClient client;
  private final Duration timeout;
  private final int longestBody;

  /**
   * Makes a client.
   *
   * @param timeout for a whole call, from connecting to the last byte
   * @param longestBody in bytes
   * @param proxy what to call through, with user and password in the address if it wants them
   */
  public OutgoingClient(Duration timeout, int longestBody, Optional<URI> proxy) {
    this.timeout = timeout;
    this.longestBody = longestBody;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    proxy.ifPresent(address -> through(builder, address));
    client = builder.build();
  }

  private static void through(HttpClient.Builder builder, URI proxy) {
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), port)));
    String[] user = proxy.getUserInfo() == null ? new String[0] : proxy.getUserInfo().split(":", 2);
    if (user.length > 0) {
      char[] password = (user.length > 1 ? user[1] : "").toCharArray();
      builder.authenticator(
          new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
              // The server behind the proxy must not be told the proxy's password.
              return getRequestorType() == RequestorType.PROXY
                  ? new PasswordAuthentication(user[0], password)
                  : new PasswordAuthentication("", new char[0]);
            }
          });
    }
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @throws HttpTimeoutException if that takes too long
   * @throws IOException if there is no answer, it breaks off, or it is too long
   */
  public HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(request, head -> new BoundedBody(longestBody));
    try {
      return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      call.cancel(true);
      throw tooSlow();
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException failure ? failure : new IOException(cause);
    }
  }

  /**
   * Sends a request and reads the whole answer, without a thread that waits for it. Fails as {@link
   * #send} does.
   */
  public CompletableFuture<HttpResponse<byte[]>> sendAsync(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(request, head -> new BoundedBody(longestBody));
    return call.copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure -> {
              if (failure instanceof TimeoutException) {
                call.cancel(true);
                return CompletableFuture.failedFuture(tooSlow());
              }
              return CompletableFuture.failedFuture(failure);
            });
  }

  private HttpTimeoutException tooSlow() {
    return new HttpTimeoutException("no complete answer within " + timeout.toMillis() + " ms");
  }
}
