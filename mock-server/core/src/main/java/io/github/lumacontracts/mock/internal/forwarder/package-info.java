/** Hands requests to another server and brings its answers back, for proxy mode. */
@NullMarked
package io.github.lumacontracts.mock.internal.forwarder;

import org.jspecify.annotations.NullMarked;
