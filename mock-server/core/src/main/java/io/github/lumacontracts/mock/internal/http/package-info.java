/**
 * Requests and responses as the pipeline sees them, free of any server's types, and the little of
 * HTTP's grammar that several stages share.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.http;

import org.jspecify.annotations.NullMarked;
