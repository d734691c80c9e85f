package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import java.util.ArrayList;
import java.util.List;

/** Turns the engine's answers into WireMock's. */
final class WireResponse {
  private WireResponse() {}

  static ResponseDefinition of(StubResponse response) {
    List<HttpHeader> headers = new ArrayList<>();
    for (Header header : response.headers()) {
      headers.add(new HttpHeader(header.name(), header.value()));
    }
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(response.status())
        .withHeaders(new HttpHeaders(headers))
        .withBody(response.body())
        .build();
  }
}
