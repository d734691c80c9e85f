package io.github.lumacontracts.mock.internal.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error answer.
 *
 * @param title that of the type, except for unknown errors, whose message it is
 * @param extras members after the standard ones, in order
 * @param headers sent besides the content type
 */
public record Problem(
    ProblemType type,
    String title,
    String detail,
    Map<String, JsonNode> extras,
    List<Header> headers) {
  private static final Header CONTENT_TYPE = new Header("content-type", "application/problem+json");

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, type.title(), detail, Map.of(), List.of());
  }

  public static Problem unknown(String message) {
    return new Problem(ProblemType.UNKNOWN, message, "", Map.of(), List.of());
  }

  /** The schema has more places to fill than is sane; {@code part} is body or header. */
  public static Problem tooComplex(String part) {
    return of(
        ProblemType.SCHEMA_TOO_COMPLEX,
        "Unable to generate " + part + " for response. The schema is too complex to generate.");
  }

  public static Problem noPath(String path) {
    return of(
        ProblemType.NO_PATH_MATCHED_ERROR,
        "The route " + path + " hasn't been found in the specification file");
  }

  public static Problem noMethod(String method, String path) {
    return of(
        ProblemType.NO_METHOD_MATCHED_ERROR,
        "The route "
            + path
            + " has been matched, but it does not have \""
            + method.toLowerCase(java.util.Locale.ROOT)
            + "\" method defined");
  }

  /** The request is invalid and the document has no answer for that. */
  public static Problem invalidRequest(List<Violation> violations) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    violations.forEach(violation -> list.add(json(violation)));
    Map<String, JsonNode> extras = new LinkedHashMap<>();
    extras.put("validation", list);
    return new Problem(
        ProblemType.UNPROCESSABLE_ENTITY,
        ProblemType.UNPROCESSABLE_ENTITY.title(),
        "Your request is not valid and no HTTP validation response was found in the spec, so Prism"
            + " is generating this error for you.",
        extras,
        List.of());
  }

  /**
   * The answer does not follow the document, and errors were asked for.
   *
   * @param violations of the answer, their locations as they are to be shown
   */
  public static Problem violations(List<Violation> violations) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    violations.forEach(violation -> list.add(json(violation)));
    return new Problem(
        ProblemType.VIOLATIONS,
        ProblemType.VIOLATIONS.title(),
        "Your request/response is not valid and the --errors flag is set, so Prism is generating"
            + " this error for you.",
        Map.of("validation", list),
        List.of());
  }

  /**
   * The credentials do not do and the document has no answer for that.
   *
   * @param challenge value of {@code WWW-Authenticate}, empty for none
   */
  public static Problem unauthorized(String challenge) {
    Map<String, JsonNode> extras = new LinkedHashMap<>();
    List<Header> headers = new ArrayList<>();
    if (!challenge.isEmpty()) {
      extras.put(
          "headers", JsonNodeFactory.instance.objectNode().put("WWW-Authenticate", challenge));
      headers.add(new Header("WWW-Authenticate", challenge));
    }
    return new Problem(
        ProblemType.UNAUTHORIZED,
        ProblemType.UNAUTHORIZED.title(),
        "Your request does not fullfil the security requirements and no HTTP unauthorized response"
            + " was found in the spec, so Prism is generating this error for you.",
        extras,
        headers);
  }

  /** Returns a violation as Prism writes it; members that do not apply are left out. */
  public static ObjectNode json(Violation violation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!violation.location().isEmpty()) {
      ArrayNode location = json.putArray("location");
      violation.location().forEach(location::add);
    }
    json.put("severity", violation.severity().label());
    if (violation.code().chars().allMatch(Character::isDigit) && !violation.code().isEmpty()) {
      json.put("code", Integer.parseInt(violation.code()));
    } else if (!violation.code().isEmpty()) {
      json.put("code", violation.code());
    }
    return json.put("message", violation.message());
  }

  /** Returns type and title, for a log. */
  public String summary() {
    return type.uri() + ": " + title;
  }

  public StubResponse toResponse() {
    return toResponse(type.status());
  }

  /** Returns the answer with another status than the usual one of the type. */
  public StubResponse toResponse(int status) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", type.uri());
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    extras.forEach(body::set);
    List<Header> all = new ArrayList<>(headers);
    all.add(CONTENT_TYPE);
    return new StubResponse(status, all, body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
