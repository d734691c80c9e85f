package io.github.lumacontracts.mock.internal.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.document.ApiBody;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiParameter;
import io.github.lumacontracts.mock.internal.document.SecurityScheme;
import io.github.lumacontracts.mock.internal.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The part of a stub that says which requests it is for, in WireMock's words. */
final class Condition {
  private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*}");

  private Condition() {}

  /** Returns the condition for a method and a path template. */
  static ObjectNode of(String method, String path) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("method", method);
    request.put("urlPathPattern", regex(path));
    return request;
  }

  /** Returns the condition for a path with any method. */
  static ObjectNode ofPath(String path) {
    return of("ANY", path);
  }

  private static String regex(String path) {
    return VARIABLE
        .splitAsStream(path + "\n") // a variable at the end has something behind it, too
        .map(Condition::encoded)
        .collect(Collectors.joining("[^/]*"))
        .replaceFirst("\n$", "");
  }

  private static String quoted(String literal) {
    return literal.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
  }

  /** WireMock compares paths as they are sent: encoded where they hold more than ASCII. */
  private static String encoded(String literal) {
    StringBuilder pattern = new StringBuilder();
    for (byte b : literal.getBytes(StandardCharsets.UTF_8)) {
      if (b < 0 || b == ' ' || b == '"' || b == '<' || b == '>') {
        pattern.append(String.format("%%(?i:%02X)", b & 0xff));
      } else {
        pattern.append(quoted(String.valueOf((char) b)));
      }
    }
    return pattern.toString();
  }

  /** Adds what a valid request has: credentials, required parameters, a body of the schema. */
  static void requireValid(ObjectNode request, ApiOperation operation) {
    requireCredentials(request, operation);
    for (ApiParameter parameter : operation.parameters()) {
      if (parameter.required()
          && parameter.in() == ApiParameter.In.QUERY
          && !parameter.indexed()
          && !parameter.style().equals("deepObject")) {
        present(request, "queryParameters", parameter.name());
      } else if (parameter.required() && parameter.in() == ApiParameter.In.HEADER) {
        present(request, "headers", parameter.name());
      } else if (parameter.required() && parameter.in() == ApiParameter.In.COOKIE) {
        present(request, "cookies", parameter.name());
      }
    }
    operation.body().filter(ApiBody::required).ifPresent(body -> requireBody(request, body));
  }

  /**
   * Adds the credentials of the only way to show them; where there are several, WireMock cannot say
   * "one of them" across headers and query, and none is asked for.
   */
  static boolean requireCredentials(ObjectNode request, ApiOperation operation) {
    if (operation.security().size() != 1) {
      return false;
    }
    for (SecurityScheme scheme : operation.security().get(0)) {
      switch (scheme.kind()) {
        case BEARER, OAUTH2, OPEN_ID -> header(request, "Authorization", "(?i)bearer .+");
        case BASIC -> header(request, "Authorization", "(?i)basic .+");
        case DIGEST -> header(request, "Authorization", "(?i)digest .+");
        case KEY_IN_HEADER -> present(request, "headers", scheme.name());
        case KEY_IN_QUERY -> present(request, "queryParameters", scheme.name());
        case KEY_IN_COOKIE -> present(request, "cookies", scheme.name());
        case UNSUPPORTED -> {}
      }
    }
    return !operation.security().get(0).isEmpty();
  }

  private static void requireBody(ObjectNode request, ApiBody body) {
    List<ApiContent> contents = body.contents();
    boolean json =
        !contents.isEmpty()
            && contents.stream()
                .allMatch(
                    content ->
                        MediaType.parse(content.mediaType()).filter(MediaType::isJson).isPresent());
    if (json && contents.get(0).schema().isPresent()) {
      request
          .withArray("bodyPatterns")
          .addObject()
          .put("schemaVersion", "V202012")
          .set("matchesJsonSchema", BundledSchema.of(contents.get(0).schema().get()));
    }
  }

  private static void present(ObjectNode request, String where, String name) {
    request.withObject("/" + where).putObject(name).put("matches", "(?s).*");
  }

  static void header(ObjectNode request, String name, String regex) {
    request.withObject("/headers").putObject(name).put("matches", regex);
  }

  /** Adds what the client prefers, each as a lookahead, since their order is free. */
  static void prefer(ObjectNode request, List<String> preferences) {
    List<String> patterns = new ArrayList<>();
    for (String preference : preferences) {
      int equals = preference.indexOf('=');
      patterns.add(
          "(?=(?:.*[,\\s])?"
              + quoted(preference.substring(0, equals))
              + "=\"?"
              + quoted(preference.substring(equals + 1))
              + "\"?(?:[,;\\s].*)?$)");
    }
    header(request, "Prefer", String.join("", patterns) + ".*");
  }

  /** Adds that this is the first of the known media types and ranges that the client names. */
  static void accept(ObjectNode request, String mediaType, Collection<String> known) {
    header(
        request,
        "Accept",
        "(?i)(?:" + unknown(known) + ",)*\\s*" + quoted(mediaType) + "\\s*(?:[,;].*)?");
  }

  /** Adds that the client names media types, and none of the known ones. */
  static void acceptNone(ObjectNode request, Collection<String> known) {
    header(request, "Accept", "(?i)" + unknown(known) + "(?:," + unknown(known) + ")*");
  }

  /** One entry of the list in {@code Accept}. */
  private static String unknown(Collection<String> known) {
    return "\\s*(?!(?:"
        + known.stream().map(Condition::quoted).collect(Collectors.joining("|"))
        + ")\\s*(?:[,;]|$))[^,\\s][^,]*";
  }
}
