package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.notmatched.NotMatchedRenderer;
import io.github.lumacontracts.mock.internal.Engine;

/**
 * Answers requests that nobody knows with Prism's 404 and 405. They stay unmatched for WireMock, so
 * that its near misses work.
 */
final class UnknownRequests extends NotMatchedRenderer {
  private final Engine engine;

  UnknownRequests(Engine engine) {
    this.engine = engine;
  }

  @Override
  protected ResponseDefinition render(Admin admin, ServeEvent event) {
    return WireResponse.of(engine.answer(new WireRequest(event.getRequest())).response());
  }
}
