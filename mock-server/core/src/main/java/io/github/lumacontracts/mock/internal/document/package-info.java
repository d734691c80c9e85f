/**
 * Reads OpenAPI documents into one compiled form. Keeps the raw tree, so that nothing a document
 * says is lost: order, explicit nulls and stray members included.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.document;

import org.jspecify.annotations.NullMarked;
