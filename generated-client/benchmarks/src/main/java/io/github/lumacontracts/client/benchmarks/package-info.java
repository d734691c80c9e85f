/** What the layer over the generated clients costs. */
@NullMarked
package io.github.lumacontracts.client.benchmarks;

import org.jspecify.annotations.NullMarked;
