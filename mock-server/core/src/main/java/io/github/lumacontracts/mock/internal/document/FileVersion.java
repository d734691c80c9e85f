package io.github.lumacontracts.mock.internal.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A local file as it was at one moment.
 *
 * @param modified the beginning of time if there is no such file
 * @param size in bytes
 */
public record FileVersion(Path path, FileTime modified, long size) {
  private static final FileTime NEVER = FileTime.fromMillis(0);

  /** Returns the file as it is now. */
  public static FileVersion now(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileVersion(path, attributes.lastModifiedTime(), attributes.size());
    } catch (IOException e) {
      return new FileVersion(path, NEVER, 0);
    }
  }

  /** Whether the file has not been written, replaced or deleted since. */
  public boolean isCurrent() {
    return equals(now(path));
  }
}
