package io.github.lumacontracts.mock.internal.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.document.ApiBody;
import io.github.lumacontracts.mock.internal.document.ApiCallback;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiParameter;
import io.github.lumacontracts.mock.internal.document.Numbers;
import io.github.lumacontracts.mock.internal.generator.RequestBody;
import io.github.lumacontracts.mock.internal.generator.StaticSampler;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.OutgoingClient;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.validator.ResponseValidator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One callback of an operation. What it sends is made at its first use; safe for threads. */
public final class Callback {
  private final ApiCallback source;
  private volatile @Nullable Compiled compiled;

  private record Compiled(
      Optional<RequestBody> body, List<Header> headers, ResponseValidator validator) {}

  public Callback(ApiCallback source) {
    this.source = source;
  }

  String name() {
    return source.name();
  }

  String method() {
    return source.operation().method();
  }

  /** Returns the address as the document writes it. */
  String urlTemplate() {
    return source.url();
  }

  /**
   * Returns the request.
   *
   * @throws ProblemException if its body does not go into the media type
   * @throws IllegalArgumentException if a value from the request is none that a header can have
   */
  HttpRequest request(URI url, RuntimeExpressions values, Generation generation)
      throws ProblemException {
    Compiled ready = compiled();
    HttpRequest.BodyPublisher body =
        ready.body.isPresent()
            ? HttpRequest.BodyPublishers.ofByteArray(ready.body.get().bytes(generation))
            : HttpRequest.BodyPublishers.noBody();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .method(method(), body)
            .setHeader("user-agent", OutgoingClient.CALLBACK_AGENT);
    for (Header header : ready.headers) {
      values
          .fill(header.value())
          .ifPresent(value -> new Header(header.name(), value).setOn(request));
    }
    return request.build();
  }

  List<Violation> violations(StubResponse answer) throws ProblemException {
    return compiled().validator.validate(answer);
  }

  private Compiled compiled() throws ProblemException {
    Compiled known = compiled;
    if (known == null) {
      known = compile();
      compiled = known;
    }
    return known;
  }

  private Compiled compile() throws ProblemException {
    List<Header> headers = new ArrayList<>();
    Optional<ApiContent> content =
        source.operation().body().map(ApiBody::contents).flatMap(all -> all.stream().findFirst());
    if (content.isPresent()) {
      String type = content.get().mediaType();
      headers.add(new Header("content-type", type.contains("*") ? "application/json" : type));
    }
    for (ApiParameter parameter : source.operation().parameters()) {
      if (parameter.in() == ApiParameter.In.HEADER) {
        value(parameter).ifPresent(value -> headers.add(new Header(parameter.name(), value)));
      }
    }
    return new Compiled(
        content.map(RequestBody::new), headers, new ResponseValidator(source.operation()));
  }

  private static Optional<String> value(ApiParameter parameter) throws ProblemException {
    Optional<JsonNode> value = parameter.example();
    if (value.isEmpty() && parameter.schema().isPresent()) {
      value = Optional.of(StaticSampler.sample(parameter.schema().get()));
    }
    return value
        .filter(JsonNode::isValueNode)
        .map(node -> node.isNumber() ? Numbers.text(node) : node.asText());
  }
}
