package io.github.lumacontracts.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** A key, and how the document wants it written. */
public final class Credentials {
  public static final String KEY = "test-key";

  private Credentials() {}

  /** Returns the value of the {@code Authorization} header that the document's scheme asks for. */
  static String header(Contract contract) {
    JsonNode scheme = contract.root().at("/components/securitySchemes").elements().next();
    return scheme.path("scheme").asText().equals("bearer") ? "Bearer " + KEY : KEY;
  }
}
