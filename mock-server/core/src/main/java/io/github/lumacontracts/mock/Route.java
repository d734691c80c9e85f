package io.github.lumacontracts.mock;

import java.net.URI;
import java.util.Optional;

/**
 * An operation that a server answers. Immutable.
 *
 * @param method in upper case
 * @param path template with the base path, for example {@code /shop/pets/{id}}
 * @param document name of the document
 * @param example an address that the document calls valid
 */
public record Route(
    String method, String path, Optional<String> operationId, String document, URI example) {}
