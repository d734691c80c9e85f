package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Cursor;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Schemas of responses, each compiled once, to try values on. Safe for threads. */
public final class SchemaChecks {
  private static final int STEPS = 5_000_000;

  private final SchemaCompiler compiler =
      new SchemaCompiler(SchemaCompiler.Mode.JSON, SchemaCompiler.Direction.RESPONSE);
  private final Map<Cursor, CompiledSchema> compiled = new ConcurrentHashMap<>();

  private synchronized CompiledSchema compile(Schema schema) {
    CompiledSchema result = compiler.compile(schema);
    compiled.put(schema.at(), result);
    return result;
  }

  /** Returns a new series of tries, which together may cost a second or two at worst. */
  public Trial trial() {
    return new Trial();
  }

  /**
   * A series of tries. Not safe for threads. Each ends with a {@link TooComplexException} when all
   * together have taken too many steps.
   */
  public final class Trial {
    private final Effort effort = new Effort(STEPS);

    private Trial() {}

    /** Whether the value fits. */
    public boolean accepts(Schema schema, JsonNode value) {
      CompiledSchema known = compiled.get(schema.at());
      List<Failure> failures = new ArrayList<>();
      (known == null ? compile(schema) : known).check(Instance.root(value, effort), failures);
      return failures.isEmpty();
    }

    /** Whether a text is of a format; any text is of a format that is not known. */
    public boolean isOfFormat(String format, String text) {
      return Formats.of(format).map(test -> test.test(text)).orElse(true);
    }

    /** Whether a pattern occurs in a text. */
    public boolean finds(Pattern pattern, String text) {
      return effort.finds(pattern, text);
    }
  }
}
