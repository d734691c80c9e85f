package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Schema;

/** Tells whether values of a response fit schemas; compiles each schema once. Safe for threads. */
public final class SchemaChecks {
  private final SchemaCompiler compiler = new SchemaCompiler(SchemaCompiler.Mode.JSON);

  /** Whether the value fits. */
  public boolean accepts(Schema schema, JsonNode value) {
    return compiled(schema).validate(value).isEmpty();
  }

  /** Whether a text is of a format; any text is of a format that is not known. */
  public boolean isOfFormat(String format, String text) {
    return Formats.of(format).map(test -> test.test(text)).orElse(true);
  }

  private synchronized CompiledSchema compiled(Schema schema) {
    return compiler.compile(schema);
  }
}
