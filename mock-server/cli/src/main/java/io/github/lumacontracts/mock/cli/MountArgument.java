package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.Mount;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code FILE}, mounted at the root, or {@code /base=FILE}. */
final class MountArgument implements ITypeConverter<Mount> {
  @Override
  public Mount convert(String argument) {
    int equals = argument.indexOf('=');
    // "/a/b=c.yaml" could be a file too; then it exists.
    boolean based = argument.startsWith("/") && equals > 0 && !Path.of(argument).toFile().exists();
    try {
      Mount mount = Mount.of(Path.of(based ? argument.substring(equals + 1) : argument));
      return based ? mount.at(stripSlash(argument.substring(0, equals))) : mount;
    } catch (InvalidPathException e) {
      throw new TypeConversionException("\"" + argument + "\" is no path: " + e.getMessage());
    }
  }

  private static String stripSlash(String base) {
    return base.replaceFirst("/+$", "");
  }
}
