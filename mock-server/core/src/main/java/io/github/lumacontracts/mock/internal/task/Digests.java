package io.github.lumacontracts.mock.internal.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is kept instead of API keys. Those of the last clients are remembered, so that the tasks of
 * one client share one text. Safe for threads.
 */
final class Digests {
  private static final int BYTES = 8;
  private static final int MOST_REMEMBERED = 1000;

  private final Map<String, String> remembered = new ConcurrentHashMap<>();

  /** Returns the digest of a key; empty if there is none. */
  String of(String key) {
    if (key.isEmpty()) {
      return "";
    }
    if (remembered.size() > MOST_REMEMBERED) {
      remembered.clear();
    }
    return remembered.computeIfAbsent(key, any -> of("", any.getBytes(StandardCharsets.UTF_8)));
  }

  static String of(String text, byte[] bytes) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(bytes), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
