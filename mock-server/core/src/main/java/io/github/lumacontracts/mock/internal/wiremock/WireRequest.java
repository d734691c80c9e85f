package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import java.util.List;

/** A request of WireMock as the engine wants to see it. */
record WireRequest(Request request) implements StubRequest {
  @Override
  public String method() {
    return request.getMethod().getName();
  }

  @Override
  public String target() {
    return request.getUrl();
  }

  @Override
  public List<String> headers(String name) {
    HttpHeader header = request.header(name);
    return header.isPresent() ? header.values() : List.of();
  }

  @Override
  public byte[] body() {
    byte[] body = request.getBody();
    return body == null ? new byte[0] : body;
  }
}
