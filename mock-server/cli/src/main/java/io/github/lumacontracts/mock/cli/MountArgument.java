package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.Mount;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads {@code FILE} or an address, mounted at the root, or {@code /base=FILE}. */
final class MountArgument {
  private MountArgument() {}

  /**
   * Returns the mount.
   *
   * @throws IllegalArgumentException if the argument names no file; the message says so
   */
  static Mount parse(String argument) {
    int equals = argument.indexOf('=');
    try {
      // "/a/b=c.yaml" could be a file too; then it exists.
      boolean based = argument.startsWith("/") && equals > 0 && !Files.exists(Path.of(argument));
      String file = based ? argument.substring(equals + 1) : argument;
      if (file.isBlank()) {
        throw new IllegalArgumentException("\"" + argument + "\" names no file.");
      }
      Mount mount =
          file.matches("(?i)https?://.*") ? Mount.of(URI.create(file)) : Mount.of(Path.of(file));
      return based ? mount.at(stripSlash(argument.substring(0, equals))) : mount;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("\"" + argument + "\" is no path: " + e.getReason(), e);
    }
  }

  private static String stripSlash(String base) {
    return base.replaceFirst("/+$", "");
  }
}
