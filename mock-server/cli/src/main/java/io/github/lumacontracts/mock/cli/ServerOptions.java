package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServerOptions;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The options of every command that runs a server. */
final class ServerOptions {
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
      names = {"-m", "--multiprocess"},
      negatable = true,
      arity = "0..1",
      defaultValue = "false",
      fallbackValue = "true",
      description = "Taken for the sake of Prism's users: one process serves all cores already.")
  private boolean multiprocess;

  @Option(
      names = "--strict",
      description = "Refuse documents that are not quite right, with a list of what is wrong.")
  private boolean strict;

  @Option(names = "--json", description = "Log one JSON object per line.")
  private boolean json;

  @Option(
      names = {"-v", "--verboseLevel"},
      defaultValue = "info",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private VerboseLevel level = VerboseLevel.INFO;

  Console console(PrintWriter out) {
    return new Console(out, level, LogFormat.chosen(json));
  }

  /** Prints what comes before the routes. */
  void announce(Console console) {
    console.starting();
    if (multiprocess) {
      console.info("--multiprocess changes nothing: one process serves all cores.");
    }
  }

  /**
   * Returns a builder with these options set.
   *
   * @throws IllegalArgumentException if one makes no sense
   */
  MockServerOptions.Builder builder(Console console) {
    MockServerOptions.Builder builder =
        MockServerOptions.builder().host(host).port(port).cors(cors).strict(strict).watch(console);
    return level.prints(VerboseLevel.ERROR) ? builder.listener(console::exchange) : builder;
  }
}
