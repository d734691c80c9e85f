/**
 * The only package that knows WireMock: it runs the server, puts the engine behind the stubs of its
 * users and keeps {@code /__admin} working.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.wiremock;

import org.jspecify.annotations.NullMarked;
