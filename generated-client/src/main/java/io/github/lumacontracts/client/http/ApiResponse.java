package io.github.lumacontracts.client.http;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An answer with which the provider accepted a call.
 *
 * @param statusCode HTTP status, 200 to 299
 * @param headers headers of the answer; names are looked up without regard to case
 * @param body the body; {@code null} only where the document describes none
 */
public record ApiResponse<T extends @Nullable Object>(
    int statusCode, HttpHeaders headers, T body) {}
