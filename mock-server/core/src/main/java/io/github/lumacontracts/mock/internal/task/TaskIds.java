package io.github.lumacontracts.mock.internal.task;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes ids. Safe for threads. */
public final class TaskIds {
  private static final int DIGITS = 18;
  private static final Pattern PLACE = Pattern.compile("\\{(uuid|hex|digits)}");

  private final Random random;

  /**
   * Makes it.
   *
   * @param seed what makes ids repeat; without it nobody can guess them
   */
  public TaskIds(Optional<String> seed) {
    random = seed.<Random>map(text -> new Random(text.hashCode())).orElseGet(SecureRandom::new);
  }

  /** Returns a new id in a form with {@code {uuid}}, {@code {hex}} or {@code {digits}} in it. */
  public String next(String form) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      high = high << 8 | (bytes[i] & 0xff);
      low = low << 8 | (bytes[i + 8] & 0xff);
    }
    UUID uuid = new UUID(high, low);
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
