package io.github.lumacontracts.contract.flow;

import io.github.lumacontracts.client.http.ApiBuilder;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application does with a provider, through the generated client of that provider. Words,
 * ids and addresses are those of the provider.
 */
interface TaskFlow extends AutoCloseable {
  /** What a client sends with each request. */
  record Settings(URI baseUrl, String apiKey, Map<String, String> headers) {
    <A> A client(ApiBuilder<A> builder) {
      return builder
          .baseUrl(baseUrl)
          .apiKey(apiKey)
          .interceptor(request -> headers.forEach(request::setHeader))
          .build();
    }
  }

  /**
   * A task as the client reads it; a member is null if the answer has none.
   *
   * @param progress as the provider writes it
   * @param reason why the task failed
   */
  record Seen(
      @Nullable String id,
      @Nullable String state,
      @Nullable String prompt,
      @Nullable String progress,
      @Nullable String video,
      @Nullable String thumbnail,
      @Nullable String reason) {}

  static TaskFlow of(Provider provider, Settings settings) {
    return switch (provider) {
      case APIFRAME -> new ApiframeFlow(settings);
      case RIXAPI -> new RixapiFlow(settings);
      case AI302 -> new Ai302Flow(settings);
      case AIMLAPI -> new AimlapiFlow(settings);
      case VAPI -> new VapiFlow(settings);
    };
  }

  /** Submits a prompt; the aspect ratio is left out where the provider knows none. */
  Seen submit(String prompt, String aspectRatio);

  /** Extends the video of another task. */
  Seen extend(String parent, String prompt);

  /** Reads one task. */
  Seen read(String id);

  /** Reads several tasks at once, nothing where the provider has no such operation. */
  default Optional<List<Seen>> readAll(List<String> ids) {
    return Optional.empty();
  }

  /** Returns the tasks of the client, nothing where the provider has no such operation. */
  default Optional<List<Seen>> list() {
    return Optional.empty();
  }

  /** Returns what is left to spend, nothing where the provider has no such operation. */
  default Optional<Long> balance() {
    return Optional.empty();
  }

  /** Returns the link without watermark, nothing where the provider has no such operation. */
  default Optional<String> downloadUrl(String id) {
    return Optional.empty();
  }

  @Override
  void close();
}
