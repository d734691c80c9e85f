/** Writes documents as plain WireMock stubs. Knows WireMock's file format, not WireMock. */
@NullMarked
package io.github.lumacontracts.mock.internal.export;

import org.jspecify.annotations.NullMarked;
