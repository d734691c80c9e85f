package io.github.lumacontracts.mock;

import java.nio.file.Path;

/**
 * A file with a key and its certificate, JKS or PKCS #12.
 *
 * @param file where it is
 * @param password of the file
 * @param keyPassword of the key in it; in PKCS #12 both are the same
 */
public record KeyStoreFile(Path file, String password, String keyPassword) {

  /** Returns a file whose key has the same password as the file itself. */
  public static KeyStoreFile of(Path file, String password) {
    return new KeyStoreFile(file, password, password);
  }

  /** Passwords are left out, so that no log shows them. */
  @Override
  public String toString() {
    return "KeyStoreFile[" + file + "]";
  }
}
