/**
 * Looks at and changes what tasks do: the answers to the server's own OpenAPI document, {@code
 * steering.yaml}, and the page that shows the same to a person.
 */
@NullMarked
package io.github.lumacontracts.mock.internal.steering;

import org.jspecify.annotations.NullMarked;
