package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import java.util.ArrayList;
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
  public List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    for (HttpHeader header : request.getHeaders().all()) {
      header.values().forEach(value -> headers.add(new Header(header.key(), value)));
    }
    return headers;
  }

  @Override
  public String url() {
    return request.getAbsoluteUrl();
  }

  @Override
  public byte[] body() {
    byte[] body = request.getBody();
    return body == null ? new byte[0] : body;
  }
}
