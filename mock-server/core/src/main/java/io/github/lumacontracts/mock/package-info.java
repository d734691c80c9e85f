/**
 * The stub server as a library: start it on a free port, aim a client at it, close it. Answers what
 * the OpenAPI documents say, the way Prism does, on a WireMock server whose {@code /__admin} works.
 */
@NullMarked
package io.github.lumacontracts.mock;

import org.jspecify.annotations.NullMarked;
