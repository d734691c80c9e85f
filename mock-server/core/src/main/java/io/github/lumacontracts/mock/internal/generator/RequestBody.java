package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import java.util.Optional;

/** The body of a request that the server itself sends. Safe for threads. */
public final class RequestBody {
  private final ApiContent content;
  private final DynamicValues dynamicValues = new DynamicValues();

  public RequestBody(ApiContent content) {
    this.content = content;
  }

  /**
   * Returns the first example or, without any, a sample of the schema; a made-up value if answers
   * are dynamic.
   *
   * @throws ProblemException if the value does not go into the media type, or its schema has no end
   */
  public byte[] bytes(Generation generation) throws ProblemException {
    if (generation.dynamic() && content.schema().isPresent()) {
      return Generator.sample(content, schema -> dynamicValues.sample(schema, generation));
    }
    Optional<JsonNode> example =
        generation.ignoreExamples()
            ? Optional.empty()
            : content.examples().stream().findFirst().flatMap(ApiContent.Example::value);
    return example.isPresent()
        ? Generator.serialised(content.mediaType(), example.get())
        : Generator.sample(content, StaticSampler::sample);
  }
}
