package io.github.lumacontracts.mock.internal.generator;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * Where chance comes from.
 *
 * @param now what past and future are told from; with a seed it never changes
 */
record Randomness(Random random, Instant now) {
  private static final Instant SEEDED_NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Returns a source; those of one seed draw the same. */
  static Randomness of(Optional<String> seed) {
    return seed.map(text -> new Randomness(new Random(mixed(text)), SEEDED_NOW))
        .orElseGet(() -> new Randomness(new Random(), Instant.now()));
  }

  /** Random starts alike for seeds that are alike, so the bits are spread first. */
  private static long mixed(String seed) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < seed.length(); i++) {
      hash = (hash ^ seed.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 32);
  }
}
