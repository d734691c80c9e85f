package io.github.lumacontracts.spec.rules;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Most Java tools read documents with this parser; what it complains about, they trip over. */
final class ParsesCleanly implements Rule {

  @Override
  public String id() {
    return "parses-cleanly";
  }

  @Override
  public String demand() {
    return "The document is OpenAPI 3.1.0 and Swagger Parser reads it without a message.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    Optional<String> version = document.root().text("openapi");
    if (!version.equals(Optional.of("3.1.0"))) {
      violations.add(
          new Violation(
              document.root().member("openapi").orElse(document.root()),
              "The version of the format is " + version.orElse("missing") + ".",
              "openapi: 3.1.0",
              "write openapi: 3.1.0 and use the JSON Schema keywords of that version."));
    }
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult result =
        new OpenAPIV3Parser().readContents(document.text(), List.of(), options);
    if (result.getMessages() != null) {
      for (String message : result.getMessages()) {
        violations.add(
            new Violation(
                document.root(),
                "Swagger Parser says: " + message,
                "no message",
                "the message names the path through the document; correct what stands there."));
      }
    }
    return violations;
  }
}
