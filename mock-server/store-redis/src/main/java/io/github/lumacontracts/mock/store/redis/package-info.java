/** Keeps tasks in Redis, so that several servers share them. */
@NullMarked
package io.github.lumacontracts.mock.store.redis;

import org.jspecify.annotations.NullMarked;
