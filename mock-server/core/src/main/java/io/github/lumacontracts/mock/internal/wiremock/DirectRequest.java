package io.github.lumacontracts.mock.internal.wiremock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/** A request of Jetty as the engine wants to see it, kept for the journal. Immutable. */
final class DirectRequest implements StubRequest {
  static final byte[] NO_BODY = {};

  private final String method;
  private final String path;
  private final String target;
  private final HttpURI uri;
  private final HttpFields headers;
  private final String protocol;
  private final SocketAddress client;
  private final List<HttpCookie> cookies;
  private final byte[] body;
  private final long receivedAt = System.currentTimeMillis();

  DirectRequest(Request request, byte[] body) {
    this.method = request.getMethod();
    this.uri = request.getHttpURI();
    this.path = uri.getPath();
    this.target = FormPairs.repaired(uri.getPathQuery()); // WireMock would not read it back
    this.headers = request.getHeaders().asImmutable();
    this.protocol = request.getConnectionMetaData().getProtocol();
    this.client = request.getConnectionMetaData().getRemoteSocketAddress();
    this.cookies =
        headers.contains(HttpHeader.COOKIE) ? List.copyOf(Request.getCookies(request)) : List.of();
    this.body = body;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public List<String> headers(String name) {
    return headers.contains(name) ? headers.getValuesList(name) : List.of();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public List<Header> headers() {
    return headers.stream()
        .map(field -> new Header(field.getName(), Objects.requireNonNullElse(field.getValue(), "")))
        .toList();
  }

  @Override
  public String url() {
    return uri.asString();
  }

  @Override
  public byte[] body() {
    return body;
  }

  /** Returns what WireMock's journal would hold of this request. */
  LoggedRequest logged() {
    // By way of JSON, the one form in which WireMock lets others say when a request came.
    ObjectNode logged = JsonNodeFactory.instance.objectNode();
    logged.put("url", target);
    logged.put("absoluteUrl", FormPairs.repaired(uri.asString()));
    logged.put("method", method);
    if (client instanceof InetSocketAddress internet) {
      logged.put("clientIp", internet.getAddress().getHostAddress());
    }
    ObjectNode loggedHeaders = logged.putObject("headers");
    for (String name : headers.getFieldNamesCollection()) {
      ArrayNode values = loggedHeaders.putArray(name);
      headers.getFields(name).forEach(field -> values.add(field.getValue()));
    }
    ObjectNode loggedCookies = logged.putObject("cookies");
    for (HttpCookie cookie : cookies) {
      loggedCookies.put(cookie.getName(), cookie.getValue());
    }
    logged.put("browserProxyRequest", false);
    logged.put("loggedDate", receivedAt);
    logged.put("bodyAsBase64", body);
    logged.put("protocol", protocol);
    return Json.read(logged.toString(), LoggedRequest.class);
  }
}
