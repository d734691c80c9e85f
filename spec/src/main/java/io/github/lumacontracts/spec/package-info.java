/**
 * The OpenAPI documents as data: which providers there are and where each document lies. Has no
 * dependency at run time.
 */
@NullMarked
package io.github.lumacontracts.spec;

import org.jspecify.annotations.NullMarked;
