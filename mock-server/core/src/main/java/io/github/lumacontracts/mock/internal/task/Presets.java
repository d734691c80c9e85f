package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiBody;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The defaults of what a client may leave out of the requests to one operation. */
record Presets(ApiOperation operation) {
  private static final String BODY = "$request.body#/";
  private static final String REQUEST = "$request.";

  /** Returns the default of the part of the request that an expression names. */
  Optional<JsonNode> of(String expression) {
    if (expression.startsWith(BODY)) {
      List<String> steps = List.of(expression.substring(BODY.length()).split("/", -1));
      return operation.body().map(ApiBody::contents).orElse(List.of()).stream()
          .map(ApiContent::schema)
          .flatMap(Optional::stream)
          .flatMap(schema -> member(schema, steps).flatMap(Presets::preset).stream())
          .findFirst();
    }
    return operation.parameters().stream()
        .filter(
            parameter ->
                expression.equals(
                    REQUEST
                        + parameter.in().name().toLowerCase(Locale.ROOT)
                        + "."
                        + parameter.name()))
        .flatMap(parameter -> parameter.schema().flatMap(Presets::preset).stream())
        .findFirst();
  }

  private static Optional<Schema> member(Schema schema, List<String> steps) {
    Optional<Schema> here = Optional.of(schema);
    for (String step : steps) {
      here = here.flatMap(at -> at.resolved().merged().named("properties", step));
    }
    return here;
  }

  private static Optional<JsonNode> preset(Schema schema) {
    JsonNode preset = schema.resolved().keyword("default");
    return preset.isMissingNode() ? Optional.empty() : Optional.of(preset);
  }
}
