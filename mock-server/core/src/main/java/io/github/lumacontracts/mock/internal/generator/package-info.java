/** Turns a chosen response into bytes: examples as they stand, or a sample made from the schema. */
@NullMarked
package io.github.lumacontracts.mock.internal.generator;

import org.jspecify.annotations.NullMarked;
