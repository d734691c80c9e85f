package io.github.lumacontracts.mock.internal.document;

import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import java.util.List;

/**
 * What Swagger Parser, and so every tool built on it, says of a document in which we find nothing.
 * The engine itself works on the raw tree, since the parser's model drops what it does not expect;
 * and its messages name no line, so ours come first.
 */
final class SecondOpinion {
  private SecondOpinion() {}

  /** Returns a sentence for each finding; none for Swagger 2.0, which the parser does not read. */
  static List<String> of(SourceFile file, Dialect dialect) {
    if (dialect == Dialect.SWAGGER_2) {
      return List.of();
    }
    SwaggerParseResult result =
        new OpenAPIDeserializer().deserialize(file.root().deepCopy(), file.url().toString());
    return result.getMessages().stream()
        .distinct()
        .map(message -> file.name() + ": Swagger Parser says: " + message + ".")
        .toList();
  }
}
