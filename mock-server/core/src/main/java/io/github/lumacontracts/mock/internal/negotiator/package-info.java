/**
 * Chooses the response: by preference, by validity of the request and by what the client accepts.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.negotiator;

import org.jspecify.annotations.NullMarked;
