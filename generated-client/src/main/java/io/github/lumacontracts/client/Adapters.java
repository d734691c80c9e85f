package io.github.lumacontracts.client;

import io.github.lumacontracts.client.http.ApiBuilder;
import io.github.lumacontracts.spec.Provider;

/** Finds the adapter of a provider: the one place that lists them. */
final class Adapters {
  private Adapters() {}

  /** The settings that a generated client gets, whichever it is. */
  interface Settings {
    <A> A client(ApiBuilder<A> builder);
  }

  static Adapter of(Provider provider, Settings settings) {
    return switch (provider) {
      case APIFRAME -> new ApiframeAdapter(settings);
      case RIXAPI -> new RixapiAdapter(settings);
      case AI302 -> new Ai302Adapter(settings);
      case AIMLAPI -> new AimlapiAdapter(settings);
      case VAPI -> new VapiAdapter(settings);
    };
  }

  static Capabilities capabilities(Provider provider) {
    return switch (provider) {
      case APIFRAME -> ApiframeAdapter.CAPABILITIES;
      case RIXAPI -> RixapiAdapter.CAPABILITIES;
      case AI302 -> Ai302Adapter.CAPABILITIES;
      case AIMLAPI -> AimlapiAdapter.CAPABILITIES;
      case VAPI -> VapiAdapter.CAPABILITIES;
    };
  }

  /** Reads the body of a webhook as a class of a generated package. */
  interface BodyReader {
    <T> T read(Class<T> type);
  }

  /** Returns what a webhook tells. */
  static TaskSnapshot webhook(Provider provider, BodyReader body) {
    return switch (provider) {
      case APIFRAME -> ApiframeAdapter.webhook(body);
      case RIXAPI -> RixapiAdapter.webhook(body);
      case VAPI -> VapiAdapter.webhook(body);
      case AI302, AIMLAPI -> throw new UnsupportedFeatureException(provider, Feature.WEBHOOK, "");
    };
  }
}
