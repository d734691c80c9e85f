package io.github.lumacontracts.mock.internal.negotiator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the client would like to get: {@code Prefer: code=404, example=gone, dynamic=true}. Public
 * for the tasks, which a {@code scenario} is for.
 */
public record Preferences(
    Optional<Integer> code,
    Optional<String> example,
    Optional<Boolean> dynamic,
    Optional<String> seed,
    Optional<String> scenario) {
  private static final Preferences NONE =
      new Preferences(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * Reads the {@code Prefer} headers or, only if there are none, the query parameters of the same
   * names with two underscores in front.
   *
   * @throws ProblemException if the code is not a number of three digits, {@code dynamic} is
   *     neither true nor false, or one has no value or several
   */
  public static Preferences of(StubRequest request) throws ProblemException {
    List<String> headers = request.headers("prefer");
    if (headers.isEmpty() && !request.query().contains("__")) {
      return NONE; // as nearly always
    }
    String header = String.join(",", headers);
    Map<String, JsonNode> values = header.isEmpty() ? fromQuery(request) : fromHeader(header);
    if (values.isEmpty()) {
      return NONE;
    }
    List<String> errors = new ArrayList<>();
    Optional<String> code = text(values, "code", errors);
    if (code.isPresent() && !code.get().matches("[0-9]{3}")) {
      errors.add(undecodable("code", values.get("code"), "a number"));
    }
    Optional<String> dynamic = text(values, "dynamic", errors);
    if (dynamic.isPresent() && !dynamic.get().matches("true|false")) {
      errors.add(undecodable("dynamic", values.get("dynamic"), "a boolean"));
    }
    Optional<String> seed = text(values, "seed", errors);
    Optional<String> example = text(values, "example", errors);
    Optional<String> scenario =
        Optional.ofNullable(values.get("scenario"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue);
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.of(ProblemType.UNPROCESSABLE_ENTITY, String.join("\n", errors)));
    }
    return new Preferences(
        code.map(Integer::valueOf).filter(number -> number > 0),
        example.filter(name -> !name.isEmpty()),
        dynamic.map(Boolean::valueOf),
        seed.filter(value -> !value.isEmpty()),
        scenario.filter(value -> !value.isEmpty()));
  }

  /** Whether the client has chosen an answer of the document, rather than one of its tasks. */
  public boolean chooseAnswer() {
    return code.isPresent() || example.isPresent() || dynamic.isPresent();
  }

  private static Optional<String> text(
      Map<String, JsonNode> values, String name, List<String> errors) {
    JsonNode value = values.get(name);
    if (value != null && !value.isTextual()) {
      errors.add(undecodable(name, value, "string"));
    }
    return Optional.ofNullable(value).map(JsonNode::textValue);
  }

  private static String undecodable(String name, @Nullable JsonNode value, String type) {
    return "optional property \"" + name + "\"\n└─ cannot decode " + value + ", should be " + type;
  }

  private static Map<String, JsonNode> fromHeader(String header) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (String preference : split(header, ',')) {
      // What follows a semicolon is a parameter of the preference before it.
      String pair = split(preference, ';').get(0);
      int equals = pair.indexOf('=');
      String name = (equals < 0 ? pair : pair.substring(0, equals)).trim();
      String value = equals < 0 ? "" : pair.substring(equals + 1).trim();
      if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
        value = value.substring(1, value.length() - 1);
      }
      values.putIfAbsent(
          name.toLowerCase(Locale.ROOT),
          value.isEmpty() ? NODES.booleanNode(true) : NODES.textNode(value));
    }
    return values;
  }

  /** Splits where the separator stands outside of quotes. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static Map<String, JsonNode> fromQuery(StubRequest request) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (FormPairs.Pair pair : FormPairs.parse(request.query())) {
      if (pair.name().startsWith("__")) {
        values.merge(pair.name().substring(2), NODES.textNode(pair.value()), Preferences::together);
      }
    }
    return values;
  }

  /** A repeated parameter is a list to Prism, and a list is no code. */
  private static JsonNode together(JsonNode first, JsonNode second) {
    ArrayNode all =
        first instanceof ArrayNode list ? list.deepCopy() : NODES.arrayNode().add(first);
    return all.add(second);
  }
}
