/** Puts the stages of the pipeline together: one engine answers every request of a server. */
@NullMarked
package io.github.lumacontracts.mock.internal;

import org.jspecify.annotations.NullMarked;
