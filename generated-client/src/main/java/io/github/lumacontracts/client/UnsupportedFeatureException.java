package io.github.lumacontracts.client;

import io.github.lumacontracts.spec.Provider;
import java.util.Set;

/** The provider cannot do what was asked for. Nothing was sent. */
public final class UnsupportedFeatureException extends LumaException {
  private static final long serialVersionUID = 1;

  private final Feature feature;

  UnsupportedFeatureException(Provider provider, Feature feature, String where) {
    super(
        "%s has no %s%s. Leave it out, or ask another provider; LumaClient.capabilities() tells."
            .formatted(provider, feature, where),
        null,
        false);
    this.feature = feature;
  }

  UnsupportedFeatureException(
      Provider provider, Feature feature, String value, Set<String> accepted) {
    super(
        "%s has no %s of %s, expected one of %s."
            .formatted(provider, feature, value, String.join(", ", accepted)),
        null,
        false);
    this.feature = feature;
  }

  /** Returns what it cannot do. */
  public Feature feature() {
    return feature;
  }
}
