/**
 * The product as a user meets it: the generated clients and the stub server, over HTTP, held
 * against the documents.
 */
@NullMarked
package io.github.lumacontracts.contract;

import org.jspecify.annotations.NullMarked;
