package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of a video so far: a file beside the target, called {@code
 * target.task-version-unique.part}. Task and version are digests, so that another process can tell
 * what it is a part of. The last part of the name is never used again, so that a name means one
 * file for as long as there is one, and whoever has the lock of the file may write, move or delete
 * it.
 */
final class PartFile {
  private static final Pattern REST =
      Pattern.compile("[0-9a-f]{16}-([0-9a-f]{16})-[0-9a-f]{8}\\.part");
  private static final String END = ".part";
  private static final int DIGITS = 16;

  /** The version of what a host has given no name to, so that nothing can be added to it. */
  private static final String UNKNOWN = "0".repeat(DIGITS);

  private final Path path;
  private final String version;
  private final FileChannel channel;
  private volatile long size;
  private boolean left;

  private PartFile(Path path, String version, FileChannel channel, long size) {
    this.path = path;
    this.version = version;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Begins a part that has nothing yet.
   *
   * @param validator what the host calls this version of the video
   */
  static PartFile create(Path target, Task task, Optional<String> validator) throws IOException {
    String version = validator.map(PartFile::digest).orElse(UNKNOWN);
    while (true) {
      String unique = UUID.randomUUID().toString().substring(0, 8);
      Path path = target.resolveSibling(prefix(target, task) + version + "-" + unique + END);
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (isLockedOrCannotBe(channel)) {
        return new PartFile(path, version, channel, 0);
      }
      channel.close(); // Somebody who cleans up was faster.
    }
  }

  /** Returns the longest part of a task that an earlier download has left, if it can be resumed. */
  static Optional<PartFile> claim(Path target, Task task) throws IOException {
    PartFile longest = null;
    for (Path path : list(target, prefix(target, task))) {
      PartFile part = open(path);
      if (part == null) {
        continue;
      }
      PartFile shorter = part;
      if (part.isResumable() && (longest == null || part.size > longest.size)) {
        shorter = longest;
        longest = part;
      }
      if (shorter != null) {
        shorter.discard();
      }
    }
    return Optional.ofNullable(longest);
  }

  /** Deletes what earlier downloads to a target have left, whatever the task. */
  static void sweep(Path target) throws IOException {
    for (Path path : list(target, prefix(target))) {
      PartFile part = open(path);
      if (part != null) {
        part.discard();
      }
    }
  }

  long size() {
    return size;
  }

  /** Whether it has a beginning to which the rest of the same version can be added. */
  boolean isResumable() {
    return size > 0 && !version.equals(UNKNOWN);
  }

  /** Whether it is of a version that a host calls so. */
  boolean isOf(String validator) {
    return version.equals(digest(validator));
  }

  void write(ByteBuffer bytes) throws IOException {
    long end = size + bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    size = end;
  }

  /** Makes it the target. */
  synchronized void moveTo(Path target) throws IOException {
    channel.force(false); // Or a power cut could leave a target of the right length, but of zeros.
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
    left = true;
    channel.close();
  }

  /** Closes it and keeps it if it can be resumed. Does nothing if it was left before. */
  void leave() {
    leave(isResumable());
  }

  /** Closes and deletes it. Does nothing if it was left before. */
  void discard() {
    leave(false);
  }

  private synchronized void leave(boolean keep) {
    if (left) {
      return;
    }
    left = true;
    // Deleted while it is locked. Some systems cannot delete a file that is open.
    boolean gone = keep || deleted();
    try {
      channel.close();
    } catch (IOException e) {
      // What was written is written, and a lock ends with the process at the latest.
    }
    if (!gone) {
      gone = deleted();
    }
  }

  private boolean deleted() {
    try {
      return Files.deleteIfExists(path);
    } catch (IOException e) {
      return false; // A leftover does no harm: the next download deletes it, or does without it.
    }
  }

  private static @Nullable PartFile open(Path path) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.WRITE);
      // One that was moved between the two lines is somebody's target by now.
      if (channel.tryLock() != null && Files.exists(path)) {
        long size = channel.size();
        String name = String.valueOf(path.getFileName());
        String version = name.substring(name.length() - END.length() - 9 - DIGITS);
        PartFile part =
            new PartFile(path, version.substring(0, DIGITS), channel.position(size), size);
        channel = null;
        return part;
      }
    } catch (IOException | OverlappingFileLockException e) {
      // It is in use, or gone, or somebody else's.
    } finally {
      close(channel);
    }
    return null;
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing was written.
    }
  }

  /** Whether nobody else has the file. Where there are no locks, nobody else will ask for it. */
  private static boolean isLockedOrCannotBe(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static List<Path> list(Path target, String prefix) throws IOException {
    List<Path> paths = new ArrayList<>();
    String all = prefix(target);
    Path folder = Objects.requireNonNull(target.getParent());
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> isPart(file, all, prefix))) {
      files.forEach(paths::add);
    }
    return paths;
  }

  private static boolean isPart(Path file, String all, String prefix) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(prefix) && REST.matcher(name.substring(all.length())).matches();
  }

  private static String prefix(Path target, Task task) {
    return prefix(target) + digest(task.toString()) + "-";
  }

  private static String prefix(Path target) {
    String name = String.valueOf(target.getFileName());
    // File names end somewhere, usually after 255 bytes.
    return (name.length() > 60 ? digest(name) : name) + ".";
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGITS / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Each Java has it.
    }
  }
}
