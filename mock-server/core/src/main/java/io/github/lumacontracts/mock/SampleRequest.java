package io.github.lumacontracts.mock;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to try a server with. Immutable.
 *
 * @param headers with made-up credentials
 * @param body missing if none is needed
 */
public record SampleRequest(
    String method, URI uri, Map<String, String> headers, Optional<String> body) {
  public SampleRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
