package io.github.lumacontracts.contract.flow;

/** Where on its way an exchange breaks, in order. */
enum Fault {
  /** Nobody listens. */
  REFUSED,
  /** The connection is cut before anything is read. */
  BEFORE_REQUEST,
  /** The connection is cut when the headers of the request have been read. */
  AFTER_REQUEST_HEADERS,
  /** The connection is cut in the middle of the request's body, if it has one. */
  IN_REQUEST_BODY,
  /** The provider gets the request, and its answer is lost. */
  BEFORE_ANSWER,
  /** The answer ends in the middle of its headers. */
  IN_ANSWER_HEADERS,
  /** The answer ends in the middle of its body. */
  IN_ANSWER_BODY,
  /** The answer comes later than anybody waits. */
  LATE;

  /** Whether the provider has got the whole request. */
  boolean reachesProvider() {
    return compareTo(BEFORE_ANSWER) >= 0;
  }
}
