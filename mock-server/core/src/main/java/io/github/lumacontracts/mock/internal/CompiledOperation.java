package io.github.lumacontracts.mock.internal;

import io.github.lumacontracts.mock.internal.callback.Callback;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.generator.Generator;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.negotiator.Negotiator;
import io.github.lumacontracts.mock.internal.validator.RequestValidator;
import java.util.List;

/** The stages behind the router, made for one operation. */
public record CompiledOperation(
    RequestValidator validator,
    Negotiator negotiator,
    Generator generator,
    OutputCheck output,
    List<Callback> callbacks) {
  static CompiledOperation of(ApiOperation operation, Generation generation) {
    return new CompiledOperation(
        new RequestValidator(operation),
        new Negotiator(operation, generation),
        new Generator(operation),
        new OutputCheck(operation),
        operation.callbacks().stream().map(Callback::new).toList());
  }
}
