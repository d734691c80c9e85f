package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.StubExport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes documents as plain WireMock stubs. */
@Command(
    name = "export",
    description = "Write OpenAPI documents as stubs that a stock WireMock serves.",
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  luma-mock export -o stubs api.yaml           one document at the root",
      "  luma-mock export -o stubs /shop=shop.yaml    one document below /shop"
    })
final class ExportCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = {
        "As for mock: a document, or /base=FILE for one below /base.",
        "Default: the documents that are built in, each below its own name."
      })
  private List<String> files = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "Folder to write into; the stubs go to its subfolder mappings.")
  private Path output;

  @Option(names = "--force", description = "Write even if FOLDER is not empty.")
  private boolean force;

  @Option(
      names = "--server-paths",
      description = "Also answer below the path of each entry of servers in a FILE.")
  private boolean serverPaths;

  @SuppressWarnings("unused") // picocli reads the annotations inside
  @Mixin
  private final HelpOptions help = new HelpOptions();

  @Override
  public Integer call() {
    StubExport export = StubExport.write(options(), output, force);
    spec.commandLine()
        .getOut()
        .printf(
            "Wrote %d stubs in %d files to %s. Serve them with WireMock's --root-dir %s.%n",
            export.stubs(), export.files(), output.resolve("mappings"), output);
    return 0;
  }

  private MockServerOptions options() {
    try {
      MockServerOptions.Builder options = MockServerOptions.builder();
      for (String file : files) {
        options.mount(MountArgument.parse(file).withServerPaths(serverPaths));
      }
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
