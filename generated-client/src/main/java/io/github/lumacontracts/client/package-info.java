/**
 * One client for all providers: submit, wait, download; switch provider by one constant, and never
 * buy a video twice. Start at {@link io.github.lumacontracts.client.LumaClient}. Each provider's
 * own operations are in a package of its own beside this one, and stay reachable from here.
 */
@NullMarked
package io.github.lumacontracts.client;

import org.jspecify.annotations.NullMarked;
