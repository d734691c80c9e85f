package io.github.lumacontracts.mock.internal.callback;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.document.Numbers;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.MediaType;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.validator.Multipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenAPI's runtime expressions, such as {@code $request.body#/url}, evaluated for one request and
 * the answer to it. Not safe for threads.
 */
final class RuntimeExpressions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EMBEDDED = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "\\$(url|method|statusCode"
              + "|(request|response)\\.((header|query|path)\\.(.+)|body(#(/.*)?)?))");

  private final StubRequest request;
  private final Map<String, String> pathParameters;
  private final StubResponse response;
  private @Nullable JsonNode requestBody;
  private @Nullable JsonNode responseBody;

  RuntimeExpressions(
      StubRequest request, Map<String, String> pathParameters, StubResponse response) {
    this.request = request;
    this.pathParameters = pathParameters;
    this.response = response;
  }

  /** Whether a text is, or has embedded in braces, something to be evaluated. */
  static boolean isTemplate(String text) {
    return EXPRESSION.matcher(text).matches() || EMBEDDED.matcher(text).find();
  }

  /** Returns what stands in braces and is no expression, so that it can never have a value. */
  static Optional<String> nonsense(String template) {
    return EMBEDDED
        .matcher(template)
        .results()
        .map(found -> found.group(1))
        .filter(inner -> !EXPRESSION.matcher(inner).matches())
        .findFirst();
  }

  /** Returns the text with its expressions replaced; nothing if one of them has no value. */
  Optional<String> fill(String template) {
    if (EXPRESSION.matcher(template).matches()) {
      return value(template);
    }
    Matcher embedded = EMBEDDED.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (embedded.find()) {
      Optional<String> value = value(embedded.group(1));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      embedded.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(embedded.appendTail(filled).toString());
  }

  private Optional<String> value(String expression) {
    Matcher parts = EXPRESSION.matcher(expression);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return switch (parts.group(1)) {
      case "url" -> Optional.of(request.url());
      case "method" -> Optional.of(request.method());
      case "statusCode" -> Optional.of(String.valueOf(response.status()));
      default ->
          parts.group(2).equals("request")
              ? ofRequest(parts.group(4), parts.group(5), parts.group(6), parts.group(7))
              : ofResponse(parts.group(4), parts.group(5), parts.group(6), parts.group(7));
    };
  }

  private Optional<String> ofRequest(
      @Nullable String place, String name, @Nullable String fragment, @Nullable String pointer) {
    if (place == null) {
      return body(request.body(), fragment, pointer, this::requestBody);
    }
    return switch (place) {
      case "header" -> joined(request.headers(name));
      case "query" ->
          joined(FormPairs.values(FormPairs.parse(request.query())).getOrDefault(name, List.of()));
      default -> Optional.ofNullable(pathParameters.get(name));
    };
  }

  /** An answer has neither query nor path, although the grammar would allow to ask for them. */
  private Optional<String> ofResponse(
      @Nullable String place, String name, @Nullable String fragment, @Nullable String pointer) {
    if (place == null) {
      return body(response.body(), fragment, pointer, this::responseBody);
    }
    return place.equals("header")
        ? joined(
            response.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList())
        : Optional.empty();
  }

  private static Optional<String> joined(List<String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  private interface Parsed {
    JsonNode get();
  }

  private static Optional<String> body(
      byte[] bytes, @Nullable String fragment, @Nullable String pointer, Parsed parsed) {
    if (fragment == null || pointer == null) {
      return bytes.length == 0
          ? Optional.empty()
          : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
    return text(parsed.get().at(JsonPointer.compile(FormPairs.decodePercent(pointer))));
  }

  private static Optional<String> text(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> Optional.of(value.textValue());
      case NUMBER -> Optional.of(Numbers.text(value));
      case NULL, MISSING -> Optional.empty();
      default -> Optional.of(value.toString());
    };
  }

  private JsonNode requestBody() {
    JsonNode known = requestBody;
    if (known == null) {
      known = parsed(request.body(), request.header("content-type"));
      requestBody = known;
    }
    return known;
  }

  private JsonNode responseBody() {
    JsonNode known = responseBody;
    if (known == null) {
      known = parsed(response.body(), response.header("content-type"));
      responseBody = known;
    }
    return known;
  }

  /** A form counts as an object of its fields, so that a pointer finds them. */
  private static JsonNode parsed(byte[] body, Optional<String> contentType) {
    Optional<MediaType> type = contentType.flatMap(MediaType::parse);
    if (type.isEmpty() || type.get().isJson()) {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        return MissingNode.getInstance(); // no JSON, so nothing that a pointer could find
      }
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    if (type.get().is("application", "x-www-form-urlencoded")) {
      FormPairs.parse(new String(body, StandardCharsets.UTF_8))
          .forEach(pair -> fields.put(pair.name(), pair.value()));
    } else if (type.get().is("multipart", "form-data")) {
      Multipart.texts(body, type.get().parameters().getOrDefault("boundary", ""))
          .forEach(fields::put);
    }
    return fields;
  }
}
