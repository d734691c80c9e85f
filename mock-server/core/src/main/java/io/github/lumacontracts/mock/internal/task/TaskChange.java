package io.github.lumacontracts.mock.internal.task;

import java.time.Instant;
import java.util.Map;

/**
 * The beginning of a state.
 *
 * @param shows names of examples by operation or callback
 */
public record TaskChange(String state, Instant at, Map<String, String> shows) {}
