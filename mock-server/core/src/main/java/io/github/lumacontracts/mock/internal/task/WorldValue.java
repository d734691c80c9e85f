package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A value or note of a world as it is written down.
 *
 * @param value missing if it is gone
 */
public record WorldValue(String world, String name, Optional<JsonNode> value) {}
