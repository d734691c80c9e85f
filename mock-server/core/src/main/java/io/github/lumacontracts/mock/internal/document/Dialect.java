package io.github.lumacontracts.mock.internal.document;

/** The generation of OpenAPI a document is written in; decides how its schemas are read. */
public enum Dialect {
  SWAGGER_2,
  OPENAPI_3_0,
  OPENAPI_3_1;

  /**
   * Whether {@code nullable}, boolean {@code exclusiveMinimum} and number formats need rewriting.
   */
  boolean isBeforeJsonSchema() {
    return this != OPENAPI_3_1;
  }
}
