/** Prism's errors as problem+json, word for word. */
@NullMarked
package io.github.lumacontracts.mock.internal.problem;

import org.jspecify.annotations.NullMarked;
