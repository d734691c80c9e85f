package io.github.lumacontracts.mock.internal.document;

/**
 * A way to show who one is.
 *
 * @param name of the header, query parameter or cookie that carries an API key; of an unsupported
 *     scheme, its type as Prism writes it, for example {@code http/hoba}; else empty
 */
public record SecurityScheme(Kind kind, String name) {

  /** The kinds that a request can be checked for. */
  public enum Kind {
    BASIC,
    BEARER,
    DIGEST,
    OAUTH2,
    OPEN_ID,
    KEY_IN_HEADER,
    KEY_IN_QUERY,
    KEY_IN_COOKIE,
    UNSUPPORTED
  }
}
