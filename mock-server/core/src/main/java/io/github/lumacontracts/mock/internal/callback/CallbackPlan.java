package io.github.lumacontracts.mock.internal.callback;

import java.util.List;
import java.util.Map;

/**
 * What is to be sent once an answer is.
 *
 * @param pathParameters of the request, decoded
 */
public record CallbackPlan(List<Callback> callbacks, Map<String, String> pathParameters) {}
