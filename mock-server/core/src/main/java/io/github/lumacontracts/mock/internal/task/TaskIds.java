package io.github.lumacontracts.mock.internal.task;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes ids. Safe for threads. */
public final class TaskIds {
  private static final int DIGITS = 18;
  private static final String PLAIN = "{uuid}";
  private static final Pattern PLACE = Pattern.compile("\\{(uuid|hex|digits)}");

  private final SplittableRandom random;

  /**
   * Makes it.
   *
   * @param seed what makes ids repeat
   */
  public TaskIds(Optional<String> seed) {
    // Other servers must make other ids, but nobody has to be kept from guessing them.
    random =
        new SplittableRandom(
            seed.map(text -> (long) text.hashCode())
                .orElseGet(() -> new SecureRandom().nextLong()));
  }

  /** Returns a new id in a form with {@code {uuid}}, {@code {hex}} or {@code {digits}} in it. */
  public String next(String form) {
    UUID uuid = random();
    if (form.equals(PLAIN)) {
      return uuid.toString();
    }
    return PLACE
        .matcher(form)
        .replaceAll(
            place ->
                switch (place.group(1)) {
                  case "uuid" -> uuid.toString();
                  case "hex" -> uuid.toString().replace("-", "");
                  default -> digits(uuid);
                });
  }

  /** Returns a UUID of version 4. */
  private synchronized UUID random() {
    return new UUID(
        (random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
  }

  private static String digits(UUID uuid) {
    StringBuilder digits = new StringBuilder();
    long rest = uuid.getMostSignificantBits();
    digits.append(1 + Math.floorMod(rest, 9));
    while (digits.length() < DIGITS) {
      rest = rest * 6364136223846793005L + uuid.getLeastSignificantBits();
      digits.append((rest >>> 33) % 10);
    }
    return digits.toString();
  }
}
