package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.lumacontracts.mock.internal.http.Disturbance;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the engine's answers into WireMock's. */
final class WireResponse {
  private WireResponse() {}

  static ResponseDefinition of(StubResponse response, Optional<Disturbance> disturbance) {
    List<HttpHeader> headers = new ArrayList<>();
    for (Header header : response.headers()) {
      headers.add(new HttpHeader(header.name(), header.value()));
    }
    ResponseDefinitionBuilder builder =
        ResponseDefinitionBuilder.responseDefinition()
            .withStatus(response.status())
            .withHeaders(new HttpHeaders(headers))
            .withBody(response.body());
    disturbance.ifPresent(
        how -> {
          builder.withFixedDelay((int) how.delay().toMillis());
          if (how.dropped()) {
            builder.withFault(Fault.EMPTY_RESPONSE);
          }
        });
    return builder.build();
  }
}
