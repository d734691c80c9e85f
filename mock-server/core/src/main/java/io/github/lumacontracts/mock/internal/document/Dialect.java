package io.github.lumacontracts.mock.internal.document;

/** The generation of OpenAPI a document is written in; decides how its schemas are read. */
public enum Dialect {
  SWAGGER_2,
  OPENAPI_3_0,
  /**
   * Draft 7 with the spellings of OpenAPI 3.0, although OpenAPI says 2020-12: Prism takes a later
   * draft only where one is named.
   */
  OPENAPI_3_1,
  /** Draft 7 as it stands: a dialect is named, but none that is known. */
  OPENAPI_3_1_OTHER,
  OPENAPI_3_1_DRAFT_2019_09,
  OPENAPI_3_1_DRAFT_2020_12;

  /** Returns the dialect of OpenAPI 3.1 that {@code jsonSchemaDialect} names. */
  static Dialect ofOpenApi31(String jsonSchemaDialect) {
    String name = jsonSchemaDialect.replaceFirst("^https?://", "").replaceFirst("#$", "");
    return switch (name) {
      case "json-schema.org/draft/2019-09/schema" -> OPENAPI_3_1_DRAFT_2019_09;
      case "json-schema.org/draft/2020-12/schema" -> OPENAPI_3_1_DRAFT_2020_12;
      case "" -> OPENAPI_3_1;
      default -> OPENAPI_3_1_OTHER;
    };
  }

  /**
   * Whether {@code nullable}, boolean {@code exclusiveMinimum} and number formats are rewritten;
   * Prism does so in OpenAPI 3.1 too, unless a dialect is named.
   */
  public boolean rewrites() {
    return isBeforeJsonSchema() || this == OPENAPI_3_1;
  }

  /** Whether schemas are OpenAPI's own, in which nothing counts beside {@code $ref}. */
  boolean isBeforeJsonSchema() {
    return this == SWAGGER_2 || this == OPENAPI_3_0;
  }

  /**
   * Whether {@code unevaluatedProperties}, {@code dependentSchemas}, {@code minContains} and the
   * like mean anything.
   */
  public boolean isDraft2019OrLater() {
    return this == OPENAPI_3_1_DRAFT_2019_09 || this == OPENAPI_3_1_DRAFT_2020_12;
  }

  /** Whether a tuple is written {@code prefixItems} and {@code items} is what follows it. */
  public boolean hasPrefixItems() {
    return this == OPENAPI_3_1_DRAFT_2020_12;
  }
}
