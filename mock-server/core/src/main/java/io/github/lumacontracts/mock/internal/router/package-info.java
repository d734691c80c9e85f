/**
 * Finds the operation of a request in a trie of path segments; the cost does not depend on how many
 * operations there are.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.router;

import org.jspecify.annotations.NullMarked;
