package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.FakerOptions;
import io.github.lumacontracts.mock.internal.document.Schema;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.validator.SchemaChecks;
import java.util.Optional;

/** Makes dynamic values for one operation; what they share is compiled once. Safe for threads. */
final class DynamicValues {
  private final SchemaChecks checks = new SchemaChecks();

  /**
   * Returns a value, the same one for the same seed.
   *
   * @throws ProblemException if the schema is too complex
   */
  JsonNode sample(Schema schema, Generation generation) throws ProblemException {
    Optional<Boolean> fillProperties = generation.fillProperties();
    SamplerOptions options =
        SamplerOptions.of(schema.documentMember(FakerOptions.MEMBER), fillProperties);
    return new DynamicSampler(checks, options, Randomness.of(generation.seed())).sample(schema);
  }
}
