package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  luma-mock mock                               the built-in documents",
      "  luma-mock mock -p 8080 api.yaml              one document at the root",
      "  luma-mock mock /shop=shop.yaml /pay=pay.json several documents on one server",
      "  luma-mock mock https://example.com/api.yaml  a document from the web",
      "  luma-mock mock --state tasks api.yaml        tasks that outlive the server",
      "  luma-mock mock --strict --json api.yaml      for a build: no warnings, a log for programs"
    })
final class MockCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = {
        "OpenAPI 3.1, 3.0 or Swagger 2.0, YAML or JSON, a file or an address.",
        "A file is read again when it, or a file that it refers to, changes.",
        "/base=FILE serves a document below /base, which lets several live together.",
        "Default: the documents that are built in, each below its own name."
      })
  private List<String> files = new ArrayList<>();

  @Mixin private final ServerOptions server = new ServerOptions();

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
      names = {"-d", "--dynamic"},
      negatable = true,
      arity = "0..1",
      defaultValue = "false",
      fallbackValue = "true",
      description = "Make answers up from schemas, valid and different each time.")
  private boolean dynamic;

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      description = "Make dynamic answers repeat: same seed and request, same answer.")
  private @Nullable String seed;

  @Option(
      names = "--ignoreExamples",
      negatable = true,
      arity = "0..1",
      defaultValue = "false",
      fallbackValue = "true",
      description = "Send samples of schemas even where the document has examples.")
  private boolean ignoreExamples;

  @Option(
      names = "--json-schema-faker-fillProperties",
      negatable = true,
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = {
        "Give dynamic objects members beyond the declared ones.",
        "Default: what x-json-schema-faker in the document says, or true."
      })
  private @Nullable Boolean fillProperties;

  @Option(
      names = "--server-paths",
      description = "Also answer below the path of each entry of servers in a FILE.")
  private boolean serverPaths;

  @Mixin private final TaskOptions tasks = new TaskOptions();

  @SuppressWarnings("unused") // picocli reads the annotations inside
  @Mixin
  private final HelpOptions help = new HelpOptions();

  @Override
  public Integer call() throws InterruptedException {
    Console console = server.console(spec.commandLine().getOut());
    server.announce(console);
    Running.untilStopped(console, options(console));
    return 0;
  }

  private MockServerOptions options(Console console) {
    try {
      MockServerOptions.Builder options =
          server
              .builder(console)
              .errors(errors)
              .callbackHosts(callbackHosts.toArray(String[]::new))
              .callbackListener(console::callback)
              .dynamic(dynamic)
              .ignoreExamples(ignoreExamples);
      tasks.apply(options, dynamic || ignoreExamples);
      if (seed != null) {
        options.seed(seed);
      }
      if (fillProperties != null) {
        options.fillProperties(fillProperties);
      }
      for (String file : files) {
        options.mount(MountArgument.parse(file).withServerPaths(serverPaths));
      }
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
