/**
 * What the generated clients share: it sends the calls that they declare, reads the answers and
 * tells what went wrong.
 *
 * <p>Applications use {@link io.github.lumacontracts.client.http.ApiBuilder}, {@link
 * io.github.lumacontracts.client.http.ApiResponse}, {@link
 * io.github.lumacontracts.client.http.Part}, {@link io.github.lumacontracts.client.http.Timestamp}
 * and the exceptions; the rest is for generated code.
 */
@NullMarked
package io.github.lumacontracts.client.http;

import org.jspecify.annotations.NullMarked;
