/**
 * Tasks that live: what a document's {@code x-lifecycle} says about a generation on its way, played
 * over one clock. The state of a task is never stored but computed from the clock, so that all
 * readers agree and nothing has to tick.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.task;

import org.jspecify.annotations.NullMarked;
