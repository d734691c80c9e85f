/** Measures the stub server over HTTP beside its peers. */
@NullMarked
package io.github.lumacontracts.mock.benchmarks;

import org.jspecify.annotations.NullMarked;
