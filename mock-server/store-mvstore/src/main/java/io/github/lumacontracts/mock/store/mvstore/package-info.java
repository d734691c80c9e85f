/** Keeps tasks in a folder, so that they outlive the server. */
@NullMarked
package io.github.lumacontracts.mock.store.mvstore;

import org.jspecify.annotations.NullMarked;
