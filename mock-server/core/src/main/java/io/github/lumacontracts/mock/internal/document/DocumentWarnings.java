package io.github.lumacontracts.mock.internal.document;

import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import java.util.List;

/**
 * What Swagger Parser finds wrong with a document that the engine can live with. The engine itself
 * reads the raw tree, because the parser's model drops what it does not expect.
 */
final class DocumentWarnings {
  private DocumentWarnings() {}

  /** Returns a sentence for each; none for Swagger 2.0, which the parser does not read. */
  static List<String> of(SourceFile file, Dialect dialect) {
    if (dialect == Dialect.SWAGGER_2) {
      return List.of();
    }
    SwaggerParseResult result =
        new OpenAPIDeserializer().deserialize(file.root().deepCopy(), file.url().toString());
    if (result.getOpenAPI() == null) {
      return List.of(
          file.name()
              + ": so far from OpenAPI that Swagger Parser cannot read it; other tools may fail too");
    }
    return result.getMessages().stream()
        .distinct()
        .map(message -> file.name() + ": " + message)
        .toList();
  }
}
