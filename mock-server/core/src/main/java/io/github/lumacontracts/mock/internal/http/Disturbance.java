package io.github.lumacontracts.mock.internal.http;

import java.time.Duration;

/**
 * What goes wrong on the way of an answer.
 *
 * @param delay before it is sent, or before the connection is dropped; by the clock of the system
 * @param dropped whether the connection is closed without an answer
 */
public record Disturbance(Duration delay, boolean dropped) {}
