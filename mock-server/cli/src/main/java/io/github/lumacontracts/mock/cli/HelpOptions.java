package io.github.lumacontracts.mock.cli;

import picocli.CommandLine.Option;

/** The options of every command that explain it. Picocli's own would take {@code -h}, the host. */
final class HelpOptions {
  @SuppressWarnings("unused") // picocli reads the annotation
  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  private boolean help;

  @SuppressWarnings("unused") // picocli reads the annotation
  @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
  private boolean version;
}
