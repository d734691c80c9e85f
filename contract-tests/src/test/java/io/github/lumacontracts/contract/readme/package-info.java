/** The examples of README.md, compiled and run as they stand there. */
@NullMarked
package io.github.lumacontracts.contract.readme;

import org.jspecify.annotations.NullMarked;
