package io.github.lumacontracts.mock.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest; outside a jar there is none. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("unpacked")
    };
  }
}
