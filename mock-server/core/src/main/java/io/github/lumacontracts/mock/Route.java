package io.github.lumacontracts.mock;

import java.util.Optional;

/**
 * An operation that a server answers. Immutable.
 *
 * @param method in upper case
 * @param path template with the base path, for example {@code /shop/pets/{id}}
 * @param document name of the document
 */
public record Route(String method, String path, Optional<String> operationId, String document) {}
