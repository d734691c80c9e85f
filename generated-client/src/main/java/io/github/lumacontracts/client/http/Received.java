package io.github.lumacontracts.client.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An answer as soon as the last byte of its body is there. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two answers
record Received(HttpRequest request, HttpResponse.ResponseInfo info, byte[] body)
    implements HttpResponse<byte[]> {
  @Override
  public int statusCode() {
    return info.statusCode();
  }

  @Override
  public Optional<HttpResponse<byte[]>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    return info.headers();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public URI uri() {
    return request.uri();
  }

  @Override
  public HttpClient.Version version() {
    return info.version();
  }
}
