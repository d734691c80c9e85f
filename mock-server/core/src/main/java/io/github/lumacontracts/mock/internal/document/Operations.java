package io.github.lumacontracts.mock.internal.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What reading operations has in common in all generations of OpenAPI. */
final class Operations {
  static final Set<String> METHODS =
      Set.of("get", "post", "put", "delete", "options", "head", "patch", "trace");

  private Operations() {}

  static Optional<Schema> schema(Cursor place, Dialect dialect) {
    return place.node().isObject() || place.node().isBoolean()
        ? Optional.of(new Schema(place, dialect))
        : Optional.empty();
  }

  /**
   * Returns the responses by code. One that says nothing is none to Prism; here it is one where no
   * other says more.
   *
   * @param members by which a response is known
   */
  static List<Map.Entry<String, Cursor>> responses(Cursor responses, Set<String> members) {
    List<Map.Entry<String, Cursor>> all = new ArrayList<>();
    List<Map.Entry<String, Cursor>> telling = new ArrayList<>();
    for (Map.Entry<String, Cursor> member : responses.members()) {
      if (member.getKey().startsWith("x-")) {
        continue;
      }
      Map.Entry<String, Cursor> response = Map.entry(member.getKey(), member.getValue().resolved());
      all.add(response);
      if (members.stream().anyMatch(response.getValue().node()::has)) {
        telling.add(response);
      }
    }
    return telling.isEmpty() ? all : telling;
  }

  static Optional<ApiParameter.In> in(Cursor parameter) {
    return switch (parameter.text("in").orElse("")) {
      case "path" -> Optional.of(ApiParameter.In.PATH);
      case "query" -> Optional.of(ApiParameter.In.QUERY);
      case "header" -> Optional.of(ApiParameter.In.HEADER);
      case "cookie" -> Optional.of(ApiParameter.In.COOKIE);
      default -> Optional.empty();
    };
  }

  static SecurityScheme.Kind keyKind(Cursor scheme) {
    return switch (scheme.text("in").orElse("").toLowerCase(Locale.ROOT)) {
      case "header" -> SecurityScheme.Kind.KEY_IN_HEADER;
      case "query" -> SecurityScheme.Kind.KEY_IN_QUERY;
      case "cookie" -> SecurityScheme.Kind.KEY_IN_COOKIE;
      default -> SecurityScheme.Kind.UNSUPPORTED;
    };
  }

  /**
   * Returns the alternatives of an operation. Names of schemes that the document does not define
   * are dropped, as Prism does, which can leave an alternative that asks for nothing.
   */
  static List<List<SecurityScheme>> security(
      Cursor root, Cursor operation, Function<String, SecurityScheme> scheme) {
    Cursor security =
        operation.at("security").node().isArray() ? operation.at("security") : root.at("security");
    List<List<SecurityScheme>> alternatives = new ArrayList<>();
    for (Cursor alternative : security.items()) {
      List<SecurityScheme> together = new ArrayList<>();
      for (Map.Entry<String, Cursor> member : alternative.members()) {
        if (root.at("components").at("securitySchemes").at(member.getKey()).exists()
            || root.at("securityDefinitions").at(member.getKey()).exists()) {
          together.add(scheme.apply(member.getKey()));
        }
      }
      alternatives.add(together);
    }
    return alternatives;
  }

  /** Returns the path in an absolute or relative address, without a slash at the end. */
  static String pathOf(String url) {
    int scheme = url.indexOf("://");
    String rest = url;
    if (scheme >= 0) {
      int slash = url.indexOf('/', scheme + 3);
      rest = slash < 0 ? "" : url.substring(slash);
    }
    int end = rest.length();
    for (char stop : new char[] {'?', '#'}) {
      int at = rest.indexOf(stop);
      end = at >= 0 && at < end ? at : end;
    }
    rest = rest.substring(0, end);
    while (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return rest.isEmpty() || rest.startsWith("/") ? rest : "/" + rest;
  }
}
