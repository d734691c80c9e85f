package io.github.lumacontracts.mock.internal.problem;

/** Prism's errors: name, status and title. */
public enum ProblemType {
  NO_PATH_MATCHED_ERROR(404, "Route not resolved, no path matched"),
  NO_METHOD_MATCHED_ERROR(405, "Route resolved, but no method matched"),
  NO_SERVER_MATCHED_ERROR(404, "Route not resolved, no server matched"),
  NO_SERVER_CONFIGURATION_PROVIDED_ERROR(
      404, "Route not resolved, no server configuration provided"),
  UNPROCESSABLE_ENTITY(422, "Invalid request"),
  INVALID_CONTENT_TYPE(415, "Invalid content type"),
  NOT_ACCEPTABLE(406, "The server cannot produce a representation for your accept header"),
  NOT_FOUND(404, "The server cannot find the requested content"),
  // The name lacks its sense in Prism too.
  NO_RESPONSE_RESPONSE_DEFINED(500, "No response defined for the selected operation"),
  UNAUTHORIZED(401, "Invalid security scheme used"),
  VIOLATIONS(500, "Request/Response not valid"),
  SCHEMA_TOO_COMPLEX(500, "Schema too complex"),
  NO_COMPLEX_OBJECT_TEXT(500, "Cannot serialise complex objects as text"),
  UNKNOWN(500, ""),

  // Not Prism's, which has no words of its own for these.
  UPSTREAM_UNREACHABLE(502, "The upstream server gave no answer"),
  UPSTREAM_TIMEOUT(504, "The upstream server did not answer in time"),
  TASK_STORE_UNAVAILABLE(503, "The store of the tasks is away"),

  // Prism answers the next ones without problem+json; here every error has one form.
  INVALID_JSON(400, "Invalid JSON"),
  MALFORMED_REQUEST(400, "Malformed request"),
  URI_TOO_LONG(414, "Request URI too long"),
  REQUEST_HEADERS_TOO_LARGE(431, "Request headers too large"),
  LINK_EXPIRED(403, "The link has expired"),
  STRANGE_ORIGIN(403, "Not from there"),
  CONFLICT(409, "Not as things stand"),
  PRECONDITION_FAILED(412, "Precondition failed"),
  RANGE_NOT_SATISFIABLE(416, "Range not satisfiable"),
  PROXY_LOOP(508, "The request came from this server"),
  REQUEST_ENTITY_TOO_LARGE(413, "Request body too large");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  String uri() {
    return "https://stoplight.io/prism/errors#" + name();
  }
}
