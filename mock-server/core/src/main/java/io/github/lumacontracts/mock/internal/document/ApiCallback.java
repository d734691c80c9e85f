package io.github.lumacontracts.mock.internal.document;

/**
 * A request that follows the answer to an operation.
 *
 * @param name as the operation calls it
 * @param url address with runtime expressions, for example {@code {$request.body#/url}}
 * @param operation what is sent there, and what may be answered
 */
public record ApiCallback(String name, String url, ApiOperation operation) {}
