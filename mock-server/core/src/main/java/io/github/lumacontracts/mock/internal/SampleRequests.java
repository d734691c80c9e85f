package io.github.lumacontracts.mock.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.SampleRequest;
import io.github.lumacontracts.mock.internal.document.ApiBody;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiParameter;
import io.github.lumacontracts.mock.internal.document.Schema;
import io.github.lumacontracts.mock.internal.document.SecurityScheme;
import io.github.lumacontracts.mock.internal.generator.JsonText;
import io.github.lumacontracts.mock.internal.generator.StaticSampler;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.MediaType;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a request to show to someone who has just started a server. */
public final class SampleRequests {
  private static final String KEY = "test-key";

  private SampleRequests() {}

  /** Returns a request to the first operation that wants a JSON body, else to the first at all. */
  public static Optional<SampleRequest> first(List<MountedOperation> operations, URI server) {
    return operations.stream()
        .filter(operation -> json(operation).isPresent())
        .findFirst()
        .or(() -> operations.stream().findFirst())
        .map(operation -> request(operation, server));
  }

  /** Returns an address of an operation, path and query filled with examples or samples. */
  public static URI address(MountedOperation mounted, URI server) {
    Map<String, String> pathValues = new LinkedHashMap<>();
    List<String> query = new ArrayList<>();
    for (ApiParameter parameter : mounted.operation().parameters()) {
      if (parameter.in() == ApiParameter.In.PATH) {
        pathValues.put(parameter.name(), text(parameter));
      } else if (parameter.in() == ApiParameter.In.QUERY
          && (parameter.required() || parameter.example().isPresent())) {
        query.add(pair(parameter));
      }
    }
    String suffix = query.isEmpty() ? "" : "?" + String.join("&", query);
    return URI.create(server + path(mounted.path(), pathValues) + suffix);
  }

  private static String pair(ApiParameter parameter) {
    String name = parameter.indexed() ? parameter.name() + "[0]" : parameter.name();
    return encoded(name) + "=" + encoded(text(parameter));
  }

  private static Optional<ApiContent> json(MountedOperation operation) {
    return operation.operation().body().filter(ApiBody::required).stream()
        .flatMap(body -> body.contents().stream())
        .filter(
            content -> MediaType.parse(content.mediaType()).filter(MediaType::isJson).isPresent())
        .findFirst();
  }

  private static SampleRequest request(MountedOperation mounted, URI server) {
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> query = new ArrayList<>();
    Map<String, String> pathValues = new LinkedHashMap<>();
    for (ApiParameter parameter : mounted.operation().parameters()) {
      if (parameter.in() == ApiParameter.In.PATH) {
        pathValues.put(parameter.name(), text(parameter));
      } else if (parameter.required() && parameter.in() == ApiParameter.In.QUERY) {
        query.add(pair(parameter));
      } else if (parameter.required() && parameter.in() == ApiParameter.In.HEADER) {
        headers.put(parameter.name(), text(parameter));
      }
    }
    mounted.operation().security().stream()
        .findFirst()
        .ifPresent(schemes -> schemes.forEach(scheme -> authorize(scheme, headers, query)));
    Optional<ApiContent> content = json(mounted);
    content.ifPresent(body -> headers.put("Content-Type", body.mediaType()));
    String suffix = query.isEmpty() ? "" : "?" + String.join("&", query);
    return new SampleRequest(
        mounted.operation().method(),
        URI.create(server + path(mounted.path(), pathValues) + suffix),
        headers,
        content.map(SampleRequests::body).map(JsonText::of));
  }

  private static String path(String template, Map<String, String> values) {
    List<String> segments = new ArrayList<>();
    for (String segment : template.split("/", -1)) {
      String text = FormPairs.decodePercent(segment);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("{" + value.getKey() + "}", value.getValue());
      }
      segments.add(encoded(text));
    }
    return String.join("/", segments);
  }

  private static void authorize(
      SecurityScheme scheme, Map<String, String> headers, List<String> query) {
    switch (scheme.kind()) {
      case BEARER, OAUTH2, OPEN_ID -> headers.put("Authorization", "Bearer " + KEY);
      case BASIC -> headers.put("Authorization", "Basic dGVzdDp0ZXN0");
      case DIGEST ->
          headers.put(
              "Authorization",
              "Digest username=\"test\", realm=\"*\", nonce=\"1\", uri=\"/\", response=\"1\"");
      case KEY_IN_HEADER -> headers.put(scheme.name(), KEY);
      case KEY_IN_QUERY -> query.add(encoded(scheme.name()) + "=" + KEY);
      case KEY_IN_COOKIE -> headers.put("Cookie", scheme.name() + "=" + KEY);
      case UNSUPPORTED -> {}
    }
  }

  private static JsonNode body(ApiContent content) {
    return content.examples().stream()
        .flatMap(example -> example.value().stream())
        .findFirst()
        .orElseGet(() -> content.schema().map(SampleRequests::sample).orElse(TextNode.valueOf("")));
  }

  private static JsonNode sample(Schema schema) {
    try {
      return StaticSampler.sample(schema);
    } catch (ProblemException e) {
      return TextNode.valueOf(""); // too large a schema to be shown on one line anyway
    }
  }

  private static String text(ApiParameter parameter) {
    JsonNode value =
        parameter
            .example()
            .or(() -> parameter.schema().map(SampleRequests::sample))
            .orElse(TextNode.valueOf("string"));
    JsonNode first = value.isArray() && !value.isEmpty() ? value.get(0) : value;
    return first.isValueNode() ? first.asText() : JsonText.of(first);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
