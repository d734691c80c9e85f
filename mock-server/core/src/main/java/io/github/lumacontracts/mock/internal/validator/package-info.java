/**
 * Checks requests against the document: security, parameters and bodies.
 *
 * <p>Schemas are compiled by this package and not by a library. The answers have to carry ajv's
 * texts in ajv's order, with every failed branch of {@code anyOf} before its summary. networknt,
 * which WireMock brings along, stops at the summary, orders by the schema's members and knows no
 * coercion, so a mapping over its messages would have had to validate a second time. A test
 * compares the verdicts of both.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.validator;

import org.jspecify.annotations.NullMarked;
