package io.github.lumacontracts.client;

import io.github.lumacontracts.spec.Provider;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider can do, as its document says. What it cannot is refused with an {@link
 * UnsupportedFeatureException} before anything is sent. Immutable.
 */
public final class Capabilities {
  private final Provider provider;
  private final Set<Feature> submit;
  private final Set<Feature> extend;
  private final Set<String> aspectRatios;
  private final Set<String> durations;
  private final Set<String> resolutions;
  private final int leastBatch;
  private final int mostBatch;
  private final boolean refundsFailures;

  private Capabilities(Builder builder) {
    provider = builder.provider;
    submit = Set.copyOf(builder.submit);
    extend = Set.copyOf(builder.extend);
    aspectRatios = builder.aspectRatios;
    durations = builder.durations;
    resolutions = builder.resolutions;
    leastBatch = builder.leastBatch;
    mostBatch = builder.mostBatch;
    refundsFailures = builder.refundsFailures;
  }

  /** Returns whose they are. */
  public Provider provider() {
    return provider;
  }

  /** Whether the provider has a feature; for those of a request, whether a submit may use it. */
  public boolean supports(Feature feature) {
    return submit.contains(feature);
  }

  /** Whether an extension may use a feature of a request; often it may use fewer than a submit. */
  public boolean supportsInExtension(Feature feature) {
    return extend.contains(feature);
  }

  /** Returns the accepted aspect ratios; empty if the provider lists none, so that any may do. */
  public Set<String> aspectRatios() {
    return aspectRatios;
  }

  /** Returns the documented durations, for example {@code 5s}; empty if there is no choice. */
  public Set<String> durations() {
    return durations;
  }

  /** Returns the documented resolutions, for example {@code 720p}; empty if there is no choice. */
  public Set<String> resolutions() {
    return resolutions;
  }

  /**
   * Whether the provider is known to give the price of a failed task back; false also where no
   * source says.
   */
  public boolean refundsFailures() {
    return refundsFailures;
  }

  /** Returns with how many tasks a call can begin to read several; 0 if there is no such call. */
  int leastBatch() {
    return leastBatch;
  }

  int mostBatch() {
    return mostBatch;
  }

  /** Throws unless a submit can carry what the request wants. */
  void checkSubmit(VideoRequest request) {
    check(request, submit, "");
  }

  /** Throws unless there are extensions and one can carry what the request wants. */
  void checkExtension(VideoRequest request) {
    require(Feature.EXTEND);
    check(request, extend, " in an extension");
  }

  void require(Feature feature) {
    if (!supports(feature)) {
      throw new UnsupportedFeatureException(provider, feature, "");
    }
  }

  private void check(VideoRequest request, Set<Feature> supported, String where) {
    for (Feature feature : request.features()) {
      if (!supported.contains(feature)) {
        throw new UnsupportedFeatureException(provider, feature, where);
      }
    }
    checkValue(Feature.ASPECT_RATIO, request.aspectRatio(), aspectRatios);
    checkValue(Feature.DURATION, request.duration(), durations);
    checkValue(Feature.RESOLUTION, request.resolution(), resolutions);
  }

  private void checkValue(Feature feature, Optional<String> value, Set<String> accepted) {
    if (value.isPresent() && !accepted.isEmpty() && !accepted.contains(value.get())) {
      throw new UnsupportedFeatureException(provider, feature, value.get(), accepted);
    }
  }

  /** Returns provider and features, those of an extension apart. */
  @Override
  public String toString() {
    return provider
        + " "
        + sorted(submit)
        + (supports(Feature.EXTEND) ? ", in an extension " + sorted(extend) : "");
  }

  private static Set<Feature> sorted(Set<Feature> features) {
    return new TreeSet<>(features);
  }

  static Builder of(Provider provider) {
    return new Builder(provider);
  }

  /** Collects them; package-private, since adapters alone know. */
  static final class Builder {
    private final Provider provider;
    private final EnumSet<Feature> submit = EnumSet.noneOf(Feature.class);
    private final EnumSet<Feature> extend = EnumSet.noneOf(Feature.class);
    private Set<String> aspectRatios = Set.of();
    private Set<String> durations = Set.of();
    private Set<String> resolutions = Set.of();
    private int leastBatch;
    private int mostBatch;
    private boolean refundsFailures;

    private Builder(Provider provider) {
      this.provider = provider;
    }

    Builder submit(Feature... features) {
      submit.addAll(List.of(features));
      return this;
    }

    /** Adds extensions and what they can carry. */
    Builder extend(Feature... features) {
      submit.add(Feature.EXTEND);
      extend.addAll(List.of(features));
      return this;
    }

    Builder aspectRatios(String... values) {
      aspectRatios = ordered(values);
      return this;
    }

    Builder durations(String... values) {
      durations = ordered(values);
      return this;
    }

    Builder resolutions(String... values) {
      resolutions = ordered(values);
      return this;
    }

    Builder batch(int least, int most) {
      submit.add(Feature.BATCH);
      leastBatch = least;
      mostBatch = most;
      return this;
    }

    Builder refundsFailures() {
      refundsFailures = true;
      return this;
    }

    Capabilities build() {
      return new Capabilities(this);
    }

    private static Set<String> ordered(String... values) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(values)));
    }
  }
}
