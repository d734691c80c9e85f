package io.github.lumacontracts.spec.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds misspelt and misplaced members, which parsers tend to skip. */
final class OpenApiSchema implements Rule {
  private final JsonSchema schema = load();

  @Override
  public String id() {
    return "openapi-schema";
  }

  @Override
  public String demand() {
    return "The document is valid against the JSON Schema of OpenAPI 3.1.";
  }

  @Override
  public List<Violation> check(Document document) {
    return schema.validate(document, document.root()).stream()
        .map(
            failure ->
                new Violation(
                    failure.where(),
                    failure.keyword().equals("false")
                        ? "This member has no place here."
                        : "OpenAPI 3.1 does not allow this: " + failure.message() + ".",
                    "what the specification lists for the object around it",
                    "look for a misspelt name or a wrong indentation; see"
                        + " https://spec.openapis.org/oas/v3.1.0."))
        .toList();
  }

  private static JsonSchema load() {
    String name = "/openapi-3.1/schema.json";
    try (InputStream in = OpenApiSchema.class.getResourceAsStream(name)) {
      return JsonSchema.parse(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), URI.create("classpath:" + name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }
}
