package io.github.lumacontracts.mock.internal.callback;

import io.github.lumacontracts.mock.internal.negotiator.Generation;
import java.util.List;
import java.util.Map;

/**
 * What is to be sent once an answer is.
 *
 * @param pathParameters of the request, decoded
 * @param generation how bodies are made
 */
public record CallbackPlan(
    List<Callback> callbacks, Map<String, String> pathParameters, Generation generation) {}
