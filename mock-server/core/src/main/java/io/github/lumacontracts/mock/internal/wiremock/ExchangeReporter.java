package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells a listener about each request. */
final class ExchangeReporter implements ServeEventListener {
  private final Consumer<Exchange> listener;

  ExchangeReporter(Consumer<Exchange> listener) {
    this.listener = listener;
  }

  @Override
  public String getName() {
    return "exchange-reporter";
  }

  @Override
  public void beforeResponseSent(ServeEvent event, Parameters parameters) {
    StubMapping stub = event.getStubMapping();
    boolean ours = stub instanceof OperationStub;
    List<Violation> violations = ours ? ((OperationStub) stub).violations() : List.of();
    boolean known = ours ? ((OperationStub) stub).known() : event.getWasMatched();
    String url = event.getRequest().getUrl();
    int query = url.indexOf('?');
    listener.accept(
        new Exchange(
            event.getRequest().getMethod().getName(),
            query < 0 ? url : url.substring(0, query),
            known ? Optional.of(name(stub)) : Optional.empty(),
            ours && ((OperationStub) stub).byDocument(),
            ours && ((OperationStub) stub).answer().forwarded(),
            event.getResponse() == null
                ? event.getResponseDefinition().getStatus()
                : event.getResponse().getStatus(),
            violations,
            ours ? ((OperationStub) stub).responseViolations() : List.of(),
            Optional.ofNullable(event.getRequest().getHeader("Accept")),
            contentType(event),
            ours ? ((OperationStub) stub).problem() : Optional.empty()));
  }

  private static Optional<String> contentType(ServeEvent event) {
    HttpHeaders headers = event.getResponseDefinition().getHeaders();
    return headers == null || !headers.getHeader("Content-Type").isPresent()
        ? Optional.empty()
        : Optional.of(headers.getHeader("Content-Type").firstValue());
  }

  private static String name(StubMapping stub) {
    return stub.getName() == null ? "stub " + stub.getId() : stub.getName();
  }
}
