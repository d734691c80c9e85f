package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServerOptions;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a server that forwards to another one and waits until it is told to stop. */
@Command(
    name = "proxy",
    description = {
      "Forward requests to another server and check both ways.",
      "What it answers with 501, not implemented, is mocked."
    },
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  luma-mock proxy api.yaml https://api.example.com           report what is wrong",
      "  luma-mock proxy --errors api.yaml https://api.example.com  refuse what is wrong"
    })
final class ProxyCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description =
          "OpenAPI 3.1, 3.0 or Swagger 2.0, YAML or JSON; /base=FILE for paths below /base.")
  private String file = "";

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Parameters(
      index = "1",
      paramLabel = "UPSTREAM",
      description = "Address of the server to forward to; its path comes before that of requests.")
  private URI upstream;

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--errors",
      negatable = true,
      arity = "0..1",
      defaultValue = "false",
      fallbackValue = "true",
      description = {
        "Refuse wrong requests and unknown paths, and answer 500 to wrong answers, instead of only",
        "reporting them. Default: ${DEFAULT-VALUE}."
      })
  private boolean errors;

  @Option(
      names = "--validate-request",
      negatable = true,
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "Check requests. Default: ${DEFAULT-VALUE}.")
  private boolean validateRequest;

  @Option(
      names = "--upstream-proxy",
      paramLabel = "URL",
      description = "Go through this HTTP proxy, http://[user[:password]@]host[:port].")
  private @Nullable URI upstreamProxy;

  @SuppressWarnings("unused") // picocli reads the annotations inside
  @Mixin
  private final HelpOptions help = new HelpOptions();

  @Override
  public Integer call() throws InterruptedException {
    Console console = server.console(spec.commandLine().getOut());
    MockServerOptions options = options(console);
    allowPasswordForTunnel();
    server.announce(console);
    Running.untilStopped(console, options);
    return 0;
  }

  /** Java gives a proxy no password on the way to an https server, unless it is told to. */
  private void allowPasswordForTunnel() {
    if (upstreamProxy != null && upstreamProxy.getRawUserInfo() != null) {
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
  }

  private MockServerOptions options(Console console) {
    try {
      MockServerOptions.Builder options =
          server
              .builder(console)
              .errors(errors)
              .mount(MountArgument.parse(file))
              .upstream(upstream)
              .validateRequests(validateRequest);
      if (upstreamProxy != null) {
        options.upstreamProxy(upstreamProxy);
      }
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
