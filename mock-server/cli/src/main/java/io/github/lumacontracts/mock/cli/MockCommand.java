package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServerOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a server and waits until it is told to stop. */
@Command(
    name = "mock",
    description = "Answer requests the way OpenAPI documents say.",
    versionProvider = Version.class,
    sortOptions = false)
final class MockCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = {
        "OpenAPI 3.1, 3.0 or Swagger 2.0, YAML or JSON.",
        "/base=FILE serves a document below /base, which lets several live together.",
        "Default: the documents that are built in, each below its own name."
      })
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-p", "--port"},
      defaultValue = "4010",
      description = "Port to listen on, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = {"-h", "--host"},
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--cors",
      negatable = true,
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "Let browsers of other origins call. Default: ${DEFAULT-VALUE}.")
  private boolean cors;

  @Option(
      names = "--errors",
      negatable = true,
      arity = "0..1",
      defaultValue = "false",
      fallbackValue = "true",
      description = {
        "Answer 500 if an answer does not follow its own document.",
        "Default: ${DEFAULT-VALUE}."
      })
  private boolean errors;

  @Option(
      names = "--callback-hosts",
      split = ",",
      paramLabel = "HOST",
      description = {
        "Let callbacks go to these hosts as well: a name, *.example.com, or * for any.",
        "Default: to this machine only."
      })
  private List<String> callbackHosts = new ArrayList<>();

  @Option(
      names = "--server-paths",
      description = "Also answer below the path of each entry of servers in a FILE.")
  private boolean serverPaths;

  @Option(
      names = {"-v", "--verboseLevel"},
      defaultValue = "info",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private VerboseLevel level = VerboseLevel.INFO;

  @SuppressWarnings("unused") // picocli reads the annotation
  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  private boolean help;

  @SuppressWarnings("unused") // picocli reads the annotation
  @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
  private boolean version;

  @Override
  public Integer call() throws InterruptedException {
    Console console = new Console(out(), level);
    console.starting();
    Running.untilStopped(console, options(console));
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private MockServerOptions options(Console console) {
    try {
      MockServerOptions.Builder options =
          MockServerOptions.builder()
              .host(host)
              .port(port)
              .cors(cors)
              .errors(errors)
              .listener(console::exchange)
              .callbackHosts(callbackHosts.toArray(String[]::new))
              .callbackListener(console::callback);
      for (String file : files) {
        options.mount(MountArgument.parse(file).withServerPaths(serverPaths));
      }
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
