package io.github.lumacontracts.mock.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command; all it does is to hold the others. */
@Command(
    name = "luma-mock",
    description = "Stub servers from OpenAPI documents.",
    subcommands = {MockCommand.class, ProxyCommand.class, ExportCommand.class},
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class LumaMockCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("unused") // picocli reads the annotations inside
  @Mixin
  private final HelpOptions help = new HelpOptions();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command; there are mock, proxy and export.");
  }
}
