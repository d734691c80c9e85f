package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/**
 * Marks the requests that stubs and recordings pass on, so that one that comes back is known: a
 * server that proxies to itself would otherwise use up all its threads.
 */
final class ProxyLoop implements ResponseDefinitionTransformerV2 {
  private static final String HEADER = "X-Luma-Mock-Via";

  private final String id = UUID.randomUUID().toString();

  @Override
  public String getName() {
    return "proxy-loop";
  }

  @Override
  public ResponseDefinition transform(ServeEvent event) {
    ResponseDefinition definition = event.getResponseDefinition();
    return definition.isProxyResponse()
        ? ResponseDefinitionBuilder.like(definition)
            .proxiedFrom(definition.getProxyBaseUrl())
            .withAdditionalRequestHeader(HEADER, id)
            .build()
        : definition;
  }

  /** Whether this server itself has sent the request. */
  boolean closes(HttpServletRequest request) {
    return id.equals(request.getHeader(HEADER));
  }
}
