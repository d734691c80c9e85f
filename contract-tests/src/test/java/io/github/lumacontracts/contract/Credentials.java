package io.github.lumacontracts.contract;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A key, and how the document wants it written. */
public final class Credentials {
  public static final String KEY = "test-key";

  private Credentials() {}

  /** Whether a header has the key as the document wants it, maybe with world and scenario. */
  static boolean isWrittenAs(Contract contract, @Nullable String authorization) {
    String scheme = header(contract).replace(KEY, "");
    return authorization != null
        && authorization.startsWith(scheme)
        && authorization.substring(scheme.length()).matches("(.*~)?" + KEY + "(-[a-z-]+)?");
  }

  /** Returns the value of the {@code Authorization} header that the document's scheme asks for. */
  static String header(Contract contract) {
    JsonNode scheme = contract.root().at("/components/securitySchemes").elements().next();
    return scheme.path("scheme").asText().equals("bearer") ? "Bearer " + KEY : KEY;
  }
}
