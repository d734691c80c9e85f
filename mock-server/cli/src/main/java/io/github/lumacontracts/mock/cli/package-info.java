/**
 * The command line: maps Prism's words to the options of a server, prints what a person wants to
 * know, and holds no behaviour of its own.
 */
@NullMarked
package io.github.lumacontracts.mock.cli;

import org.jspecify.annotations.NullMarked;
