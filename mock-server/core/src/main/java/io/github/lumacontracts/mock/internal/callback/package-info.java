/**
 * Sends what an operation's {@code callbacks} promise, after its answer and away from the thread
 * that gave it. Whatever goes wrong there is reported and harms nobody.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.callback;

import org.jspecify.annotations.NullMarked;
