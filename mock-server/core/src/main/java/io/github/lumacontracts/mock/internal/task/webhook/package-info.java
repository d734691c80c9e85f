/**
 * Tells clients what has become of their tasks: {@code Agenda} knows when there is something to
 * tell, {@code Deliveries} sends it until it has arrived, and keeps a log of that.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.task.webhook;

import org.jspecify.annotations.NullMarked;
