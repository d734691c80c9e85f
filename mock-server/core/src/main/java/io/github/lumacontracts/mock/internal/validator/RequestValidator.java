package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiParameter;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks requests to one operation. Compiled once, safe for threads. */
public final class RequestValidator {
  private final SecurityCheck security;
  private final BodyCheck body;
  private final List<String> headerNames;
  private final ParameterSet headers;
  private final ParameterSet query;
  private final ParameterSet path;
  private final ParameterSet cookies;

  public RequestValidator(ApiOperation operation) {
    security = new SecurityCheck(operation.security());
    body = new BodyCheck(operation.body());
    headers = new ParameterSet(ApiParameter.In.HEADER, operation.parameters());
    query = new ParameterSet(ApiParameter.In.QUERY, operation.parameters());
    path = new ParameterSet(ApiParameter.In.PATH, operation.parameters());
    cookies = new ParameterSet(ApiParameter.In.COOKIE, operation.parameters());
    headerNames =
        operation.parameters().stream()
            .filter(parameter -> parameter.in() == ApiParameter.In.HEADER)
            .map(ApiParameter::name)
            .toList();
  }

  /**
   * Returns what is wrong with a request: security, body, headers, query, path, cookies.
   *
   * @param pathParameters decoded, as the router found them
   * @throws ProblemException if the request cannot be read at all
   */
  public ValidatedRequest validate(StubRequest request, Map<String, String> pathParameters)
      throws ProblemException {
    List<Violation> violations = new ArrayList<>();
    Optional<String> challenge = checkSecurity(request, violations);
    Optional<JsonNode> json = body.validate(request, violations);
    if (!headers.isEmpty()) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      for (String name : headerNames) {
        List<String> sent = request.headers(name);
        if (!sent.isEmpty()) {
          values.put(name, List.of(String.join(", ", sent)));
        }
      }
      headers.validate(values, violations);
    }
    if (!query.isEmpty()) {
      query.validate(FormPairs.values(FormPairs.parse(request.query())), violations);
    }
    if (!path.isEmpty()) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      pathParameters.forEach((name, value) -> values.put(name, List.of(value)));
      path.validate(values, violations);
    }
    if (!cookies.isEmpty()) {
      cookies.validate(Cookies.parse(request), violations);
    }
    return new ValidatedRequest(request, challenge, violations, json);
  }

  /** Returns what is wrong with the credentials of a request, and looks at nothing else. */
  public ValidatedRequest validateSecurity(StubRequest request) {
    List<Violation> violations = new ArrayList<>();
    Optional<String> challenge = checkSecurity(request, violations);
    return new ValidatedRequest(request, challenge, violations);
  }

  private Optional<String> checkSecurity(StubRequest request, List<Violation> violations) {
    Optional<String> challenge = security.check(request, violations);
    if (challenge.isPresent()) {
      violations.add(Violation.error(List.of(), "401", "Invalid security scheme used"));
    }
    return challenge;
  }
}
